import { describe, expect, it } from 'vitest';
import { referenceDescription } from '../fixtures/descriptions.ts';
import { englishWords } from '../fixtures/sample-words.ts';
import { tableMeasure } from '../fixtures/table-measure.ts';
import { layoutFlow } from '../layout/layout-flow.ts';
import { walk } from './graph-walk.ts';
import { linesThatFit, noteLines, segmentsOf } from './hop-notes.ts';
import { maxTicks, queueTicks } from './queue-ticks.ts';
import { slotCells } from './slot-cells.ts';
import { fitTransform, legibleScale } from './viewport.ts';

const rectangles = (d: string): number => d.split('M').length - 1;

describe('slotCells', () => {
  it('is exact to 24', () => {
    for (let slots = 1; slots <= 24; slots += 1) {
      const cells = slotCells(Math.min(5, slots), slots, 82, 13);
      expect(rectangles(cells.full)).toBe(Math.min(5, slots));
      expect(rectangles(cells.empty)).toBe(slots - Math.min(5, slots));
      expect(cells.width).toBeLessThanOrEqual(82);
    }
  });

  it('then one cell stands for k, and one busy slot is never invisible', () => {
    const cells = slotCells(1, 32, 82, 13);
    expect(cells.perCell).toBe(2);
    expect(rectangles(cells.full)).toBe(1);
    expect(rectangles(cells.empty)).toBe(15);
  });
});

describe('queueTicks', () => {
  it('is empty without a line, full at the cap', () => {
    expect(queueTicks(0, 128, 66).ticks).toBe('');
    const full = queueTicks(128, 128, 66);
    expect(rectangles(full.ticks)).toBe(Math.ceil(128 / full.perTick));
    expect(full.cap).toBeLessThanOrEqual(66);
    expect(rectangles(queueTicks(500, 0, 66).ticks)).toBeLessThanOrEqual(maxTicks);
  });
});

describe('split bar', () => {
  it('is exact and complete', () => {
    const segments = segmentsOf({ ok: 90, slow: 5, stale: 0, degraded: 0, failed: 5 });
    expect(segments.map((one) => one.name)).toEqual(['ok', 'slow', 'failed']);
    expect(segments.reduce((sum, one) => sum + one.share, 0)).toBeCloseTo(1, 12);
    expect(segmentsOf({ ok: 0, slow: 0, stale: 0, degraded: 0, failed: 0 })).toEqual([]);
  });

  it('breaks counts into lines before it leaves any out', () => {
    const font = { px: 12, weight: 400 } as const;
    expect(linesThatFit(['252 ok · 24 failed'], 70, font, tableMeasure)).toEqual(['252 ok', '24 failed']);
  });
});

describe('note of a hop', () => {
  const font = { px: 12, weight: 400 } as const;
  const counts = { ok: 460, slow: 0, stale: 0, degraded: 0, failed: 54 };
  const flow = { sent: 514, inFlight: 0 };

  it('counts requests where users ask and calls further in', () => {
    expect(noteLines(flow, counts, true, englishWords, 200, font, tableMeasure)[0]).toBe('514/s');
    expect(noteLines(flow, counts, false, englishWords, 200, font, tableMeasure)[0]).toBe('514 calls/s');
  });

  it('says how many are in flight where there is room', () => {
    const busy = { sent: 514, inFlight: 31 };
    expect(noteLines(busy, counts, false, englishWords, 200, font, tableMeasure)[0]).toBe(
      '514/s · 31 in flight',
    );
    expect(noteLines(busy, counts, false, englishWords, 76, font, tableMeasure)[0]).toBe('514 calls/s');
  });

  it('shortens, but breaks no number and leaves neither the rate nor the failures out', () => {
    expect(noteLines(flow, counts, false, englishWords, 76, font, tableMeasure)).toEqual([
      '514 calls/s',
      '54 % failed',
    ]);
    expect(noteLines(flow, counts, false, englishWords, 40, font, tableMeasure)).toEqual(['514/s', '54 %']);
  });
});

describe('arrow keys', () => {
  const texts = { words: englishWords, measure: tableMeasure };
  const layout = layoutFlow(referenceDescription, { width: 810, height: 486 }, texts);

  it('walk along wires and within tiers, and through a folded chain', () => {
    expect(walk(layout, 'users', 'ArrowRight')).toBe('cdn');
    expect(walk(layout, 'users', 'ArrowDown')).toBe('cdn');
    expect(walk(layout, 'cdn', 'ArrowRight')).toBe('lb');
    expect(walk(layout, 'api-4', 'ArrowLeft')).toBe('lb');
    expect(walk(layout, 'api-1', 'ArrowDown')).toBe('api-2');
    expect(walk(layout, 'redis-replica', 'ArrowDown')).toBe('redis-sentinel-2');
    expect(walk(layout, 'db-sentinel-1', 'ArrowRight')).toBe('db-sentinel-2');
    expect(walk(layout, 'users', 'ArrowLeft')).toBeUndefined();
  });

  it.each([
    { width: 810, height: 486 },
    { width: 390, height: 322 },
  ])('reach every card from the first at $width', (size) => {
    const { cards } = layoutFlow(referenceDescription, size, texts);
    const narrow = layoutFlow(referenceDescription, size, texts);
    const seen = new Set(['users']);
    for (const id of seen) {
      for (const key of ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'] as const) {
        const next = walk(narrow, id, key);
        if (next !== undefined) seen.add(next);
      }
    }
    expect(seen.size).toBe(cards.length);
  });
});

describe('fitTransform', () => {
  it('never goes below legible text', () => {
    const far = fitTransform({ x: 0, y: 0, width: 4_000, height: 3_000 }, { width: 860, height: 352 });
    expect(far.k).toBe(legibleScale);
  });
});
