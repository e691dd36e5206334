import { describe, expect, it } from 'vitest';
import * as readRouting from './read-routing.ts';

describe('read routing', () => {
  it('reads from the replicas in turn, writes to the primary', () => {
    const s = readRouting.create({ primary: 0, replicas: [1, 2] });
    expect([1, 2, 3].map(() => readRouting.routeRead(s))).toEqual([1, 2, 1]);
    expect(readRouting.routeWrite(s)).toBe(0);
  });

  it('falls back to the primary when no replica is known or left', () => {
    const s = readRouting.create({ primary: 0, replicas: [1, 2] });
    expect(readRouting.routeRead(s, new Set([1, 2]))).toBe(0);
    expect(readRouting.routeRead(s, new Set([0, 1, 2]))).toBeUndefined();
    expect(readRouting.routeRead(readRouting.create({ primary: 7 }))).toBe(7);
    expect(readRouting.routeRead(readRouting.create<number>())).toBeUndefined();
  });

  it('learns a new configuration and keeps a valid turn', () => {
    const s = structuredClone(readRouting.create({ primary: 0, replicas: [1, 2] }));
    readRouting.routeRead(s);
    readRouting.learn(s, { primary: 2, replicas: [1] });
    expect([readRouting.routeRead(s), readRouting.routeWrite(s)]).toEqual([1, 2]);
    expect(() => readRouting.learn(s, { primary: 1, replicas: [1] })).toThrow('without the primary');
  });
});
