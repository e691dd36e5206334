/** What was found wrong with a run: the first few of each kind, since one fault in a table breaks every later look. */
const keptPerKind = 2;

export class Problems {
  readonly found: string[] = [];
  private readonly counts = new Map<string, number>();
  private readonly now: () => number;

  constructor(now: () => number) {
    this.now = now;
  }

  expect(isRight: boolean, kind: string, text: () => string): void {
    if (!isRight) this.add(kind, text());
  }

  equal(actual: number, expected: number, kind: string, what: () => string): void {
    if (actual !== expected) this.add(kind, `${what()}: ${actual}, expected ${expected}`);
  }

  add(kind: string, text: string): void {
    const count = (this.counts.get(kind) ?? 0) + 1;
    this.counts.set(kind, count);
    if (count <= keptPerKind) this.found.push(`${(this.now() / 1e6).toFixed(6)}s ${kind}: ${text}`);
  }
}
