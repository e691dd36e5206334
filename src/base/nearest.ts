/** The name that was probably meant by a mistyped one. */

/** Undefined if none is near: a third of the longer name may differ. */
export function nearest(typed: string, names: readonly string[]): string | undefined {
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const name of names) {
    const length = Math.max(typed.length, name.length);
    // Typed text can be as long as a command line; names are short.
    if (Math.abs(typed.length - name.length) * 3 > length) continue;
    const distance = distanceOf(typed, name);
    if (distance * 3 > length || distance >= least) continue;
    best = name;
    least = distance;
  }
  return best;
}

/** Levenshtein 1966, with neighbours that change places as one step (optimal string alignment). */
function distanceOf(from: string, to: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const isSame = from[row - 1] === to[column - 1];
      let least = Math.min(
        (last[column] as number) + 1,
        (current[column - 1] as number) + 1,
        (last[column - 1] as number) + (isSame ? 0 : 1),
      );
      const isSwap =
        row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      if (isSwap) least = Math.min(least, (beforeLast[column - 2] as number) + 1);
      current.push(least);
    }
    beforeLast = last;
    last = current;
  }
  return last[to.length] as number;
}
