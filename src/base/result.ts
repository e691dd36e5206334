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
}
