/** English: the dialogs, and what is told of recorded traffic. */
import type { InputProblem } from '../../base/result.ts';
import { problemParagraph } from '../problem-lines.ts';
import { problemWords } from './problem.ts';

export const settings = {
  theme: 'Theme',
  themes: { system: 'as the system', light: 'light', dark: 'dark' },
  motion: 'Motion',
  motions: { system: 'as the system', reduced: 'reduced', full: 'full' },
  motionHelp: 'Reduced: no moving dots. The same numbers are shown as bars and counts.',
  letterKeys: 'Single-letter keys act while the canvas has the focus',
  resetLayout: 'Put all cards back in place',
};

interface KeyRow {
  readonly keys: readonly string[];
  readonly does: string;
}

const rows: readonly KeyRow[] = [
  { keys: ['Space'], does: 'Play or pause' },
  { keys: [',', '.'], does: 'Previous or next event' },
  { keys: ['Shift .'], does: 'One engine event forward' },
  { keys: ['[', ']'], does: 'Slower or faster' },
  { keys: ['← ↑ → ↓'], does: 'Walk the nodes along their connections' },
  { keys: ['+', '−', '0'], does: 'Zoom the canvas in or out, or show all of it' },
  { keys: ['Shift ← ↑ → ↓'], does: 'Move the canvas while it is zoomed' },
  { keys: ['Enter'], does: 'Inspect what is selected' },
  { keys: ['K', 'O', 'S', 'H', 'X'], does: 'Kill, power off, slow, hang, cut what is selected' },
  { keys: ['R'], does: 'Restart what is selected' },
  { keys: ['F'], does: 'Fork here' },
  { keys: ['T'], does: 'Picture or table' },
  { keys: ['W'], does: 'One request as a waterfall' },
  { keys: ['Ctrl Z'], does: 'Undo the last act' },
  { keys: ['Esc'], does: 'Close, or deselect' },
  { keys: ['?'], does: 'These keys' },
];

export const keys = {
  intro: 'Letter keys act while the canvas has the focus; they can be turned off in the settings.',
  rows,
};

export const tape = {
  reading: (file: string, percent: number): string => `Reading ${file}, ${percent} %…`,
  refused: 'Not read.',
  problem: (problem: InputProblem): string =>
    problemParagraph(problem, problemWords, '. ', 'Nothing was lost: the run on screen goes on.'),
  title: 'Replay recorded traffic',
  facts: {
    file: 'File',
    requests: 'Requests',
    classes: 'Reads · writes',
    keys: 'Distinct keys',
    clients: 'Clients',
    recorded: 'Recorded over',
    malformed: 'Malformed lines, left out',
    noRequest: 'Lines without a request, left out',
    nuls: 'NUL bytes, skipped',
    played: 'Plays for',
  },
  both: (reads: string, writes: string): string => `${reads} · ${writes}`,
  average: (span: string, rate: string): string => `${span}, on average ${rate}`,
  firstLeftOut: (count: string, lines: string, line: string, text: string): string =>
    `${count} of ${lines}; the first is line ${line}: ${text}`,
  firstNul: (count: string, line: string): string => `${count}; the first in line ${line}`,
  speedup: 'Speed-up',
  speedupHelp: 'How many times as fast as recorded.',
  longestSilence: 'Longest silence',
  anySilence: 'as recorded',
  silenceHelp: 'A longer silence of the log is shortened to this, before the speed-up.',
  closes: 'The run on screen ends, and a new one begins with this traffic.',
  begin: 'Replay',
  inForce: (requests: string, span: string, speedup: string): string =>
    `${requests} in ${span} · ×${speedup}`,
  ended: 'The tape has ended.',
  change: 'Change…',
  changeHelp: 'Speed and silences of this tape.',
  drawAgain: 'Drawn traffic',
  drawHelp: 'Opens the run with traffic that is drawn, as without a tape.',
  wanted: (file: string, requests: string): string =>
    `This run replays ${file} (${requests} requests). Give that file, and the run opens where it was.`,
  choose: 'Choose the file…',
};
