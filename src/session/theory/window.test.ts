import { describe, expect, it } from 'vitest';
import type { StoryEvent } from '../../engine/telemetry/story.ts';
import { runForTheory } from '../testing/theory-lab.ts';
import { lastChange, relaxationOf, settle, unsettledWindow } from './window.ts';

const at = (seconds: number): number => seconds * 1_000_000;

describe('the window', () => {
  it('is the last minute of whole seconds, or what there is since the run began', () => {
    expect(unsettledWindow(undefined, at(100.9))).toMatchObject({ from: 40, to: 100, unchangedSince: 0 });
    expect(unsettledWindow(undefined, at(20))).toMatchObject({ from: 0, to: 20 });
  });

  it('leaves out four relaxation times after a change, never more than half of what there is', () => {
    const raw = unsettledWindow(undefined, at(30));
    expect(settle(raw, 0.9)).toMatchObject({ window: { from: 4, to: 30 }, settled: true });
    expect(settle(raw, 10)).toMatchObject({ window: { from: 15, to: 30 }, settled: false });
    expect(settle(unsettledWindow(undefined, at(200)), 10)).toMatchObject({
      window: { from: 140, to: 200 },
      settled: true,
    });
    expect(settle(raw, Number.POSITIVE_INFINITY).settled).toBe(false);
  });

  it('begins with the second after the change, at most a minute back, and never after its end', () => {
    const change = (time: number) => ({ time }) as StoryEvent;
    expect(unsettledWindow(change(at(70.2)), at(100))).toMatchObject({
      from: 71,
      to: 100,
      unchangedSince: at(70.2),
    });
    expect(unsettledWindow(change(at(70)), at(100))).toMatchObject({ from: 70 });
    expect(unsettledWindow(change(at(30)), at(100))).toMatchObject({ from: 40, unchangedSince: at(30) });
    expect(unsettledWindow(change(at(99.5)), at(99.8))).toMatchObject({ from: 99, to: 99 });
  });

  it('settles exactly four relaxation times after the change', () => {
    const raw = unsettledWindow({ time: at(10) } as StoryEvent, at(50));
    // 10 + 4 × 2 = 18; half of 10 … 50 is 30.
    expect(settle(raw, 2)).toMatchObject({ window: { from: 18 }, settled: true });
    expect(settle(raw, 5)).toMatchObject({ window: { from: 30 }, settled: true });
    expect(settle(raw, 5.01)).toMatchObject({ window: { from: 30 }, settled: false });
    expect(settle(raw, 0)).toMatchObject({ window: { from: 10 }, settled: true });
  });

  it('is cut by the last change on the way of a request, at that very instant', () => {
    const story = [
      { kind: 'crashed', component: 'api', time: 10 },
      { kind: 'saturated', component: 'api', time: 15 },
      { kind: 'crashed', component: 'sentinel', time: 16 },
      { kind: 'ready', component: 'api', time: 20 },
    ] as unknown as readonly StoryEvent[];
    const last = (until: number) => lastChange(story, new Set(['api']), until)?.time;
    expect([9, 10, 19, 20].map(last)).toEqual([undefined, 10, 10, 20]);
  });

  it('knows how long a line needs: M/M/1 of 10 ms at 0.8', () => {
    // (1 + 1/(1 − √0.8)²) × 10 ms
    const load = { arrivalRate: 80, holding: 0.01, servers: 1, members: 1 };
    expect(relaxationOf(load)).toBeCloseTo(0.9072, 4);
    expect(relaxationOf({ ...load, arrivalRate: 100 })).toBe(Number.POSITIVE_INFINITY);
    // Two servers at 0.8: (1 + 1/(2(1 − √0.8)²)) × 10 ms; and one that holds nobody forgets at once.
    expect(relaxationOf({ ...load, arrivalRate: 160, servers: 2 })).toBeCloseTo(0.4586, 4);
    expect(relaxationOf({ ...load, holding: 0 })).toBe(0);
  });

  it('is cut by a fault of what calls it, by its own and by an edit; not before they happened', () => {
    const run = runForTheory({
      scenario: 'vertical',
      seed: 7,
      until: at(60),
      dos: ['20s slow api-2 x2 for 5s', '40s set users.arrivalRate=200'],
    });
    const windowAt = (seconds: number) => run.check(['api-1'], at(seconds))?.window;
    expect(windowAt(19)?.unchangedSince).toBe(0);
    expect(windowAt(24)?.unchangedSince).toBe(at(20));
    expect(windowAt(39)?.unchangedSince).toBe(at(25));
    expect(windowAt(60)).toMatchObject({ unchangedSince: at(40), to: 60 });
    expect(windowAt(60)?.from).toBeGreaterThanOrEqual(40);
  });

  it('is not cut by what happens to those who only watch', () => {
    const dos = ['20s crash sentinel-1', '22s set sentinel.quorum=3'];
    const run = runForTheory({ scenario: 'vertical', seed: 7, until: at(30), dos });
    expect(run.check(['api-1'])?.window.unchangedSince).toBe(0);
  });
});
