/** English: settings, keys, notices. */
import type { InputProblem } from '../../base/result.ts';
import { problemParagraph } from '../problem-lines.ts';
import { problemWords } from './problem.ts';

export const settings = {
  title: 'Settings',
  menu: 'Theme, keys, settings',
  language: 'Language',
  theme: 'Theme',
  themes: { system: 'as the system', light: 'light', dark: 'dark' },
  toLight: 'Light theme',
  toDark: 'Dark theme',
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
  title: 'Keys',
  short: 'Keys',
  space: 'Space',
  intro: 'Letter keys act while the canvas has the focus; they can be turned off in the settings.',
  rows,
};

export const notices = {
  refused: 'Not accepted.',
  problem: (problem: InputProblem): string =>
    problemParagraph(problem, problemWords, '. ', 'Nothing was changed.'),
  languageMissing: {
    en: 'English could not be loaded, so the language stays as it is. Nothing was lost.',
    zh: 'Chinese could not be loaded, so the language stays as it is. Nothing was lost.',
  },
  partMissing: 'This part could not be loaded. The run goes on, and nothing was lost.',
  askAgain: 'Try again',
  recovering: (percent: number): string => `The simulation stopped. Restoring it, ${percent} %…`,
  recovered: 'The simulation had stopped and was restored. Every number is as it was.',
  stopped: {
    broke: 'The simulation contradicted itself and stopped, rather than show something wrong.',
    died: 'The simulation stopped twice at the same place, and the reason is not known. Save the file that reproduces it; another run can be opened.',
    neverRan:
      'The simulation does not start: this browser does not run its worker. A content blocker, a policy or an old browser may be the reason. Nothing was lost; reload to try again.',
  },
  reload: 'Reload',
  saveReproduction: 'Save the file that reproduces it',
  newVersion: 'A new version is ready. Your run goes on where it is.',
  updateNow: 'Update now',
  later: 'Later',
  noRoom:
    'Not updated: this browser has no room to keep the run meanwhile. Nothing was lost, and the version you have goes on.',
  reopening: (percent: number): string => `Opening the run, ${percent} %…`,
  opened: (scenario: string, seed: number): string =>
    `Opened ${scenario}, seed ${seed}. The run that was here is kept.`,
  backToPrevious: 'Back to the previous run',
  carried: {
    same: 'Updated. The run is as it was: same seed, same commands, same time, and every number agrees.',
    changed:
      'Updated. Seed, commands and time are as they were. The new version simulates them differently, so the numbers are new.',
  },
  runDiffers: (otherPhysics: number | undefined): string =>
    otherPhysics === undefined
      ? 'This run came out otherwise than its file says: the file was edited, or another version wrote it.'
      : `Recorded with physics ${otherPhysics}; today’s run differs.`,
  carriedUnread: (problem: InputProblem): string =>
    `Updated, but your run could not be opened again: ${problemParagraph(problem, problemWords, '. ', 'Nothing of it is lost: save it.')}`,
  saveRun: 'Save the run',
};
