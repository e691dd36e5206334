import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { labelHeight, placeLabels } from './line-labels.ts';

const end = (name: string, y: number, isTold = false) => ({ name, y, isTold });

describe('names beside lines', () => {
  it('stand where the lines end, if these are apart', () => {
    expect(placeLabels([end('a', 20), end('b', 60, true)], 0, 80)).toEqual([
      { text: 'a', y: 20, isTold: false },
      { text: 'b', y: 60, isTold: true },
    ]);
  });

  it('are none for a single line, which the title names', () => {
    expect(placeLabels([end('a', 20, true)], 0, 80)).toEqual([]);
  });

  it('keep the order of the lines where these end in one', () => {
    const labels = placeLabels([end('a', 6), end('b', 6), end('c', 70, true)], 0, 80);
    expect(labels.map(({ text }) => text)).toEqual(['a', 'b', 'c']);
    expect(labels[1]!.y - labels[0]!.y).toBe(labelHeight);
  });

  it('name the told one first where there is no room for all, and count the others', () => {
    const labels = placeLabels(
      [end('a', 5), end('b', 6, true), end('c', 7), end('d', 8)],
      0,
      2 * labelHeight,
    );
    expect(labels.map(({ text }) => text)).toEqual(['b', 'd +2']);
  });

  it('are within the chart and never over one another, whatever the lines', () => {
    const lines = fc.array(fc.tuple(fc.double({ min: 0, max: 100, noNaN: true }), fc.boolean()), {
      minLength: 2,
      maxLength: 8,
    });
    fc.assert(
      fc.property(lines, fc.integer({ min: 0, max: 100 }), (drawn, height) => {
        const ends = drawn.map(([share, isTold], n) => end(`${n}`, (share / 100) * height, isTold));
        const labels = placeLabels(ends, 0, height);
        const room = Math.floor(height / labelHeight);
        expect(labels).toHaveLength(room < 2 ? 0 : Math.min(ends.length, room));
        labels.forEach(({ y }, place) => {
          expect(y).toBeGreaterThanOrEqual(labelHeight / 2 - 1e-9);
          expect(y).toBeLessThanOrEqual(height - labelHeight / 2 + 1e-9);
          const next = labels[place + 1];
          if (next) expect(next.y - y).toBeGreaterThanOrEqual(labelHeight - 1e-9);
        });
      }),
    );
  });
});
