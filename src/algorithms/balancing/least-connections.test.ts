import { describe, expect, it } from 'vitest';
import * as leastConnections from './least-connections.ts';

const now = 0;
const ok = { now, outcome: 'ok' } as const;

describe('least connections', () => {
  it('goes by requests under way for the weight', () => {
    const s = leastConnections.create({ servers: [{ id: 'A', weight: 3 }, { id: 'B' }] });
    // 0/3 = 0/1: the turn decides. Then 1/3 > 0/1, and so on up to 3/3 = 1/1.
    expect(Array.from({ length: 4 }, () => leastConnections.pick(s, { now })).join('')).toBe('ABAA');
    leastConnections.release(s, 'B', ok);
    expect(leastConnections.pick(s, { now })).toBe('B');
  });

  it('compares loads, not counts: 1 of 3 is as busy as 3 of 9', () => {
    const servers = [
      { id: 'A', weight: 3 },
      { id: 'B', weight: 9 },
    ];
    const s = leastConnections.create({ servers });
    const loaded = { ...s, peers: s.peers.map((peer, place) => ({ ...peer, active: place === 0 ? 1 : 3 })) };
    // A tie, so the heavier has the first turn.
    expect(leastConnections.pick(loaded, { now })).toBe('B');
  });

  it('deals like smooth weighted round robin as long as nothing is under way', () => {
    const s = leastConnections.create({
      servers: [{ id: 'A', weight: 3 }, { id: 'B', weight: 2 }, { id: 'C' }],
    });
    const picks = Array.from({ length: 12 }, () => {
      const id = leastConnections.pick(s, { now }) as string;
      leastConnections.release(s, id, ok);
      return id;
    });
    expect(picks.join('')).toBe('ABACBAABACBA');
  });

  it('lets only the tied take part in the turn', () => {
    const s = leastConnections.create({ servers: ['A', 'B', 'C'].map((id) => ({ id })) });
    expect(leastConnections.pick(s, { now })).toBe('A');
    expect(leastConnections.pick(s, { now })).toBe('B');
    leastConnections.release(s, 'A', ok);
    // A and C are tied now; C was passed over longer.
    expect(leastConnections.pick(s, { now })).toBe('C');
    // The only one without a request: no turn, and none is used up.
    const before = s.peers.map((peer) => peer.currentWeight);
    expect(leastConnections.pick(s, { now })).toBe('A');
    expect(s.peers.map((peer) => peer.currentWeight)).toEqual(before);
  });

  it('takes a backup only when there is no other', () => {
    const servers = [
      { id: 'A', maxConns: 1 },
      { id: 'B', backup: true },
      { id: 'C', backup: true },
    ];
    const s = leastConnections.create({ servers });
    // B and C tie, C is alone, then they tie again, and C is behind in its turn.
    expect(Array.from({ length: 4 }, () => leastConnections.pick(s, { now })).join('')).toBe('ABCC');
    expect(leastConnections.pick(s, { now, tried: new Set(['B', 'C']) })).toBeUndefined();
  });
});
