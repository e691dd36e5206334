/** An outcome that may be a refusal: used wherever input comes from people, who deserve a message, not a throw. */
export type Result<Value, Problem> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: Problem };

export const succeed = <Value>(value: Value): { readonly ok: true; readonly value: Value } => ({
  ok: true,
  value,
});
export const refuse = <Problem>(problem: Problem): { readonly ok: false; readonly problem: Problem } => ({
  ok: false,
  problem,
});

/** Refused input: where (a path such as `users.arrivalRate`), what was given, and what is allowed. */
export interface InputProblem {
  readonly path: string;
  readonly value: string;
  readonly allowed: string;
  /** Where in the text that was given. */
  readonly place?: TextPlace | undefined;
  /** What else is wrong with the same input, in order; `everyProblem` is the whole list. */
  readonly others?: readonly InputProblem[] | undefined;
  /** How many more there are than are told. */
  readonly untold?: number | undefined;
}

/** Both from 1. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

/** Each on its own. */
export function everyProblem({ others = [], untold: _, ...first }: InputProblem): readonly InputProblem[] {
  return [first, ...others];
}
