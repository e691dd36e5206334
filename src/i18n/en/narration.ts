/** English: the frame around the story. The story itself is in `story/`. */
export const narration = {
  title: 'What just happened, and why',
  events: (count: number): string => (count === 1 ? '1 event' : `${count} events`),
  nothingYet: 'Nothing has gone wrong yet.',
  seekThere: 'Go to this moment',
  whyFailed: 'Why did requests fail?',
  failedTotal: (count: string): string => `${count} failed`,
  unattributed: 'unattributed',
  otherRoots: (count: number): string => (count === 1 ? '1 other cause' : `${count} other causes`),
  more: (count: number): string => `${count} more before it.`,
};
