/** Time as the observer counts it: whole seconds, and what part of a span lies in each. */
export const second = 1_000_000;

export const secondOf = (time: number): number => Math.floor(time / second);

/** Tells how many Micros of [from, to) lie in each of the seconds 0 … count − 1. */
export function spread(
  from: number,
  to: number,
  count: number,
  tell: (second: number, micros: number) => void,
): void {
  for (let at = secondOf(from); at < count && at * second < to; at += 1)
    tell(at, Math.min(to, (at + 1) * second) - Math.max(from, at * second));
}

/** How many Micros of [from, to) lie in [since, until). */
export const overlap = (from: number, to: number, since: number, until: number): number =>
  Math.max(0, Math.min(to, until) - Math.max(from, since));
