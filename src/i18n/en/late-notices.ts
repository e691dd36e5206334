/** English: notices of refused input and of new versions. */
import type { InputProblem } from '../../base/result.ts';
import { problemParagraph } from '../problem-lines.ts';
import { problemWords } from './problem.ts';

export const notices = {
  refused: 'Not accepted.',
  problem: (problem: InputProblem): string =>
    problemParagraph(problem, problemWords, '. ', 'Nothing was changed.'),
  newVersion: 'A new version is ready. Your run goes on where it is.',
  updateNow: 'Update now',
  later: 'Later',
  noRoom:
    'Not updated: this browser has no room to keep the run meanwhile. Nothing was lost, and the version you have goes on.',
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
