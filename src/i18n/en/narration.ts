/** English: the frame around the story. The story itself is in `story/`. */
export const narration = {
  title: 'What just happened, and why',
  nothingYet: 'Nothing has gone wrong yet.',
  earlier: (lines: string): string =>
    lines === '1'
      ? '1 earlier line is not shown: go back in time to read it.'
      : `${lines} earlier lines are not shown: go back in time to read them.`,
  seekThere: 'Go to this moment',
  showOne: 'Show one of these requests',
  whyFailed: 'Why did requests fail?',
  failedTotal: (count: string): string => `${count} failed`,
  unattributed: 'unattributed',
  otherRoots: (count: number): string => (count === 1 ? '1 other cause' : `${count} other causes`),
  outsideOutages: (count: string): string => `${count} of them outside the outages told above`,
  more: (count: number): string => `${count} more before it.`,
};
