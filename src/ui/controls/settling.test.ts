import { describe, expect, it } from 'vitest';
import { createSettling } from './settling.ts';

describe('what newly appears under a pointer', () => {
  it('does nothing for half a second of the events, then acts', () => {
    const settling = createSettling();
    expect(settling.standsFor('kill db-primary', 10_000)).toBe(true);
    expect([10_001, 10_499, 10_500].map(settling.isSettled)).toEqual([false, false, true]);
  });

  it('is not new because it is drawn again, and is new for another target', () => {
    const settling = createSettling();
    settling.standsFor('kill db-primary', 1_000);
    expect(settling.standsFor('kill db-primary', 1_400)).toBe(false);
    expect(settling.isSettled(1_500)).toBe(true);
    expect(settling.standsFor('kill db-replica-1', 1_600)).toBe(true);
    expect(settling.isSettled(1_700)).toBe(false);
  });

  it('does nothing the second time of a double click, also on the act itself', () => {
    const settling = createSettling();
    settling.standsFor('rewind', 1_000);
    expect(settling.isSettled(9_000)).toBe(true);
    settling.acted(9_000);
    expect([9_120, 9_499, 9_500].map(settling.isSettled)).toEqual([false, false, true]);
  });
});
