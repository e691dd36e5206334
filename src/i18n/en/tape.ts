/** English: recorded traffic, from the drop of a file to the way back. */
import type { InputProblem } from '../../base/result.ts';
import { problemParagraph } from '../problem-lines.ts';
import { problemWords } from './problem.ts';

export const tape = {
  button: 'Replay a log…',
  buttonHelp:
    'Lets a web server’s access log arrive instead of drawn traffic. A file can also be dropped anywhere on the page.',
  drop: 'Drop a web server’s access log here',
  dropHelp:
    'Or a CSV tape (offset,class,key,client), or a run that was saved. Up to 50 MB. The file stays on this machine.',
  reading: (file: string, percent: number): string => `Reading ${file}, ${percent} %…`,
  cancel: 'Cancel',
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
