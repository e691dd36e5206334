import { describe, expect, it } from 'vitest';
import { microsPerSecond as second } from '../../base/units.ts';
import * as passiveHealth from './passive-health.ts';

const options = { maxFails: 2, failTimeout: 2 * second };
const create = (clockGranularity: number) =>
  passiveHealth.create({
    servers: [
      { id: 'A', ...options },
      { id: 'B', ...options },
    ],
    clockGranularity,
  });

/** A request that A gets, whatever the others do. */
function ask(s: passiveHealth.Peers<string>, now: number, outcome: 'ok' | 'failed'): void {
  expect(passiveHealth.pick(s, { now, tried: new Set(['B']) })).toBe('A');
  passiveHealth.release(s, 'A', { now, outcome });
}

describe('passive health', () => {
  it('takes a server out after maxFails failures, for more than failTimeout', () => {
    const s = create(1);
    ask(s, 0.5 * second, 'failed');
    expect(passiveHealth.isAvailable(s, 'A', 0.5 * second)).toBe(true);
    ask(s, second, 'failed');
    expect(passiveHealth.isAvailable(s, 'A', second)).toBe(false);
    expect(passiveHealth.isAvailable(s, 'A', 3 * second)).toBe(false);
    expect(passiveHealth.isAvailable(s, 'A', 3 * second + 1)).toBe(true);
  });

  it.each([
    { failedAt: 1, backAt: 4 },
    { failedAt: 1.999, backAt: 4 },
  ])('in whole seconds 2 s last until the third tick: $failedAt s to $backAt s', ({ failedAt, backAt }) => {
    const s = create(second);
    ask(s, failedAt * second, 'failed');
    ask(s, failedAt * second, 'failed');
    expect(passiveHealth.isAvailable(s, 'A', backAt * second - 1)).toBe(false);
    expect(passiveHealth.isAvailable(s, 'A', backAt * second)).toBe(true);
  });

  it('then tries it with one request, while the others still pass it over', () => {
    const s = create(second);
    ask(s, 0, 'failed');
    ask(s, 0, 'failed');
    const now = 3 * second;
    expect(passiveHealth.pick(s, { now })).toBe('A');
    expect(passiveHealth.pick(s, { now })).toBe('B');
    passiveHealth.release(s, 'A', { now, outcome: 'failed' });
    // One failure is enough now.
    expect(passiveHealth.isAvailable(s, 'A', 5 * second)).toBe(false);
    ask(s, 6 * second, 'ok');
    ask(s, 6 * second, 'failed');
    expect(passiveHealth.isAvailable(s, 'A', 6 * second)).toBe(true);
  });

  it('adds failures up over the successes between them, unless a failTimeout went by', () => {
    const s = create(second);
    ask(s, 0, 'failed');
    ask(s, second, 'ok');
    ask(s, 2 * second, 'failed');
    expect(passiveHealth.isAvailable(s, 'A', 2 * second)).toBe(false);
    const patient = create(second);
    ask(patient, 0, 'failed');
    ask(patient, 3 * second, 'ok');
    ask(patient, 4 * second, 'failed');
    expect(passiveHealth.isAvailable(patient, 'A', 4 * second)).toBe(true);
  });

  it('never takes out a single server, nor one with maxFails 0', () => {
    const servers = [{ id: 'A', maxFails: 1 }];
    const single = passiveHealth.create({ servers });
    const spared = passiveHealth.create({ servers: [{ id: 'A', maxFails: 0 }, { id: 'B' }] });
    for (const s of [single, spared]) {
      ask(s, 0, 'failed');
      expect(passiveHealth.isAvailable(s, 'A', 0)).toBe(true);
    }
  });

  it('picks the first available server, the others standing by', () => {
    const servers = [{ id: 'A', maxConns: 2 }, { id: 'B', backup: true }, { id: 'C' }];
    const s = passiveHealth.create({ servers });
    const picks = Array.from({ length: 4 }, () => passiveHealth.pick(s, { now: 0 }));
    expect(picks.join('')).toBe('AACC');
    expect(passiveHealth.pick(s, { now: 0, tried: new Set(['C']) })).toBe('B');
    expect(passiveHealth.activeOf(s, 'A')).toBe(2);
  });

  it('refuses outcomes, ids and options that it does not know', () => {
    const s = create(1);
    passiveHealth.pick(s, { now: 0 });
    const outcome = 'timeout' as 'failed';
    expect(() => passiveHealth.release(s, 'A', { now: 0, outcome })).toThrow('outcome: ok | failed (not "t');
    expect(() => passiveHealth.isAvailable(s, 'Z', 0)).toThrow('id: one of the servers');
    for (const bad of [{ maxFails: -1 }, { failTimeout: -1 }, { maxConns: 0.5 }, { down: 1 as never }])
      expect(() => passiveHealth.create({ servers: [{ id: 'A', ...bad }] })).toThrow(
        `servers[0].${Object.keys(bad)[0]}`,
      );
    expect(() => create(0)).toThrow('clockGranularity: more than 0');
  });
});
