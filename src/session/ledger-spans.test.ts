// The ledger of a branch against one that keeps every second of every class apart.
import { describe, expect, it } from 'vitest';
import type { LedgerSpan } from '../engine/telemetry/records.ts';
import { createLedgerSpans } from './ledger-spans.ts';

const span = (
  classIndex: number,
  fromSecond: number,
  toSecond: number,
  down = false,
  arrived = 10,
): LedgerSpan => ({
  class: classIndex,
  fromSecond,
  toSecond,
  arrived,
  good: down ? 0 : arrived,
  down,
});

const spansOf = (spans: readonly LedgerSpan[]) =>
  spans.map((one) => [one.class, one.fromSecond, one.toSecond]);

describe('verdicts', () => {
  it('are sorted by first second, then class', () => {
    const ledger = createLedgerSpans();
    for (const [classIndex, from] of [
      [1, 2],
      [0, 2],
      [0, 0],
      [1, 0],
      [0, 1],
      [1, 1],
    ] as const)
      ledger.put(span(classIndex, from, from + 1));
    expect(spansOf(ledger.spans)).toEqual([
      [0, 0, 1],
      [1, 0, 1],
      [0, 1, 2],
      [1, 1, 2],
      [0, 2, 3],
      [1, 2, 3],
    ]);
  });

  it('that come again replace what is there, unless that reaches further', () => {
    const ledger = createLedgerSpans();
    ledger.put(span(0, 0, 2, false, 10));
    ledger.put(span(0, 0, 2, true, 11));
    expect(ledger.spans).toEqual([span(0, 0, 2, true, 11)]);
    ledger.put(span(0, 0, 1, false, 12));
    expect(ledger.spans).toEqual([span(0, 0, 2, true, 11)]);
    ledger.put(span(0, 0, 3, false, 13));
    expect(ledger.spans).toEqual([span(0, 0, 3, false, 13)]);
  });

  it('within a span that is known are no news, whatever class lies between', () => {
    const ledger = createLedgerSpans();
    ledger.put(span(0, 0, 5));
    ledger.put(span(1, 1, 2));
    ledger.put(span(0, 3, 4, true));
    expect(spansOf(ledger.spans)).toEqual([
      [0, 0, 5],
      [1, 1, 2],
    ]);
    ledger.put(span(0, 5, 6));
    ledger.put(span(1, 2, 3));
    expect(ledger.spans).toHaveLength(4);
  });

  it('are cut where each class was judged up to, if no span reaches across', () => {
    const ledger = createLedgerSpans();
    ledger.put(span(0, 0, 5));
    ledger.put(span(0, 5, 6));
    ledger.put(span(1, 0, 3));
    expect(ledger.cutsCleanly([5, 3])).toBe(true);
    expect(ledger.cutsCleanly([6, 3])).toBe(true);
    expect(ledger.cutsCleanly([4, 3])).toBe(false);
    expect(ledger.cutsCleanly([5, 2])).toBe(false);
    // Class 1 had not been judged at all: nothing of it is cut.
    expect(ledger.cutsCleanly([5])).toBe(true);
    expect(spansOf(ledger.copyUpTo([5]).spans)).toEqual([[0, 0, 5]]);
    expect(spansOf(ledger.copyUpTo([5, 3]).spans)).toEqual([
      [0, 0, 5],
      [1, 0, 3],
    ]);
  });
});

describe('a long ledger', () => {
  const seconds = 90_000;
  const isDown = (classIndex: number, second: number) =>
    (second + 300 * classIndex) % 1_000 < 7 + (second % 2);
  const arrivedIn = (second: number) => 10 + (second % 17);
  const ledger = createLedgerSpans();
  let most = 0;
  for (let second = 0; second < seconds; second += 1) {
    for (const classIndex of [0, 1])
      ledger.put(span(classIndex, second, second + 1, isDown(classIndex, second), arrivedIn(second)));
    most = Math.max(most, ledger.spans.length);
  }

  it('is bounded, and nearly full before anything is joined', () => {
    expect(most).toBe(20_000);
    expect(ledger.spans.length).toBeLessThanOrEqual(20_000);
  });

  it.each([0, 1])('keeps the verdict and the counts of every second of class %i', (classIndex) => {
    const own = ledger.spans.filter((one) => one.class === classIndex);
    let next = 0;
    for (const one of own) {
      expect(one.fromSecond).toBe(next);
      next = one.toSecond;
      let arrived = 0;
      for (let second = one.fromSecond; second < one.toSecond; second += 1) {
        if (isDown(classIndex, second) !== one.down) throw new Error(`second ${second} was not ${one.down}`);
        arrived += arrivedIn(second);
      }
      expect([one.arrived, one.good]).toEqual([arrived, one.down ? 0 : arrived]);
    }
    expect(next).toBe(seconds);
  });

  it('leaves the last ten minutes as they are', () => {
    for (const { fromSecond, toSecond } of ledger.spans)
      if (toSecond > seconds - 600) expect(toSecond - fromSecond).toBe(1);
  });
});

describe('joining', () => {
  const filled = (seconds: number, isDown: (second: number) => boolean) => {
    const ledger = createLedgerSpans();
    for (let second = 0; second < seconds; second += 1) {
      for (const classIndex of [0, 1]) ledger.put(span(classIndex, second, second + 1, isDown(second)));
    }
    return ledger;
  };

  it('begins beyond 20,000 spans, with whole minutes', () => {
    expect(filled(10_000, () => false).spans).toHaveLength(20_000);
    // 9,401 seconds are old enough: 156 minutes and 41 seconds of each class; 600 seconds stay.
    const { spans } = filled(10_001, () => false);
    const widths = spans.filter((one) => one.class === 1).map((one) => one.toSecond - one.fromSecond);
    expect(widths.slice(0, 156)).toEqual(Array.from({ length: 156 }, () => 60));
    expect(widths.slice(156)).toEqual([41, ...Array.from({ length: 600 }, () => 1)]);
  });

  it('goes over to wider spans where minutes are not enough', () => {
    // Six good seconds and a bad one in turn: within minutes 18 spans of each class a minute would be left.
    const { spans } = filled(30_000, (second) => second % 7 === 3);
    expect(spans.length).toBeLessThanOrEqual(20_000);
    for (const one of spans) if (one.down) expect(one.toSecond - one.fromSecond).toBe(1);
  });
});
