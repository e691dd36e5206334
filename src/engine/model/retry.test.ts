// Which failures are tried again, how often, and how long after: a call is opened and ended by hand.
import { describe, expect, it } from 'vitest';
import { componentOf } from '../../../test/support/component-of.ts';
import { worldOf } from '../../../test/support/world-lab.ts';
import { cause } from '../telemetry/causes.ts';
import type { CallVerb } from '../telemetry/records.ts';
import { createAsk } from './asks.ts';
import { Retry, type RetryConfig } from './retry.ts';

const usual: RetryConfig = {
  attempts: 3,
  on: 'any',
  backoff: 'exponential',
  baseMillis: 50,
  capMillis: 150,
  budgetRatio: 0,
  idempotencyKey: false,
};

function lab(config: RetryConfig | undefined) {
  const { world, siteOf, indexOf } = worldOf({
    components: [componentOf('api', 'app-server', {}), componentOf('db', 'database', {})],
    requests: [['api', 'db']],
  });
  const site = siteOf('api');
  const make = () => new Retry(site);
  const retry = make();
  retry.configure(config);
  retry.onStart();
  const failed = (attempt: number, causeCode: number, verb: CallVerb = 'read'): number => {
    const child = site.send(-1, indexOf('db'), attempt, 1_000, createAsk('store', { verb }));
    world.calls.lose(child, 0, causeCode);
    return child;
  };
  const delay = (attempt: number, causeCode: number, verb: CallVerb = 'read', of = retry) =>
    of.delayAfter(failed(attempt, causeCode, verb));
  return { world, retry, delay, failed, make };
}

describe('a retry', () => {
  it('is never made without a policy', () => {
    expect(lab(undefined).delay(1, cause.refused)).toBeUndefined();
  });

  it('waits twice as long after each try, up to the cap, and not after the last', () => {
    const { delay } = lab({ ...usual, attempts: 5 });
    expect([1, 2, 3, 4, 5].map((attempt) => delay(attempt, cause.timedOut))).toEqual([
      50_000,
      100_000,
      150_000,
      150_000,
      undefined,
    ]);
  });

  it.each([
    ['refused', ['refused']],
    ['idempotent', ['refused', 'refused write', 'timed out']],
    ['any', ['refused', 'refused write', 'timed out', 'timed out write']],
  ] as const)('of what is %s', (on, expected) => {
    const { delay } = lab({ ...usual, on });
    const tried = {
      refused: delay(1, cause.refused),
      'refused write': delay(1, cause.refused, 'write'),
      'timed out': delay(1, cause.timedOut),
      'timed out write': delay(1, cause.timedOut, 'write'),
    };
    const made = Object.entries(tried).flatMap(([what, wait]) => (wait === undefined ? [] : [what]));
    expect(made).toEqual(on === 'refused' ? ['refused', 'refused write'] : expected);
  });

  it('is drawn by its call with jitter: another call or try waits otherwise, the same one the same', () => {
    const waits = (seed: number) => {
      const { delay } = lab({ ...usual, backoff: seed === 0 ? 'fullJitter' : 'equalJitter' });
      return [delay(1, cause.refused), delay(2, cause.refused)] as number[];
    };
    const [full, equal] = [waits(0), waits(1)];
    expect(waits(0)).toEqual(full);
    expect(full[0]).toBeLessThan(50_000);
    // Of one draw u: full u · d, equal d/2 + u · d/2.
    expect(equal[0]).toBe(Math.round(25_000 + (full[0] as number) / 2));
    expect((full[1] as number) / 100_000).not.toBeCloseTo((full[0] as number) / 50_000, 3);
  });

  it('is paid from a reserve of ten and a share of the first tries', () => {
    const { delay, retry } = lab({ ...usual, budgetRatio: 0.5 });
    const made = () => delay(1, cause.refused) !== undefined;
    expect(Array.from({ length: 11 }, made)).toEqual([...Array.from({ length: 10 }, () => true), false]);
    for (let n = 0; n < 4; n += 1) retry.onFirstTry();
    expect([made(), made(), made()]).toEqual([true, true, false]);
  });

  it('keeps its budget over an edit and a checkpoint; a new process begins with the reserve', () => {
    const { delay, retry, make } = lab(usual);
    for (let n = 0; n < 9; n += 1) delay(1, cause.refused);
    retry.configure({ ...usual, budgetRatio: 1 });
    const loaded = make();
    loaded.load(structuredClone(retry.save()));
    loaded.configure({ ...usual, budgetRatio: 1 });
    expect(loaded.save()).toEqual(retry.save());
    const made = () => delay(1, cause.refused, 'read', loaded) !== undefined;
    expect([made(), made()]).toEqual([true, false]);
    loaded.onStart();
    expect(made()).toBe(true);
  });
});
