/** English: settings, keys, notices. */

export const settings = {
  title: 'Settings',
  menu: 'Theme, keys, settings',
  language: 'Language',
  toLight: 'Light theme',
  toDark: 'Dark theme',
};

export const keys = {
  title: 'Keys',
  short: 'Keys',
  space: 'Space',
};

export const notices = {
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
  reopening: (percent: number): string => `Opening the run, ${percent} %…`,
  opened: (scenario: string, seed: number): string =>
    `Opened ${scenario}, seed ${seed}. The run that was here is kept.`,
  backToPrevious: 'Back to the previous run',
};
