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

/**
 * Five wall seconds beside a host that works while the page draws: it delivers `reach` simulated seconds in each second that
 * it works, stops at what was asked or at the end of its budget, and its answer takes a millisecond to arrive.
 */
function playBeside(speed: number | 'max', reach: number, frameGap = frame) {
  const pacer = createPacer();
  let simulated = 0;
  let job: { readonly endsAt: number; readonly at: number } | undefined;
  const ask = ({ until, maxWallMillis }: { until: number; maxWallMillis: number }, wall: number): void => {
    const work = Math.min(maxWallMillis, (until - simulated) / 1_000 / reach);
    job = { endsAt: wall + work + 1, at: simulated + work * 1_000 * reach };
  };
  for (let tenth = 0; tenth <= 50_000; tenth += 1) {
    const wall = tenth / 10;
    if (job !== undefined && job.endsAt <= wall) {
      simulated = job.at;
      job = undefined;
      const more = pacer.again(simulated);
      if (more !== undefined) ask(more, wall);
    }
    if (Math.floor(wall / frameGap) === Math.floor((wall - 0.1) / frameGap)) continue;
    const pace = pacer.tick(wall, speed, simulated);
    if (job === undefined && pace.until > simulated) ask(pace, wall);
  }
  return pacer.achieved() ?? 0;
}

describe('beside a host that works in parallel', () => {
  it.each([
    [30, 40, frame],
    [30, 36, 50],
    [10, 12, frame],
    [1, 3, frame],
  ])('%d× is reached by a machine that can do %d×, a frame every %d ms', (speed, reach, gap) => {
    expect(playBeside(speed, reach, gap)).toBeGreaterThan(speed * 0.97);
  });

  it.each([frame, 50])('what cannot be reached goes as fast as "max" does: a frame every %d ms', (gap) => {
    const max = playBeside('max', 22, gap);
    expect(max).toBeGreaterThan(0.6 * 22);
    expect(playBeside(30, 22, gap)).toBeGreaterThan(0.97 * max);
  });
});

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
