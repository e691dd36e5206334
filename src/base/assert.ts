/**
 * Assertions stay on in production: a wrong simulation must stop and say so, not teach.
 */
export class AssertionError extends Error {
  override readonly name = 'AssertionError';
}

/** Throws `AssertionError` unless `condition` holds. `message` is a constant: build no string on the hot path. */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new AssertionError(message);
}

/** Marks a branch that the type checker proves impossible. */
export function assertUnreachable(value: never): never {
  throw new AssertionError(`unreachable: ${String(value)}`);
}
