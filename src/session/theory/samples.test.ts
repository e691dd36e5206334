import { describe, expect, it } from 'vitest';
import type { ServiceInstrument } from '../../engine/telemetry/instrument-names.ts';
import { componentColumn, componentStride } from '../../engine/telemetry/records.ts';
import type { ComponentKey, HistoryView } from '../session-contract.ts';
import { littlesLaw } from './littles-law.ts';
import { joinSamples, readSamples } from './samples.ts';

type Columns = Partial<Record<keyof typeof componentColumn | ServiceInstrument, number>>;

const [one, other] = [0, 1].map((index) => ({ index, id: `c${index}` })) as [ComponentKey, ComponentKey];

/** A history of one row per entry: [second, width, what each component did]. */
function historyOf(rows: readonly (readonly [second: number, width: number, ...Columns[]])[]): HistoryView {
  return {
    forEachComponentRow(
      { index }: ComponentKey,
      from: number,
      to: number,
      visit: Parameters<HistoryView['forEachComponentRow']>[3],
    ) {
      for (const [second, width, ...columns] of rows) {
        if (second >= to || second + width <= from) continue;
        const packed = new Float64Array(columns.length * componentStride);
        columns.forEach((own, place) => {
          const base = place * componentStride;
          packed[base + componentColumn.second] = second;
          for (const [name, column] of Object.entries(componentColumn)) {
            const value = own[name as keyof Columns];
            if (value !== undefined) packed[base + column] = value;
          }
        });
        visit(packed, index * componentStride, width, (name) => columns[index]?.[name as keyof Columns]);
      }
    },
  } as unknown as HistoryView;
}

describe('samples', () => {
  const history = historyOf([
    [0, 2, { arrived: 5 }, { arrived: 1 }],
    [
      2,
      1,
      { arrived: 7, answered: 3, failed: 1, started: 6, busy: 0.5, queueLength: 2, inSystem: 3 },
      { arrived: 2, answered: 2, started: 1, queueLengthMax: 4, waitingSum: 500_000, responseSum: 2_000_000 },
    ],
    [3, 2, { busy: 0.25, queueLength: 1, inSystem: 1.5, queueLengthMax: 6 }, { queueLengthMax: 2 }],
  ]);

  it('are the rows that lie within the span as a whole', () => {
    const seconds = (from: number, to: number) =>
      readSamples(history, [one], from, to).map((one) => one.second);
    expect(seconds(0, 5)).toEqual([0, 2, 3]);
    expect(seconds(1, 5)).toEqual([2, 3]);
    expect(seconds(0, 4)).toEqual([0, 2]);
    expect(seconds(2, 3)).toEqual([2]);
  });

  it('add up the members, and averages become integrals over time', () => {
    expect(readSamples(history, [one, other], 2, 5)).toEqual([
      {
        second: 2,
        width: 1,
        arrived: 9,
        ended: 6,
        failed: 1,
        started: 7,
        busy: 0.5,
        queued: 2,
        inside: 3,
        queueMost: 4,
        waiting: 0.5,
        response: 2,
      },
      {
        second: 3,
        width: 2,
        arrived: 0,
        ended: 0,
        failed: 0,
        started: 0,
        busy: 0.5,
        queued: 2,
        inside: 3,
        queueMost: 6,
        waiting: 0,
        response: 0,
      },
    ]);
  });

  it('are joined to one that is as long as all of them', () => {
    expect(joinSamples(readSamples(history, [one, other], 0, 5))).toMatchObject({
      second: 0,
      width: 5,
      arrived: 15,
      queued: 4,
      queueMost: 6,
    });
    expect(joinSamples([])).toBeUndefined();
  });
});

describe("Little's law", () => {
  // Two calls come in second 0 and stay 1.5 s each, from 0.25 and from 0.75; a third comes at 1.5 and stays 2 s.
  const history = historyOf([
    [0, 1, { arrived: 2, inSystem: 1 }],
    [1, 1, { arrived: 1, answered: 1, inSystem: 0.75 + 1 + 0.5, responseSum: 1_500_000 }],
    [2, 1, { answered: 1, inSystem: 0.25 + 1, responseSum: 1_500_000 }],
    [3, 1, { answered: 1, inSystem: 0.5, responseSum: 2_000_000 }],
  ]);
  const lawOf = (from: number, to: number) => {
    const window = joinSamples(readSamples(history, [one], from, to));
    if (window === undefined) throw new Error('no rows');
    return littlesLaw(history, [one], window);
  };

  it('knows who was inside at both edges, and for how long they had been', () => {
    // At 1: 0.75 + 0.25. At 3: the third alone, for 1.5 s.
    expect(lawOf(1, 3)?.edges).toEqual({ start: { calls: 2, age: 1 }, end: { calls: 1, age: 1.5 } });
    expect(lawOf(0, 4)?.edges).toEqual({ start: { calls: 0, age: 0 }, end: { calls: 0, age: 0 } });
  });

  it('differs by the change in age over the length of the window', () => {
    const law = lawOf(1, 3);
    expect(law).toMatchObject({ ended: 2, rate: 1, response: 1.5, inSystem: 3.5 / 2 });
    expect(law?.difference).toBeCloseTo((1.5 - 1) / 2, 12);
    expect(lawOf(0, 4)?.difference).toBeCloseTo(0, 12);
  });

  it('says nothing where nothing ended, and no edges where the rows before are not whole', () => {
    expect(lawOf(0, 1)).toBeUndefined();
    const late = historyOf([
      [1, 1, { arrived: 2, inSystem: 1 }],
      [2, 1, { answered: 2, inSystem: 1, responseSum: 2_000_000 }],
    ]);
    const window = joinSamples(readSamples(late, [one], 2, 3));
    expect(littlesLaw(late, [one], window!)?.edges).toBeUndefined();
  });
});
