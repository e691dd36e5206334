/** English: what is wrong with an input. */
import type { ProblemWords } from '../problem-lines.ts';

export const problemWords: ProblemWords = {
  one: (path, value, allowed) => `${path} = ${value}; allowed: ${allowed}`,
  place: (line, column) => `line ${line}, column ${column}: `,
  untold: (count) => `and ${count} more`,
};
