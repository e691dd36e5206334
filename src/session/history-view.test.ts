import { describe, expect, it } from 'vitest';
import { edgeInstruments } from '../engine/telemetry/edge-meters.ts';
import { createLayout } from '../engine/telemetry/layout.ts';
import { classStride, componentColumn, componentStride } from '../engine/telemetry/records.ts';
import type { StoryEvent } from '../engine/telemetry/story.ts';
import { createBranchHistory } from './branch-history.ts';
import { createHistoryView } from './history-view.ts';

/** Bucket 1 + 5 × 32 + n holds 32 + n Micros. */
const bucketOf = (micros: number): number => 1 + 5 * 32 + micros - 32;

const { sent, failed } = edgeInstruments;
const layout = createLayout([
  { subject: 'a->b', instrument: failed },
  { subject: 'b->c', instrument: sent },
]);

/** Three components and two classes; component c arrives 10 × second + c times, class k has a latency of 40 + k. */
function historyOf(seconds: number, order: readonly number[] = [0, 1, 2]) {
  const kept = createBranchHistory();
  const rows = Array.from({ length: seconds }, (_, second) => {
    const components = new Float64Array(order.length * componentStride);
    order.forEach((component, place) => {
      components[place * componentStride + componentColumn.second] = second;
      components[place * componentStride + componentColumn.component] = component;
      components[place * componentStride + componentColumn.arrived] = 10 * second + component;
    });
    const classes = new Float64Array(2 * classStride);
    classes[classStride + 1] = 1;
    const latencies = [0, 1].map((one) => ({
      second,
      class: one,
      sparse: Uint32Array.of(bucketOf(40 + one + second), 1),
    }));
    const values = Float64Array.of(second, 7 * second);
    return { second, layout: layout.id, values, components, classes, latencies };
  });
  const batch = { layouts: [layout], seconds: rows, story: [], ledger: [], journeys: new Float64Array(0) };
  kept.absorb(batch, seconds * 1e6);
  return createHistoryView({ revision: () => 3, headMicros: () => 4, history: () => kept });
}

describe('a view of history', () => {
  it.each([[[0, 1, 2]], [[2, 0, 1]]])('finds the rows of one component, packed as %j', (order) => {
    const view = historyOf(5, order);
    const found: number[] = [];
    view.forEachComponentRow({ index: 1, id: 'b' }, 1, 4, (columns, offset, width) => {
      expect(width).toBe(1);
      found.push(columns[offset + componentColumn.arrived]!);
    });
    expect(found).toEqual([11, 21, 31]);
    view.forEachComponentRow({ index: 3, id: 'd' }, 0, 5, () => found.push(-1));
    expect(found).toHaveLength(3);
  });

  it('finds the rows of one class', () => {
    const places: number[] = [];
    historyOf(3).forEachClassRow(1, 0, 2, (_, offset) => places.push(offset));
    expect(places).toEqual([classStride, classStride]);
  });

  it('reads an instrument by its subject and name, and tells nothing of what is not there', () => {
    const view = historyOf(5);
    const found: unknown[] = [];
    view.forEachReading('b->c', 1, 4, (read, width) => found.push([read('sent'), read('failed'), width]));
    expect(found).toEqual([
      [7, undefined, 1],
      [14, undefined, 1],
      [21, undefined, 1],
    ]);
    view.forEachReading('c->b', 0, 5, () => found.push('row'));
    expect(found).toHaveLength(3);
  });

  it('takes quantiles over a span, of one class or of all', () => {
    const view = historyOf(5);
    // Class 0: 41, 42, 43; class 1: 42, 43, 44.
    expect(view.latencyQuantile(0, 1, 4, 1)).toBe(43);
    expect(view.latencyQuantile(1, 1, 4, 1)).toBe(44);
    expect(view.latencyQuantile(undefined, 1, 4, 0)).toBe(41);
    expect(view.latencyQuantile(undefined, 1, 4, 1)).toBe(44);
    expect(view.latencyQuantile(1, 1, 4, 0)).toBe(42);
    expect(view.latencyQuantile(0, 7, 9, 0.5)).toBeUndefined();
  });

  it('says how new it is, and where it ends', () => {
    const view = historyOf(1);
    expect([view.revision, view.headMicros]).toEqual([3, 4]);
  });
});

describe('a story', () => {
  it('is sorted by time, then by id, whatever comes first, and the same event is told once', () => {
    const kept = createBranchHistory();
    const event = (id: number, time: number) => ({ id, time, kind: 'crashed', component: 'a' }) as StoryEvent;
    const absorb = (...story: StoryEvent[]) =>
      kept.absorb({ layouts: [], seconds: [], ledger: [], journeys: new Float64Array(0), story }, 9);
    absorb(event(4, 5), event(3, 5), event(2, 7));
    absorb(event(3, 5), event(1, 5));
    expect(kept.story.map(({ id }) => id)).toEqual([1, 3, 4, 2]);
  });
});
