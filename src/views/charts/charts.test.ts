import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clusterEvents } from './cluster-events.ts';
import { scrubberLanes } from './scrubber.ts';
import { seekStep, sliderValues } from './slider-values.ts';
import { shortTick, thin } from './strip-chart.ts';
import { timeScale, timeTicks } from './time-scale.ts';

describe('timeScale', () => {
  it('gives the same share of the width to the same time, whatever the chart', () => {
    const small = timeScale(200, { left: 20, right: 10 }, [0, 60e6]);
    const large = timeScale(1_400, { left: 16, right: 16 }, [0, 60e6]);
    const share = (scale: typeof small, at: number): number => {
      const [left = 0, right = 1] = scale.range();
      return (scale(at) - left) / (right - left);
    };
    expect(share(small, 38.4e6)).toBeCloseTo(share(large, 38.4e6), 12);
  });

  it('survives an empty domain', () => {
    expect(timeScale(100, { left: 0, right: 0 }, [0, 0])(0)).toBe(0);
  });

  it('has round ticks that keep their distance', () => {
    const scale = timeScale(1_000, { left: 0, right: 0 }, [0, 60e6]);
    expect(timeTicks(scale, 90)).toEqual([0, 10e6, 20e6, 30e6, 40e6, 50e6, 60e6]);
  });
});

describe('clusterEvents', () => {
  it('loses no event and keeps the distance', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1_000), { maxLength: 60, size: 'max' }), (times) => {
        const events = times
          .sort((a, b) => a - b)
          .map((time, id) => ({ id, time, glyph: 'degraded' as const, label: '' }));
        const clusters = clusterEvents(events, (time) => time, 24);
        expect(clusters.flatMap((one) => one.events)).toEqual(events);
        clusters.forEach((one, index) => {
          const next = clusters[index + 1];
          if (next) expect(next.x - one.x).toBeGreaterThanOrEqual(24);
        });
      }),
    );
  });

  it('shows the gravest glyph', () => {
    const event = (id: number, glyph: 'healthy' | 'down') => ({ id, time: id, glyph, label: '' });
    expect(clusterEvents([event(0, 'healthy'), event(1, 'down')], (time) => time, 24)[0]?.glyph).toBe('down');
  });
});

describe('thin', () => {
  it('keeps peaks and few points', () => {
    const points = Array.from({ length: 3_600 }, (_, at) => ({ at, value: at === 1_800 ? 9 : 1 }));
    const kept = thin(points, (at) => at / 36);
    expect(kept.length).toBeLessThan(400);
    expect(Math.max(...kept.map((point) => point.value ?? 0))).toBe(9);
  });
});

describe('scrubberLanes', () => {
  it.each([30, 36, 45, 46, 70])('keeps glyphs, knob and times apart at %i px', (height) => {
    const lanes = scrubberLanes(height);
    const glyphBottom = lanes.glyphY + 8 * lanes.glyphScale;
    expect(lanes.glyphY - 8 * lanes.glyphScale).toBeGreaterThanOrEqual(0);
    expect(glyphBottom).toBeLessThanOrEqual(lanes.trackY - lanes.thumb + 0.5);
    // Half the track, 3 px of air, the height of a digit of 12 px.
    expect(lanes.trackY + 2 + 3 + 8.7).toBeLessThanOrEqual(lanes.timesY + 0.5);
    expect(lanes.timesY).toBeLessThanOrEqual(height);
  });
});

describe('shortTick', () => {
  it('keeps small numbers and units, and shortens large ones', () => {
    expect(['400/s', '100000/s', '150000/s', '2500000/s', '0 ms', '99.9 %', ''].map(shortTick)).toEqual([
      '400/s',
      '100k/s',
      '150k/s',
      '2.5M/s',
      '0 ms',
      '99.9 %',
      '',
    ]);
  });
});

describe('slider helpers', () => {
  it('step by seconds within the run', () => {
    expect(seekStep('ArrowRight', 10e6, 20e6)).toBe(11e6);
    expect(seekStep('PageUp', 15e6, 20e6)).toBe(20e6);
    expect(seekStep('Home', 15e6, 20e6)).toBe(0);
    expect(seekStep('x', 15e6, 20e6)).toBeUndefined();
    expect(sliderValues([0, 60e6], 38.44e6)).toEqual({ min: 0, max: 60, now: 38.4 });
  });
});
