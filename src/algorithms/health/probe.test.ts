import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as probe from './probe.ts';

const options = { period: 2_000_000, timeout: 1_000_000, failureThreshold: 3, successThreshold: 2 };

function modesAfter(results: string): string[] {
  const s = probe.create(options);
  return [...results].map((letter) => {
    probe.observe(s, letter === '.' ? 'ok' : 'failed');
    return s.mode;
  });
}

describe('probe', () => {
  it('falls after fall failures in a row and rises after rise successes in a row', () => {
    expect(modesAfter('xx.xxx')).toEqual(['goingDown', 'goingDown', 'up', 'goingDown', 'goingDown', 'down']);
    expect(modesAfter('xxx.x..')).toEqual([
      'goingDown',
      'goingDown',
      'down',
      'goingUp',
      'down',
      'goingUp',
      'up',
    ]);
  });

  it('agrees with a naive reading of the last results', () => {
    fc.assert(
      fc.property(
        fc.array(fc.boolean(), { maxLength: 100, size: 'max' }),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 4 }),
        (results, fall, rise) => {
          const s = probe.create({ ...options, failureThreshold: fall, successThreshold: rise });
          let isUp = true;
          const seen: boolean[] = [];
          for (const isGood of results) {
            seen.push(isGood);
            const last = seen.slice(-(isUp ? fall : rise));
            const turns = last.length === (isUp ? fall : rise) && last.every((good) => good !== isUp);
            expect(probe.observe(s, isGood ? 'ok' : 'failed')).toBe(turns);
            if (turns) {
              isUp = !isUp;
              seen.length = 0;
            }
            expect(probe.verdict(s)).toBe(isUp ? 'up' : 'down');
          }
        },
      ),
    );
  });

  it('is due each period after its initial delay, and when its timeout is over', () => {
    const s = probe.create({ ...options, initialDelay: 5, now: 10 });
    expect([probe.nextDue(s), probe.advance(s, 14), probe.advance(s, 15)]).toEqual([15, false, true]);
    expect(probe.nextDue(s)).toBe(15 + options.timeout);
    probe.observe(s, 'ok');
    expect(probe.nextDue(s)).toBe(15 + options.period);
  });

  it('a probe without an answer has failed at its timeout, and an answer that comes yet is none', () => {
    const s = probe.create({ ...options, failureThreshold: 2 });
    expect(probe.advance(s, 0)).toBe(true);
    expect([probe.advance(s, options.timeout - 1), s.mode]).toEqual([false, 'up']);
    expect([probe.advance(s, options.timeout), s.mode]).toEqual([false, 'goingDown']);
    expect([probe.observe(s, 'ok'), probe.observe(s, 'failed'), s.mode]).toEqual([false, false, 'goingDown']);
    expect(probe.advance(s, options.period)).toBe(true);
    expect([probe.observe(s, 'failed'), s.mode]).toEqual([true, 'down']);
  });

  it('begins with Kubernetes’ own numbers, and readiness with a server that is not ready', () => {
    const { options } = probe.create({ kind: 'liveness' });
    expect(options).toMatchObject({ initialDelay: 0, period: 10_000_000, timeout: 1_000_000 });
    expect(options).toMatchObject({ failureThreshold: 3, successThreshold: 1 });
    const verdicts = (['healthCheck', 'liveness', 'startup', 'readiness'] as const).map((kind) =>
      probe.verdict(probe.create({ kind })),
    );
    expect(verdicts).toEqual(['up', 'up', 'up', 'down']);
  });

  it.each([
    ['healthCheck', 'outOfRotation'],
    ['readiness', 'outOfRotation'],
    ['liveness', 'restart'],
    ['startup', 'restart'],
  ] as const)('%s: down means %s', (kind, consequence) => {
    const s = probe.create({ kind, failureThreshold: 1, initially: 'up' });
    expect(probe.consequence(s)).toBe('none');
    probe.observe(s, 'failed');
    expect(probe.consequence(s)).toBe(consequence);
  });

  it.each([
    [{ timeout: 11_000_000 }, 'timeout'],
    [{ period: 0 }, 'period'],
    [{ failureThreshold: 1.5 }, 'failureThreshold'],
    [{ kind: 'liveness', successThreshold: 2 }, 'successThreshold'],
    [{ initialDelay: -1 }, 'initialDelay'],
    [{ kind: 'ready' }, 'kind'],
    [{ rise: 2 }, 'rise'],
  ])('refuses %o', (bad, named) => {
    expect(() => probe.create(bad as probe.ProbeOptions)).toThrow(
      expect.objectContaining({ name: 'OptionError', option: named }),
    );
  });

  it('refuses a result that is neither ok nor failed', () => {
    const s = probe.create({ failureThreshold: 1 });
    expect(() => probe.observe(s, 'OK' as never)).toThrow('outcome: ok | failed');
    expect(probe.verdict(s)).toBe('up');
  });
});
