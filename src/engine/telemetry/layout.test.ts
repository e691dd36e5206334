import { describe, expect, it } from 'vitest';
import {
  createLayout,
  edgeId,
  type Instrument,
  type LayoutEntry,
  placesOf,
  readerOf,
  readingOf,
} from './layout.ts';

const sent: Instrument = { id: 'sent', on: 'edge', kind: 'counter', unit: 'calls', joins: 'sum' };
const level: Instrument = { id: 'level', on: 'component', kind: 'gauge', unit: 'calls', joins: 'mean' };
const entries: readonly LayoutEntry[] = [
  { subject: 'a->b', instrument: sent },
  { subject: 'a', instrument: level },
  { subject: 'b', instrument: level },
];

describe('the id of a layout', () => {
  it('is that of its entries, whoever makes them', () => {
    const copy = structuredClone(entries);
    expect(createLayout(copy).id).toBe(createLayout(entries).id);
    expect(createLayout(copy).entries).toEqual(entries);
  });

  it('is another when anything about them is, their order and number too', () => {
    const [first, second, third] = entries as [LayoutEntry, LayoutEntry, LayoutEntry];
    const changed = (more: Partial<Instrument>): LayoutEntry[] => [
      first,
      { ...second, instrument: { ...level, ...more } },
      third,
    ];
    const others: readonly (readonly LayoutEntry[])[] = [
      entries,
      [],
      [first, second],
      [second, first, third],
      [...entries, third],
      [{ ...first, subject: 'b->a' }, second, third],
      changed({ id: 'height' }),
      changed({ on: 'edge' }),
      changed({ kind: 'code' }),
      changed({ unit: 'micros' }),
      changed({ joins: 'max' }),
    ];
    expect(new Set(others.map((one) => createLayout(one).id)).size).toBe(others.length);
  });
});

describe('a reading', () => {
  const layout = createLayout(entries);
  const readings = { layout, values: Float64Array.of(10, 20, 0) };

  it('is found by subject and instrument', () => {
    expect(readingOf(readings, 'a->b', 'sent')).toBe(10);
    expect(readingOf(readings, 'a', 'level')).toBe(20);
    expect(readingOf(readings, 'b', 'level')).toBe(0);
    const read = readerOf(readings, 'a');
    expect([read('level'), read('sent')]).toEqual([20, undefined]);
  });

  it('of what a subject does not have is absent, never 0', () => {
    const absent = [
      ['a', 'sent'],
      ['b->a', 'sent'],
      ['nobody', 'level'],
    ] as const;
    for (const [subject, id] of absent) expect(readingOf(readings, subject, id)).toBeUndefined();
  });

  it('has its place in the layout that it names, not in another', () => {
    const other = createLayout([...entries].reverse());
    expect([...placesOf(layout, 'a')]).toEqual([['level', 1]]);
    expect([...placesOf(other, 'a->b')]).toEqual([['sent', 2]]);
    expect([...placesOf(layout, 'nobody')]).toEqual([]);
    expect(readingOf({ layout: other, values: readings.values }, 'b', 'level')).toBe(10);
  });
});

describe('an edge', () => {
  it('is written from caller to callee', () => {
    expect(edgeId('lb', 'api-1')).toBe('lb->api-1');
  });
});
