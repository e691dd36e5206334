import { describe, expect, it } from 'vitest';
import { createActor, SimulatedClock } from 'xstate';
import { AssertionError } from '../../base/assert.ts';
import { OptionError } from '../../base/options.ts';
import * as circuitBreaker from './circuit-breaker.ts';

const second = 1_000_000;
const simple = { failureThreshold: 5, successThreshold: 2, openFor: 60 * second, window: 10 * second };

function failAt(s: circuitBreaker.CircuitBreaker, ...times: number[]): void {
  for (const now of times) {
    const permit = circuitBreaker.tryAcquire(s, now);
    if (permit !== undefined) circuitBreaker.report(s, now, permit, 'failed', 0);
  }
}

/** Open since 4 s. */
function tripped(options: Partial<circuitBreaker.CircuitBreakerOptions> = {}): circuitBreaker.CircuitBreaker {
  const s = circuitBreaker.create({ ...simple, ...options });
  failAt(s, 0, second, 2 * second, 3 * second, 4 * second);
  return s;
}

describe('the state', () => {
  it('opens at the fifth failure within the period, and refuses', () => {
    const s = circuitBreaker.create(simple);
    failAt(s, 0, second, 2 * second, 3 * second);
    expect(circuitBreaker.stateOf(s, 3 * second)).toBe('closed');
    failAt(s, 4 * second);
    expect(circuitBreaker.stateOf(s, 4 * second)).toBe('open');
    expect(circuitBreaker.tryAcquire(s, 5 * second)).toBeUndefined();
  });

  it('does not open if the first of five is a whole period old', () => {
    const s = circuitBreaker.create(simple);
    failAt(s, 0, second, 2 * second, 3 * second, 10 * second);
    expect(circuitBreaker.stateOf(s, 10 * second)).toBe('closed');
    failAt(s, 10 * second);
    expect(circuitBreaker.stateOf(s, 10 * second)).toBe('open');
  });

  it('turns half open by the clock, due to the microsecond', () => {
    const s = tripped();
    expect(circuitBreaker.nextDue(s)).toBe(64 * second);
    expect(circuitBreaker.advance(s, 64 * second - 1)).toBe(false);
    expect(circuitBreaker.advance(s, 64 * second)).toBe(true);
    expect(circuitBreaker.stateOf(s, 64 * second)).toBe('halfOpen');
    expect(circuitBreaker.nextDue(s)).toBeUndefined();
  });

  it('turns half open by a call, and stays open for who only looks', () => {
    const s = tripped({ halfOpenBy: 'call' });
    expect(circuitBreaker.nextDue(s)).toBeUndefined();
    expect(circuitBreaker.tryAcquire(s, 64 * second - 1)).toBeUndefined();
    expect(circuitBreaker.stateOf(s, 900 * second)).toBe('open');
    expect(circuitBreaker.tryAcquire(s, 900 * second)).toBeDefined();
    expect(circuitBreaker.stateOf(s, 900 * second)).toBe('halfOpen');
  });

  it('closes after successThreshold probes in a row; one failure opens it anew for the whole of openFor', () => {
    const s = tripped();
    const probe = (now: number, outcome: 'ok' | 'failed'): void =>
      circuitBreaker.report(s, now, circuitBreaker.tryAcquire(s, now) as number, outcome, 0);
    probe(64 * second, 'ok');
    expect(circuitBreaker.stateOf(s, 64 * second)).toBe('halfOpen');
    probe(65 * second, 'failed');
    expect(circuitBreaker.nextDue(s)).toBe(125 * second);
    probe(125 * second, 'ok');
    expect(circuitBreaker.stateOf(s, 125 * second)).toBe('halfOpen');
    probe(126 * second, 'ok');
    expect(circuitBreaker.stateOf(s, 126 * second)).toBe('closed');
  });

  it('has forgotten the failures from before when it closes, unless told to keep them', () => {
    for (const clearOnClose of [true, false]) {
      const s = tripped({ openFor: second, successThreshold: 1, clearOnClose });
      const permit = circuitBreaker.tryAcquire(s, 5 * second) as number;
      circuitBreaker.report(s, 5 * second, permit, 'ok', 0);
      failAt(s, 6 * second);
      expect(circuitBreaker.stateOf(s, 6 * second)).toBe(clearOnClose ? 'closed' : 'open');
    }
  });
});

