// The pacer against a host that is fast enough, one that is not, and a tab that was hidden.
import { describe, expect, it } from 'vitest';
import { createPacer } from './client-pacer.ts';

const frame = 1_000 / 60;

/** Ten wall seconds; the host delivers everything asked for one frame later, at most `reach` per wall second. */
function play(speed: number | 'max', reach = Number.POSITIVE_INFINITY) {
  const pacer = createPacer();
  let simulated = 0;
  let until = 0;
  const views: number[] = [];
  for (let count = 0; count < 600; count += 1) {
    simulated = Math.max(simulated, Math.min(until, simulated + reach * frame * 1_000));
    const pace = pacer.tick(count * frame, speed, simulated);
    expect(pace.view).toBeLessThanOrEqual(simulated);
    expect(Number.isInteger(pace.until)).toBe(true);
    until = pace.until;
    views.push(pace.view);
  }
  return { pacer, views, simulated };
}

describe('the pacer', () => {
  it.each([1 / 50, 1 / 5, 1, 5, 30])('moves the view smoothly at %d× when the host keeps up', (speed) => {
    const { pacer, views } = play(speed);
    expect((views.at(-1) ?? 0) / 1e7 / speed).toBeCloseTo(1, 1);
    const steps = views.slice(2).map((view, index) => view - (views[index + 1] ?? 0));
    expect(Math.max(...steps)).toBeLessThan(frame * 1_000 * speed * 1.01);
    expect(Math.min(...steps.slice(3))).toBeGreaterThan(frame * 1_000 * speed * 0.99 - 1);
    expect(pacer.achieved()).toBeCloseTo(speed, 1);
  });

  it('shows what was achieved when the host does not keep up, and piles up no debt', () => {
    const { pacer, views, simulated } = play(30, 22);
    expect(pacer.achieved()).toBeCloseTo(22, 0);
    expect(simulated - (views.at(-1) ?? 0)).toBeLessThan(30 * frame * 1_000 * 2);
  });

  it('shows whatever is there at full speed', () => {
    const { pacer } = play('max', 300);
    expect(pacer.achieved()).toBeCloseTo(300, 0);
  });

  it('counts a long gap as one frame', () => {
    const pacer = createPacer();
    pacer.tick(0, 1, 1e9);
    const before = pacer.tick(frame, 1, 1e9).view;
    const after = pacer.tick(60_000, 1, 1e9).view;
    expect(after - before).toBeCloseTo(frame * 1_000, 0);
  });
});
