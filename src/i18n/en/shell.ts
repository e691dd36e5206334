/** English: settings, keyboard help, notices and what a screen reader is told. */
export const settings = {
  title: 'Settings',
  language: 'Language',
  languageNames: { en: 'English', zh: '中文' },
  theme: 'Theme',
  themes: { system: 'as the system', light: 'light', dark: 'dark' },
  motion: 'Motion',
  motions: { system: 'as the system', reduced: 'reduced', full: 'full' },
  motionHelp: 'Reduced: no moving dots; the same numbers as bars and counts.',
  letterKeys: 'Single-letter keys',
  letterKeysHelp: 'K, S, H, X and F act while the canvas has the focus.',
  on: 'on',
  off: 'off',
  exportRun: 'Save this run as a file',
  openFile: 'Open a file',
};

export const keyboard = {
  title: 'Keys',
  play: 'Play or pause',
  events: 'Previous or next event',
  engineEvent: 'One engine event forward',
  speed: 'Slower or faster',
  fork: 'Fork here',
  faults: 'Kill, slow, hang, cut what is selected',
  restart: 'Restart what is selected',
  walk: 'Walk along the connections',
  actions: 'Act on what is selected',
  up: 'Close, or deselect',
  undo: 'Undo the last act',
  table: 'Show as a table',
  help: 'These keys',
  only: 'Letter keys act while the canvas has the focus.',
};

export const notices = {
  refused: (path: string, value: string, allowed: string): string =>
    `Not accepted: ${path} = ${value}; allowed: ${allowed}; nothing was changed.`,
  dismiss: 'Dismiss',
  recovered: 'The simulation had stopped and was restored; every number is as before.',
  recovering: 'The simulation stopped. Restoring it from the last checkpoint…',
  brokenTitle: 'The simulation stopped',
  broken: 'It contradicted itself, so it stopped instead of showing something wrong.',
  saveReproduction: 'Save the file that reproduces it',
  startOver: 'Start over',
  splitBrain: 'Split brain: two nodes take writes.',
  unsupported: 'This browser lacks what the simulation needs (module workers).',
};

/** For the one polite live region. */
export const live = {
  playing: (speed: string): string => `Playing at ${speed}.`,
  paused: (time: string): string => `Paused at ${time}.`,
  selected: (id: string, state: string): string => `${id}, ${state}.`,
  deselected: 'Nothing selected.',
  seekTo: (time: string): string => `Now at ${time}.`,
  branched: (letter: string): string => `New branch ${letter}, same traffic.`,
  changed: (path: string, value: string): string => `${path} is now ${value}.`,
};
