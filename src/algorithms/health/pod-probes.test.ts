import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Outcome } from '../outcome.ts';
import * as pod from './pod-probes.ts';
import * as probe from './probe.ts';

const second = 1_000_000;
const liveness = { initialDelay: 30 * second, period: 10 * second, timeout: 5 * second };
const readiness = { initialDelay: 10 * second, period: 5 * second, timeout: 3 * second, failureThreshold: 2 };

/** Runs until `until`, answering each probe as `answer` says; what happened, with its second. */
function run(
  s: pod.PodProbes,
  until: number,
  answer: (kind: pod.PodProbeKind, at: number) => Outcome,
): string[] {
  const story: string[] = [];
  for (let due = pod.nextDue(s); due !== undefined && due <= until; due = pod.nextDue(s)) {
    for (const sent of pod.advance(s, due)) {
      const event = pod.observe(s, due, sent, answer(sent.kind, due));
      if (event !== 'none') story.push(`${due / second} ${event}`);
    }
  }
  return story;
}

describe('podProbes', () => {
  it('holds liveness and readiness until the startup probe has passed', () => {
    const startup = { period: 2 * second, failureThreshold: 30 };
    const s = pod.create({ startup, liveness: { period: second }, readiness });
    const asked = new Set<string>();
    const story = run(s, 20 * second, (kind, at) => {
      asked.add(`${kind} ${at < 7 * second ? 'before' : 'after'}`);
      return at < 7 * second && kind === 'startup' ? 'failed' : 'ok';
    });
    expect(story).toEqual(['8 started', '10 ready']);
    expect([...asked].sort()).toEqual([
      'liveness after',
      'readiness after',
      'startup after',
      'startup before',
    ]);
    expect(pod.isReady(s)).toBe(true);
  });

  it('restarts what never starts, then begins anew', () => {
    const s = pod.create({ startup: { period: 2 * second, failureThreshold: 3 } });
    expect(run(s, 60 * second, () => 'failed')).toEqual(['4 restart']);
    expect([s.mode, pod.nextDue(s), pod.advance(s, 99 * second)]).toEqual(['failed', undefined, []]);
    expect(pod.observe(s, 6 * second, { kind: 'startup', serial: 3 }, 'ok')).toBe('none');
    pod.restart(s, 10 * second);
    expect(run(s, 60 * second, () => 'ok')).toEqual(['10 started']);
    expect(s).toMatchObject({ mode: 'running', sent: 4 });
  });

  it('takes out of rotation what is not ready, and restarts what is not alive', () => {
    const s = pod.create({ liveness, readiness });
    expect(pod.isReady(s)).toBe(false);
    const sick = (at: number): boolean => at >= 52 * second;
    const story = run(s, 300 * second, (_, at) => (sick(at) ? 'failed' : 'ok'));
    expect(story).toEqual(['10 ready', '60 notReady', '80 restart']);
    pod.restart(s, 85 * second);
    expect([pod.isReady(s), pod.nextDue(s)]).toEqual([false, 95 * second]);
  });

  it('takes no result of a probe that was sent before a restart', () => {
    const s = pod.create({ liveness: { failureThreshold: 1 }, readiness: {} });
    const late = pod.advance(s, 999);
    expect(late).toEqual([
      { kind: 'liveness', serial: 1 },
      { kind: 'readiness', serial: 2 },
    ]);
    pod.restart(s, 1000);
    expect(late.map((sent) => pod.observe(s, 1001, sent, 'failed'))).toEqual(['none', 'none']);
    expect(pod.observe(s, 1001, late[1]!, 'ok')).toBe('none');
    expect([s.mode, pod.isReady(s)]).toEqual(['running', false]);
    const [liveness] = pod.advance(s, 1002);
    expect(pod.observe(s, 1003, liveness!, 'failed')).toBe('restart');
  });

  it('never restarts for readiness, and is in rotation only while running and ready', () => {
    const results = fc.array(fc.tuple(fc.constantFrom('startup', 'liveness', 'readiness'), fc.boolean()), {
      maxLength: 100,
      size: 'max',
    });
    fc.assert(
      fc.property(results, (all) => {
        const s = pod.create({ startup: {}, liveness: {}, readiness: { failureThreshold: 2 } });
        let now = 0;
        for (const [kind, isGood] of all) {
          // Each probe is due a period after the last; only the kind that the draw names is answered, in time.
          now += 10 * second;
          const sent = pod.advance(s, now).find((one) => one.kind === kind);
          if (sent === undefined) continue;
          const event = pod.observe(s, now, sent, isGood ? 'ok' : 'failed');
          if (event === 'restart') expect(kind).not.toBe('readiness');
          expect(pod.isReady(s)).toBe(s.mode === 'running' && probe.verdict(s.probes.readiness!) === 'up');
          if (s.mode === 'failed') pod.restart(s, now);
        }
      }),
    );
  });

  it('a probe has one result: the first, within its timeout', () => {
    const s = pod.create({ liveness: { period: 10 * second, timeout: second, failureThreshold: 2 } });
    const [first] = pod.advance(s, 0);
    // Nobody let time pass, and still the answer is too late.
    expect([pod.observe(s, 5 * second, first!, 'ok'), s.probes.liveness?.mode]).toEqual([
      'none',
      'goingDown',
    ]);
    expect(pod.observe(s, 6 * second, first!, 'failed')).toBe('none');
    const [next] = pod.advance(s, 10 * second);
    expect(pod.observe(s, 10 * second, first!, 'ok')).toBe('none');
    expect(s.probes.liveness?.mode).toBe('goingDown');
    expect(pod.observe(s, 10 * second, next!, 'failed')).toBe('restart');
  });

  it('refuses no probes, unknown fields, and two successes for liveness', () => {
    expect(() => pod.create({})).toThrow('at least one');
    expect(() => pod.create({ liveness: { successThreshold: 2 } })).toThrow(
      'liveness.successThreshold: 1 for liveness',
    );
    expect(() => pod.create({ readiness: { interval: 3 } as never })).toThrow(
      'readiness.interval: no such option',
    );
    const s = pod.create({ liveness });
    expect(() => pod.observe(s, 0, { kind: 'startup', serial: 0 }, 'ok')).toThrow('kind');
    expect(() => pod.observe(s, 0, { kind: 'liveness', serial: 0 }, 'OK' as never)).toThrow('outcome');
    expect(() => pod.create({ liveness: { kind: 'startup' } as never })).toThrow('liveness.kind: left out');
    expect(() => pod.create({ liveness: 5 as never })).toThrow('liveness: an object of options');
  });
});
