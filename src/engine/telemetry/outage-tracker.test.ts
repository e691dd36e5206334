import { describe, expect, it } from 'vitest';
import { costOf, createOutageTracker, noteEnd } from './outage-tracker.ts';

/** Ends at 30 a second, as the writes of `vertical`. */
const gap = 33_333;

describe('the outage tracker', () => {
  it('opens with the third failure of ten and names the first', () => {
    const tracker = createOutageTracker();
    expect(noteEnd(tracker, gap, false)).toBeUndefined();
    expect(noteEnd(tracker, 2 * gap, true)).toBeUndefined();
    expect(noteEnd(tracker, 3 * gap, true)).toBeUndefined();
    expect(noteEnd(tracker, 4 * gap, true)).toBe('opened');
    expect(tracker.openedAt).toBe(2 * gap);
  });

  it('begins with the first failure whose root is known, so that no effect is told before its cause', () => {
    const tracker = createOutageTracker();
    noteEnd(tracker, 1 * gap, true);
    noteEnd(tracker, 2 * gap, true, 7);
    expect(noteEnd(tracker, 3 * gap, true, 8)).toBe('opened');
    expect(tracker).toMatchObject({ openedAt: 2 * gap, openedBy: 7, endsBefore: 1, failuresBefore: 1 });
    expect(costOf(tracker)).toEqual({ ended: 2, failed: 2 });
  });

  it('closes once good ends have lasted a second, and names the first of them', () => {
    const tracker = createOutageTracker();
    for (let end = 1; end <= 3; end += 1) noteEnd(tracker, end * gap, true);
    const changes = Array.from({ length: 40 }, (_, end) => noteEnd(tracker, (4 + end) * gap, false));
    expect(changes.filter((change) => change === 'closed')).toHaveLength(1);
    expect(tracker.goodSince).toBe(4 * gap);
    expect(costOf(tracker)).toEqual({ ended: 3, failed: 3 });
  });

  it('counts the good ends between its failures, not those before the first and after the last', () => {
    const tracker = createOutageTracker();
    const ends = [false, false, true, false, true, true, false, true, ...new Array<boolean>(40).fill(false)];
    const costs = ends.map((failed, end) => {
      const change = noteEnd(tracker, end * gap, failed);
      return change === undefined ? [] : [{ change, ...costOf(tracker) }];
    });
    expect(costs.flat()).toEqual([
      { change: 'opened', ended: 4, failed: 3 },
      { change: 'closed', ended: 6, failed: 4 },
    ]);
  });

  it('closes with the tenth good end when those come 200 ms apart: they have lasted 1.8 s by then', () => {
    const tracker = createOutageTracker();
    for (let end = 1; end <= 3; end += 1) noteEnd(tracker, end * 200_000, true);
    const changes = Array.from({ length: 11 }, (_, end) => noteEnd(tracker, (4 + end) * 200_000, false));
    expect(changes.indexOf('closed')).toBe(9);
    expect(tracker.goodSince).toBe(800_000);
  });

  it('closes with the first good end a second after the first of them when those come often', () => {
    const tracker = createOutageTracker();
    for (let end = 1; end <= 3; end += 1) noteEnd(tracker, end, true);
    for (let end = 0; end < 20; end += 1) expect(noteEnd(tracker, 10 + end, false)).toBeUndefined();
    expect(noteEnd(tracker, 1_000_009, false)).toBeUndefined();
    expect(noteEnd(tracker, 1_000_010, false)).toBe('closed');
  });

  it('opens with three failures of ten ends, and not with three of eleven', () => {
    const opens = (good: number): boolean => {
      const tracker = createOutageTracker();
      const failed = [true, ...new Array<boolean>(good).fill(false), true, true];
      return failed.some((one, end) => noteEnd(tracker, end, one) === 'opened');
    };
    expect([opens(7), opens(8)]).toEqual([true, false]);
  });

  it('stays one outage while failures keep coming, however many are good between them', () => {
    const tracker = createOutageTracker();
    const changes = Array.from({ length: 600 }, (_, end) => noteEnd(tracker, end * gap, end % 15 < 3));
    expect(changes.filter((change) => change === 'opened')).toHaveLength(1);
    expect(changes.filter((change) => change === 'closed')).toHaveLength(0);
  });

  it('ignores rare failures', () => {
    const tracker = createOutageTracker();
    const changes = Array.from({ length: 600 }, (_, end) => noteEnd(tracker, end * gap, end % 20 === 0));
    expect(changes.every((change) => change === undefined)).toBe(true);
  });
});
