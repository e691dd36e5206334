/** Why what a person asked for did not happen: the promise of `seek` or `command` is rejected with this. */
import { assert } from '../base/assert.ts';
import type { InputProblem } from '../base/result.ts';

export class NotDone extends Error {
  /** Something asked for later took its place. */
  readonly superseded: boolean;
  /** What was wrong with it; undefined unless it was refused. */
  readonly problem: InputProblem | undefined;

  constructor(why: 'superseded' | 'broken' | InputProblem) {
    super(typeof why === 'string' ? why : `${why.path}: ${why.value} (${why.allowed})`);
    this.name = 'NotDone';
    this.superseded = why === 'superseded';
    this.problem = typeof why === 'string' ? undefined : why;
  }
}

/** A promise whose end is decided elsewhere, once. Whoever does not care for its rejection need not catch it. */
export interface Pending<Value> {
  readonly promise: Promise<Value>;
  readonly resolve: (value: Value) => void;
  readonly reject: (why: NotDone) => void;
}

export function createPending<Value>(): Pending<Value> {
  let ends: Omit<Pending<Value>, 'promise'> | undefined;
  const promise = new Promise<Value>((resolve, reject) => {
    ends = { resolve, reject };
  });
  assert(ends !== undefined, 'a promise calls its executor at once');
  promise.catch(() => undefined);
  return { promise, ...ends };
}