describe('permits', () => {
  it('let halfOpenLimit probes run at a time', () => {
    const s = tripped({ halfOpenLimit: 2, successThreshold: 3 });
    const first = circuitBreaker.tryAcquire(s, 64 * second) as number;
    expect(circuitBreaker.tryAcquire(s, 64 * second)).toBeDefined();
    expect(circuitBreaker.tryAcquire(s, 64 * second)).toBeUndefined();
    circuitBreaker.report(s, 65 * second, first, 'ok', second);
    expect(circuitBreaker.tryAcquire(s, 65 * second)).toBeDefined();
    expect(circuitBreaker.tryAcquire(s, 65 * second)).toBeUndefined();
  });

  it('from before the trip change nothing any more, whatever the state', () => {
    const s = circuitBreaker.create(simple);
    const [early, late] = [circuitBreaker.tryAcquire(s, 0), circuitBreaker.tryAcquire(s, 0)] as [
      number,
      number,
    ];
    failAt(s, 1, 2, 3, 4, 5);
    circuitBreaker.report(s, 6, early, 'ok', 6);
    expect(circuitBreaker.stateOf(s, 6)).toBe('open');
    const now = 61 * second;
    expect(circuitBreaker.stateOf(s, now)).toBe('halfOpen');
    circuitBreaker.report(s, now, late, 'failed', now);
    expect(circuitBreaker.stateOf(s, now)).toBe('halfOpen');
  });

  it('of an earlier half-open time count neither way, but keep their places until they end', () => {
    const s = tripped({ halfOpenLimit: 2, successThreshold: 1 });
    const [first, second_] = [64, 64].map((at) => circuitBreaker.tryAcquire(s, at * second)) as [
      number,
      number,
    ];
    circuitBreaker.report(s, 65 * second, first, 'failed', second);
    const third = circuitBreaker.tryAcquire(s, 125 * second) as number;
    expect(circuitBreaker.tryAcquire(s, 125 * second)).toBeUndefined();
    circuitBreaker.report(s, 126 * second, second_, 'ok', second);
    expect(circuitBreaker.stateOf(s, 126 * second)).toBe('halfOpen');
    expect(circuitBreaker.tryAcquire(s, 126 * second)).toBeDefined();
    circuitBreaker.report(s, 127 * second, third, 'ok', second);
    expect(circuitBreaker.stateOf(s, 127 * second)).toBe('closed');
  });

  it('that were never given, or reported before, are a mistake', () => {
    const s = tripped({ halfOpenLimit: 1 });
    expect(() => circuitBreaker.report(s, 5 * second, 99, 'ok')).toThrow(AssertionError);
    const probe = circuitBreaker.tryAcquire(s, 64 * second) as number;
    circuitBreaker.report(s, 64 * second, probe, 'failed');
    expect(() => circuitBreaker.report(s, 64 * second, probe, 'failed')).toThrow(AssertionError);
  });
});

describe('a breaker that is retuned', () => {
  it('keeps the failures that its new window has room for, oldest first', () => {
    const s = circuitBreaker.create(simple);
    failAt(s, 0, second, 2 * second, 3 * second);
    circuitBreaker.retune(s, { ...simple, failureThreshold: 6 });
    failAt(s, 4 * second);
    expect(s.mode).toBe('closed');
    circuitBreaker.retune(s, { ...simple, failureThreshold: 3, window: 3 * second });
    // Of 2, 3 and 4 s the first is a whole period old at 5 s: 3, 4 and 5 s are three.
    failAt(s, 5 * second);
    expect(s.mode).toBe('open');
  });

  it('needs more failures after a higher threshold even if the window is full', () => {
    const s = circuitBreaker.create({ ...simple, failureThreshold: 3 });
    failAt(s, 0, second);
    circuitBreaker.retune(s, { ...simple, failureThreshold: 4 });
    failAt(s, 2 * second);
    expect(s.mode).toBe('closed');
    failAt(s, 3 * second);
    expect(s.mode).toBe('open');
  });

  it('stays open since then, and is due as the new options say', () => {
    const s = tripped();
    circuitBreaker.retune(s, { ...simple, openFor: 10 * second });
    expect(circuitBreaker.nextDue(s)).toBe(14 * second);
  });

  it('goes on counting a row of failures', () => {
    const s = circuitBreaker.create({ ...simple, window: { kind: 'consecutive' } });
    failAt(s, 0, 0);
    circuitBreaker.retune(s, { ...simple, failureThreshold: 3, window: { kind: 'consecutive' } });
    failAt(s, second);
    expect(s.mode).toBe('open');
  });

  it('refuses what it cannot use, and is as it was', () => {
    const s = tripped();
    const before = structuredClone(s);
    expect(() => circuitBreaker.retune(s, { ...simple, openFor: 0 })).toThrow(OptionError);
    expect(() => circuitBreaker.retune(s, { ...simple, failureThreshold: 0 })).toThrow(OptionError);
    expect(s).toEqual(before);
  });
});

