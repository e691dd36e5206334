import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chanceFrom } from '../../../test/support/life.ts';
import * as balancer from './least-response-time.ts';

const millis = (count: number): number => count * 1000;
const seconds = (count: number): number => count * 1_000_000;
const servers = [...'ABC'].map((id) => ({ id }));

describe('least response time', () => {
  it('prefers the fast until its queue is as long as the difference', () => {
    const s = balancer.create({ servers: [{ id: 'slow' }, { id: 'fast' }] });
    for (const [id, took] of [
      ['slow', millis(40)],
      ['fast', millis(10)],
    ] as const) {
      balancer.pick(s, { now: 0, tried: new Set([id === 'slow' ? 'fast' : 'slow']) });
      balancer.release(s, id, { now: 0, outcome: 'ok', responseTime: took });
    }
    // 10·1, 10·2, 10·3 < 40·1; then 10·4 = 40·1, the first in turn.
    expect(Array.from({ length: 4 }, () => balancer.pick(s, { now: 0 }))).toEqual([
      'fast',
      'fast',
      'fast',
      'slow',
    ]);
  });

  it('divides by weight, and takes turns while nothing is known', () => {
    const s = balancer.create({ servers: [{ id: 'A', weight: 2 }, { id: 'B' }] });
    const picks = Array.from({ length: 6 }, () => balancer.pick(s, { now: 0 })).join('');
    // Each once; 2/2 < 2; 3/2 < 2; 4/2 = 2, B in turn; 4/2 < 3.
    expect(picks).toBe('ABAABA');
    const equal = balancer.create({ servers });
    // Each once before any twice.
    expect(Array.from({ length: 6 }, () => balancer.pick(equal, { now: 0 })).join('')).toBe('ABCCBA');
  });

  it('tries every server, however fast the first one answers', () => {
    const s = balancer.create({ servers });
    const took = { A: millis(10), B: millis(0.2), C: millis(5) };
    const counts = { A: 0, B: 0, C: 0 };
    for (let request = 0; request < 1000; request += 1) {
      const at = request * millis(20);
      const id = balancer.pick(s, { now: at }) as keyof typeof took;
      counts[id] += 1;
      balancer.release(s, id, { now: at + took[id], outcome: 'ok' });
    }
    // The quick one gets nearly all; a slow one each time that the memory of its answer has faded below 0.2 ms.
    expect(counts.B).toBeGreaterThan(960);
    expect(Math.min(counts.A, counts.C)).toBeGreaterThanOrEqual(1);
  });

  it('keeps an exponential mean: after decayTime 1/e of the old is left', () => {
    const s = balancer.create({ servers: [{ id: 'A' }], decayTime: seconds(10) });
    balancer.pick(s, { now: 0 });
    balancer.release(s, 'A', { now: 0, outcome: 'ok', responseTime: millis(100) });
    expect(balancer.meanOf(s, 'A', 0)).toBe(millis(100));
    balancer.pick(s, { now: seconds(10) });
    balancer.release(s, 'A', { now: seconds(10), outcome: 'ok', responseTime: millis(200) });
    const expected = millis(200) + millis(100 - 200) / Math.E;
    expect(balancer.meanOf(s, 'A', seconds(10))).toBeCloseTo(expected, 6);
    // Nothing under way: it fades; with a request under way it does not.
    expect(balancer.meanOf(s, 'A', seconds(20))).toBeCloseTo(expected / Math.E, 6);
    balancer.pick(s, { now: seconds(20) });
    expect(balancer.meanOf(s, 'A', seconds(20))).toBeCloseTo(expected, 6);
  });

  it('tries a server that was slow again, when the memory of it has faded', () => {
    const s = balancer.create({ servers: [{ id: 'A' }, { id: 'B' }] });
    const serve = (id: string, now: number, took: number): void =>
      balancer.release(s, id, { now, outcome: 'ok', responseTime: took });
    const first = [balancer.pick(s, { now: 0 }), balancer.pick(s, { now: 0 })];
    expect(first).toEqual(['A', 'B']);
    serve('A', 0, seconds(1));
    serve('B', 0, millis(10));
    let at = 0;
    for (; ; at += millis(100)) {
      const id = balancer.pick(s, { now: at }) as string;
      if (id === 'A') break;
      serve(id, at, millis(10));
    }
    // e^(−t / 10 s) · 1 s < 10 ms
    expect(at / seconds(1)).toBeCloseTo(10 * Math.log(100), 0);
  });

  it('does not take a fast failure for a fast answer, and counts a slow one', () => {
    const s = balancer.create({ servers: [{ id: 'A', maxFails: 0 }, { id: 'B' }] });
    const end = (responseTime: number, outcome: 'ok' | 'failed'): number => {
      balancer.pick(s, { now: 0, tried: new Set(['B']) });
      balancer.release(s, 'A', { now: 0, outcome, responseTime });
      return balancer.meanOf(s, 'A', 0);
    };
    expect(end(millis(50), 'ok')).toBe(millis(50));
    expect(end(millis(1), 'failed')).toBe(millis(50));
    balancer.pick(s, { now: seconds(10), tried: new Set(['B']) });
    balancer.release(s, 'A', { now: seconds(10), outcome: 'failed', responseTime: seconds(3) });
    expect(balancer.meanOf(s, 'A', seconds(10))).toBeGreaterThan(seconds(1.8));
  });

  it('never picks a down or tried server; a backup only alone', () => {
    const s = balancer.create({ servers: [...servers, { id: 'Z', backup: true }] });
    balancer.setDown(s, 'A', true);
    for (let left = 10; left > 0; left -= 1)
      expect(balancer.pick(s, { now: 0, tried: new Set(['B']) })).toBe('C');
    expect(balancer.pick(s, { now: 0, tried: new Set(['B', 'C']) })).toBe('Z');
    expect(balancer.pick(s, { now: 0, tried: new Set(['B', 'C', 'Z']) })).toBeUndefined();
  });

  it('names what is wrong', () => {
    expect(() => balancer.create({ servers, decayTime: 0 })).toThrow('decayTime: more than 0');
    expect(() => balancer.create({ servers, initialResponseTime: -1 })).toThrow('initialResponseTime');
    const s = balancer.create({ servers });
    const ended = { now: 0, outcome: 'ok' } as const;
    expect(() => balancer.release(s, 'A', ended)).toThrow('picked');
    balancer.pick(s, { now: 0 });
    expect(() => balancer.release(s, 'A', { ...ended, responseTime: -1 })).toThrow(
      'responseTime: at least 0',
    );
    expect(() => balancer.release(s, 'Q', ended)).toThrow('one of the servers');
  });
});

