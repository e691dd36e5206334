// The shelf of journeys against a list that is searched from end to end.
import { describe, expect, it } from 'vitest';
import { mulberry } from '../../test/support/mulberry.ts';
import { hopColumn, hopStride, journeyHeader, journeyHeaderStride } from '../engine/telemetry/records.ts';
import { createJourneyShelf, unpackJourneys } from './journey-shelf.ts';

interface Given {
  readonly ordinal: number;
  readonly arrivedAt: number;
  readonly endedAt: number;
  /** When each callee was done; −1 = never. */
  readonly finishedAt?: readonly number[];
  readonly cause?: number;
}

function journey({ ordinal, arrivedAt, endedAt, finishedAt = [], cause = 0 }: Given): Float64Array {
  const row = new Float64Array(journeyHeaderStride + finishedAt.length * hopStride);
  row[journeyHeader.ordinal] = ordinal;
  row[journeyHeader.cause] = cause;
  row[journeyHeader.arrivedAt] = arrivedAt;
  row[journeyHeader.endedAt] = endedAt;
  row[journeyHeader.hops] = finishedAt.length;
  finishedAt.forEach((time, hop) => {
    row[journeyHeaderStride + hop * hopStride + hopColumn.finishedAt] = time;
  });
  return row;
}

const ordinalsOf = (rows: readonly Float64Array[]) => rows.map((row) => row[journeyHeader.ordinal]!);
const second = 1_000_000;

describe('journeys', () => {
  it('are unpacked by what each says of its length', () => {
    const packed = [journey({ ordinal: 1, arrivedAt: 0, endedAt: 1, finishedAt: [1, 2] })];
    packed.push(journey({ ordinal: 2, arrivedAt: 0, endedAt: 1 }));
    packed.push(journey({ ordinal: 3, arrivedAt: 0, endedAt: 1, finishedAt: [5] }));
    expect(unpackJourneys(Float64Array.from(packed.flatMap((row) => [...row])))).toEqual(packed);
  });

  it('that overlap a span are those that a search from end to end finds', () => {
    const draw = mulberry(11);
    const whole = (most: number) => Math.floor(draw() * most);
    const shelf = createJourneyShelf();
    const all: Given[] = [];
    for (let ordinal = 0; ordinal < 400; ordinal += 1) {
      const arrivedAt = whole(1_000);
      const endedAt = arrivedAt + whole(ordinal % 40 === 0 ? 500 : 20);
      const finishedAt =
        ordinal % 3 === 0 ? [endedAt - 1, endedAt + whole(ordinal % 50 === 0 ? 600 : 9)] : [];
      all.push({ ordinal, arrivedAt, endedAt, finishedAt });
      shelf.add(journey(all.at(-1)!), 0);
    }
    all.sort((a, b) => a.arrivedAt - b.arrivedAt || a.ordinal - b.ordinal);
    for (let trial = 0; trial < 300; trial += 1) {
      const from = whole(1_600);
      const to = from + whole(100);
      const expected = all
        .filter(({ arrivedAt, endedAt, finishedAt = [] }) => {
          return arrivedAt <= to && Math.max(endedAt, ...finishedAt) >= from;
        })
        .map(({ ordinal }) => ordinal);
      expect(ordinalsOf(shelf.between(from, to)), `${from} … ${to}`).toEqual(expected);
    }
  });

  it('that come again are replaced', () => {
    const shelf = createJourneyShelf();
    shelf.add(journey({ ordinal: 4, arrivedAt: 10, endedAt: 20 }), 0);
    shelf.add(journey({ ordinal: 4, arrivedAt: 10, endedAt: 20, finishedAt: [30] }), 0);
    expect(shelf.length).toBe(1);
    expect(shelf.between(25, 26)).toHaveLength(1);
  });

  it('are copied up to those that had ended by then, and the copy finds long ones too', () => {
    const shelf = createJourneyShelf();
    shelf.add(journey({ ordinal: 1, arrivedAt: 0, endedAt: 900 }), 0);
    shelf.add(journey({ ordinal: 2, arrivedAt: 10, endedAt: 901 }), 0);
    const copy = shelf.copyUpTo(900);
    expect(ordinalsOf(copy.between(0, 2_000))).toEqual([1]);
    expect(ordinalsOf(copy.between(880, 890))).toEqual([1]);
    expect(shelf.length).toBe(2);
  });
});

describe('thinning', () => {
  const fill = (count: number, given: (ordinal: number) => Partial<Given>, focus: number) => {
    const shelf = createJourneyShelf();
    const rows = Array.from({ length: count }, (_, ordinal) => {
      const arrivedAt = ordinal * 10_000;
      return journey({ ordinal, arrivedAt, endedAt: arrivedAt + 1, ...given(ordinal) });
    });
    shelf.add(Float64Array.from(rows.flatMap((row) => [...row])), focus);
    return shelf;
  };

  it('begins beyond 30,000', () => {
    expect(fill(30_000, () => ({}), 0).length).toBe(30_000);
    expect(fill(30_001, () => ({}), 0).length).toBeLessThanOrEqual(24_000);
  });

  it('leaves a minute on both sides of where the run is, and an eighth of the rest', () => {
    // 100 a second, 400 seconds.
    const focus = 200 * second;
    const shelf = fill(40_000, () => ({}), focus);
    expect(shelf.between(140 * second, 260 * second)).toHaveLength(12_001);
    const far = shelf.between(0, 140 * second - 1).length;
    // 14,000 at 1/8: 1,750 ± 5 standard errors of 39.
    expect(Math.abs(far - 1_750)).toBeLessThan(196);
  });

  it('leaves every failure while there is room', () => {
    const shelf = fill(40_000, (ordinal) => ({ cause: ordinal % 4 === 0 ? 2 : 0 }), 0);
    const failed = shelf.between(0, 400 * second).filter((row) => row[journeyHeader.cause] === 2);
    expect(failed).toHaveLength(10_000);
  });

  it('keeps within bounds though all are near, or all have failed', () => {
    const near = fill(
      60_000,
      (ordinal) => ({ arrivedAt: ordinal * 500, endedAt: ordinal * 500 + 1 }),
      15 * second,
    );
    expect(near.length).toBeLessThanOrEqual(24_000);
    expect(near.length).toBeGreaterThan(12_000);
    const failed = fill(40_000, () => ({ cause: 2 }), 0);
    expect(failed.length).toBe(24_000);
    // What came last stays.
    expect(ordinalsOf(failed.between(0, 400 * second))[0]).toBe(16_000);
  });
});
