/** A refusal in words: a line for each problem, with its place in the text if it came as text. */
import { everyProblem, type InputProblem } from '../base/result.ts';

export interface ProblemWords {
  readonly one: (path: string, value: string, allowed: string) => string;
  readonly place: (line: number, column: number) => string;
  readonly untold: (count: number) => string;
}

export function problemLines(problem: InputProblem, words: ProblemWords): string[] {
  const lines = everyProblem(problem).map(({ path, value, allowed, place }) => {
    const where = place === undefined ? '' : words.place(place.line, place.column);
    return `${where}${words.one(path, value, allowed)}`;
  });
  return problem.untold === undefined ? lines : [...lines, words.untold(problem.untold)];
}

/** On the page: one sentence after another, or one line after another; then what became of the run. */
export function problemParagraph(
  problem: InputProblem,
  words: ProblemWords,
  stop: string,
  end: string,
): string {
  const lines = problemLines(problem, words);
  return lines.length === 1 ? `${lines[0]}${stop}${end}` : `\n${lines.join('\n')}\n${end}`;
}