describe('without responseTime', () => {
  it('measures what it takes when requests do not overlap', () => {
    const s = balancer.create({ servers: [{ id: 'A' }] });
    balancer.pick(s, { now: 100 });
    balancer.release(s, 'A', { now: 350, outcome: 'ok' });
    expect(balancer.meanOf(s, 'A', 350)).toBe(250);
  });

  it('has the right sum of response times whenever the server is idle, whichever request ended', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(1000), fc.boolean()), { minLength: 1, maxLength: 60, size: 'max' }),
        (steps) => {
          const s = balancer.create({ servers: [{ id: 'A' }] });
          const [timing] = s.timings;
          let [now, startedSum, endedSum, estimated] = [0, 0, 0, 0];
          const release = (): void => {
            const { active } = s.peers[0] as { active: number };
            const before = (timing?.ages ?? 0) + active * (now - (timing?.agedAt ?? 0));
            balancer.release(s, 'A', { now, outcome: 'ok' });
            estimated += before - (timing?.ages ?? 0);
            endedSum += now;
          };
          for (const [passed, starts] of steps) {
            now += passed;
            if (starts) {
              balancer.pick(s, { now });
              startedSum += now;
            } else if (balancer.activeOf(s, 'A') > 0) release();
          }
          while (balancer.activeOf(s, 'A') > 0) release();
          expect(estimated).toBeCloseTo(endedSum - startedSum, 3);
          expect(timing?.ages).toBeCloseTo(0, 3);
        },
      ),
    );
  });

  // Told 100 each time, though 500 passed since the pick: 400 remained each time, 2,000 after five.
  it('starts anew on an idle server, whatever it was told before', () => {
    const s = balancer.create({ servers: [{ id: 'A' }] });
    for (let now = 0; now < 5000; now += 1000) {
      balancer.pick(s, { now });
      balancer.release(s, 'A', { now: now + 500, outcome: 'ok', responseTime: 100 });
      expect(s.timings[0]?.ages).toBe(0);
    }
    const later = seconds(1_000_000);
    balancer.pick(s, { now: later });
    balancer.release(s, 'A', { now: later + 250, outcome: 'ok' });
    expect(balancer.meanOf(s, 'A', later + 250)).toBe(250);
  });

  it('sends a server four times as fast about four times as much', () => {
    const s = balancer.create({ servers: [{ id: 0 }, { id: 1 }] });
    const chance = chanceFrom(3);
    const counts = [0, 0];
    const ends: [at: number, id: number][] = [];
    for (let now = 0; now < seconds(60); now += millis(10)) {
      for (const [at, id] of ends.splice(0)) {
        if (at > now) ends.push([at, id]);
        else balancer.release(s, id, { now: at, outcome: 'ok' });
      }
      // One at a time in each: first come, first served, 20 ms and 80 ms on average.
      const id = balancer.pick(s, { now }) as number;
      counts[id]! += 1;
      const free = Math.max(now, ...ends.filter(([, other]) => other === id).map(([at]) => at));
      ends.push([free + millis(id === 0 ? 8 : 32) * (0.5 + chance.unit()), id]);
      ends.sort(([one], [other]) => one - other);
    }
    expect((counts[0] as number) / (counts[1] as number)).toBeGreaterThan(2.5);
  });
});