describe('a breaker that is reset', () => {
  it('is closed, has forgotten, and is not moved by calls from before', () => {
    const s = circuitBreaker.create(simple);
    const early = circuitBreaker.tryAcquire(s, 0);
    failAt(s, 0, second, 2 * second, 3 * second);
    circuitBreaker.reset(s);
    circuitBreaker.report(s, 4 * second, early as number, 'failed', 0);
    failAt(s, 4 * second, 4 * second, 4 * second, 4 * second);
    expect(s.mode).toBe('closed');
    failAt(s, 4 * second);
    expect(s.mode).toBe('open');
  });

  it('still knows of a probe that is under way', () => {
    const s = tripped();
    const probe = circuitBreaker.tryAcquire(s, 64 * second);
    circuitBreaker.reset(s);
    circuitBreaker.report(s, 65 * second, probe as number, 'failed', 0);
    expect([s.mode, s.probes]).toEqual(['closed', 0]);
  });
});

describe('slow calls', () => {
  it('have failed when they took longer than slowAfter', () => {
    const s = circuitBreaker.create({ ...simple, window: { kind: 'consecutive' }, slowAfter: 3 * second });
    for (const duration of [3, 3, 3, 3, 3])
      circuitBreaker.report(s, 0, circuitBreaker.tryAcquire(s, 0) as number, 'ok', duration * second);
    expect(circuitBreaker.stateOf(s, 0)).toBe('closed');
    for (const duration of [4, 4, 4, 4, 4])
      circuitBreaker.report(s, 0, circuitBreaker.tryAcquire(s, 0) as number, 'ok', duration * second);
    expect(circuitBreaker.stateOf(s, 0)).toBe('open');
  });
});

describe('the machine', () => {
  it('runs by itself too: openFor is its own delay', () => {
    const clock = new SimulatedClock();
    const context = { openFor: 60, successThreshold: 2, halfOpenBy: 'timer' as const };
    const machine = circuitBreaker.circuitBreakerMachine;
    const snapshot = machine.resolveState({ value: 'closed', context });
    const actor = createActor(machine, { snapshot, clock }).start();
    actor.send({ type: 'TOO_MANY_FAILURES' });
    clock.increment(59);
    expect(actor.getSnapshot().value).toBe('open');
    clock.increment(1);
    expect(actor.getSnapshot().value).toBe('halfOpen');
    actor.send({ type: 'PROBE_SUCCEEDED', successes: 1 });
    expect(actor.getSnapshot().value).toBe('halfOpen');
    actor.send({ type: 'PROBE_SUCCEEDED', successes: 2 });
    expect(actor.getSnapshot().value).toBe('closed');
  });
});

describe('options', () => {
  const period = 10 * second;
  const ratio = { kind: 'ratioInPeriod' as const, period, minimumVolume: 5 };
  it.each<[string, object]>([
    ['failureThreshold', { failureThreshold: 0 }],
    ['failureThreshold', { failureThreshold: 2.5 }],
    ['failureThreshold', { failureThreshold: 5, window: ratio }],
    ['failureThreshold', { failureThreshold: 1, window: ratio }],
    ['failureThreshold', { failureThreshold: 0, window: { ...ratio, boundary: 'atLeast' } }],
    ['failureThreshold', { failureThreshold: 50, window: { kind: 'ratioInCount', size: 100 } }],
    ['successThreshold', { successThreshold: 0 }],
    ['openFor', { openFor: 0 }],
    ['openFor', { openFor: undefined }],
    ['window', { window: 0 }],
    ['window', { window: undefined }],
    ['window', { window: { kind: 'lately' } }],
    ['window.period', { window: { kind: 'countInPeriod', period: -1 } }],
    ['window.size', { window: { kind: 'consecutive', size: 10 } }],
    ['window.period', { failureThreshold: 0.5, window: { ...ratio, period: 10_000_001 } }],
    ['window.minimumVolume', { failureThreshold: 0.5, window: { ...ratio, minimumVolume: 0 } }],
    [
      'window.minimumVolume',
      { failureThreshold: 0.5, window: { kind: 'ratioInCount', size: 5, minimumVolume: 6 } },
    ],
    ['window.size', { failureThreshold: 0.5, window: { kind: 'ratioInCount', size: 0 } }],
    ['halfOpenBy', { halfOpenBy: 'luck' }],
    ['halfOpenLimit', { halfOpenLimit: 0 }],
    ['slowAfter', { slowAfter: -1 }],
    ['timeout', { timeout: 3000 }],
  ])('%s is refused: %o', (option, wrong) => {
    const create = (): unknown => circuitBreaker.create({ ...simple, ...wrong } as never);
    expect(create).toThrow(OptionError);
    expect(create).toThrow(new RegExp(`^${option.replace('.', '\\.')}:`));
  });
});
