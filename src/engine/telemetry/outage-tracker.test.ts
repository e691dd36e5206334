import { describe, expect, it } from 'vitest';
import { createOutageTracker, noteEnd } from './outage-tracker.ts';

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
    expect(tracker).toMatchObject({ openedAt: 2 * gap, openedBy: 7, failed: 2 });
  });

  it('closes once good ends have lasted a second, and names the first of them', () => {
    const tracker = createOutageTracker();
    for (let end = 1; end <= 3; end += 1) noteEnd(tracker, end * gap, true);
    const changes = Array.from({ length: 40 }, (_, end) => noteEnd(tracker, (4 + end) * gap, false));
    expect(changes.filter((change) => change === 'closed')).toHaveLength(1);
    expect(tracker.goodSince).toBe(4 * gap);
    expect(tracker.failed).toBe(3);
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
