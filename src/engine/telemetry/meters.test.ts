// Areas under the counts of a component, each changed by itself: what was there until a change counts with the old value.
import { describe, expect, it } from 'vitest';
import { Meters } from './meters.ts';

describe('the meters of one component', () => {
  it('weigh the waiting line by how long it was that long', () => {
    const meters = new Meters(2);
    meters.queue(1, 100, 1);
    meters.queue(1, 400, 1);
    meters.queue(1, 1_000, -1);
    meters.touch(1, 1_500);
    // One from 100 to 400, two to 1,000, one to 1,500.
    expect(meters.of(1, 'queuedIntegral')).toBe(300 + 2 * 600 + 500);
    expect([meters.of(1, 'queued'), meters.of(1, 'queuedMax')]).toEqual([1, 2]);
    expect(meters.of(0, 'queuedIntegral')).toBe(0);
  });

  it('weigh slots, those in use and calls inside alike', () => {
    const meters = new Meters(2);
    meters.resize(1, 0, 4);
    meters.enter(1, 200);
    meters.occupy(1, 300, 1);
    meters.resize(1, 600, 2);
    meters.occupy(1, 800, -1);
    meters.touch(1, 1_000);
    expect(meters.of(1, 'slotsIntegral')).toBe(4 * 600 + 2 * 400);
    expect(meters.of(1, 'inSystemIntegral')).toBe(800);
    expect(meters.of(1, 'busyIntegral')).toBe(500);
  });
});
