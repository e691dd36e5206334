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

  it('asks for a frame and a half ahead, of the frame that was or of a usual one if that was shorter', () => {
    const pacer = createPacer();
    const first = pacer.tick(0, 2, 1e9);
    expect(first.view).toBeCloseTo(frame * 1_000 * 2, 6);
    expect(first.until).toBe(Math.ceil(first.view + 1.5 * frame * 1_000 * 2));
    const long = pacer.tick(200, 2, 1e9);
    expect(long.view - first.view).toBeCloseTo(400_000, 6);
    expect(long.until).toBe(Math.ceil(long.view + 1.5 * 400_000));
    const short = pacer.tick(205, 2, 1e9);
    expect(short.view - long.view).toBeCloseTo(10_000, 6);
    expect(short.until).toBe(Math.ceil(short.view + 1.5 * frame * 1_000 * 2));
  });

  it('takes a gap of 250 ms for a slow frame, and one beyond for none', () => {
    const pacer = createPacer();
    const start = pacer.tick(0, 1, 1e9).view;
    const slow = pacer.tick(250, 1, 1e9).view;
    expect(slow - start).toBeCloseTo(250_000, 6);
    expect(pacer.tick(501, 1, 1e9).view - slow).toBeCloseTo(frame * 1_000, 6);
  });

  it('never goes back when the clock does, nor when less is simulated than it shows', () => {
    const pacer = createPacer();
    const shown = pacer.tick(100, 1, 1e9).view;
    expect(pacer.tick(50, 1, 1e9).view).toBe(shown);
    expect(pacer.tick(66, 1, shown - 5_000).view).toBe(shown);
  });

  it('measures over the last wall second, from a tenth of it on', () => {
    const pacer = createPacer();
    pacer.reset(5e6);
    const tick = (from: number, to: number, speed: number) => {
      for (let wall = from; wall <= to; wall += 10) pacer.tick(wall, speed, 1e12);
    };
    tick(0, 90, 2);
    expect(pacer.achieved()).toBeUndefined();
    tick(100, 100, 2);
    expect(pacer.achieved()).toBeCloseTo(2, 6);
    // A second at twice the speed is forgotten after a second at half of it.
    tick(110, 1_000, 2);
    tick(1_010, 1_500, 0.5);
    expect(pacer.achieved()).toBeCloseTo(1.25, 2);
    tick(1_510, 2_010, 0.5);
    expect(pacer.achieved()).toBeCloseTo(0.5, 2);
  });

  it('forgets what it has measured when it is put elsewhere', () => {
    const pacer = createPacer();
    for (let wall = 0; wall <= 500; wall += 10) pacer.tick(wall, 4, 1e12);
    pacer.reset(7e6);
    expect(pacer.achieved()).toBeUndefined();
    expect(pacer.tick(5_000, 1, 1e12).view).toBeCloseTo(7e6 + frame * 1_000, 6);
  });
});
