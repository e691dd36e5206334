// A breaker of three failures in a second, open for ten, two successes; its owner's calls end when a test says so.
import { describe, expect, it } from 'vitest';
import { componentOf } from '../../../test/support/component-of.ts';
import { worldOf } from '../../../test/support/world-lab.ts';
import { microsPerSecond } from '../../base/units.ts';
import { cause } from '../telemetry/causes.ts';
import { Breaker, type BreakerConfig } from './breaker.ts';

const usual: BreakerConfig = { failures: 3, windowMillis: 1_000, openMillis: 10_000, successes: 2 };
const root = 33;

function lab(config: BreakerConfig | undefined = usual) {
  const { world, story, siteOf, indexOf } = worldOf({
    components: [componentOf('api', 'app-server', {}), componentOf('db', 'database', {})],
    requests: [['api', 'db']],
  });
  const woken: number[] = [];
  const make = () => new Breaker(siteOf('api'), 'store', (at) => woken.push(at));
  const breaker = make();
  breaker.configure(config);
  const at = (seconds: number): void => {
    world.now = Math.round(seconds * microsPerSecond);
  };
  const end = (permit: number, causeCode: number, of = breaker): void =>
    of.report(permit, indexOf('db'), causeCode, causeCode === cause.none ? 0 : root);
  /** One call that ends at once; false if it was turned away. */
  const call = (causeCode: number = cause.none, of = breaker): boolean => {
    const permit = of.tryAcquire();
    if (permit > 0) end(permit, causeCode, of);
    return permit >= 0;
  };
  const open = (seconds: number): void => {
    at(seconds);
    for (let n = 0; n < 3; n += 1) call(cause.timedOut);
  };
  return { breaker, story, woken, at, end, call, open, make, kinds: () => story.map(({ kind }) => kind) };
}

describe('a breaker', () => {
  it('that is absent lets everything through and tells nothing', () => {
    const { call, kinds, breaker } = lab(undefined);
    breaker.configure(undefined);
    for (let n = 0; n < 20; n += 1) expect(call(cause.timedOut)).toBe(true);
    expect(breaker.tryAcquire()).toBe(0);
    expect(kinds()).toEqual([]);
  });

  it('opens at the third failure within its window, not before and not by older ones', () => {
    const { call, at, story, breaker, woken } = lab();
    at(0);
    call(cause.timedOut);
    at(1);
    for (let n = 0; n < 2; n += 1) call(cause.timedOut);
    expect([breaker.isOpen, story]).toEqual([false, []]);
    at(1.5);
    call(cause.refused);
    expect(breaker.isOpen).toBe(true);
    expect(story).toMatchObject([
      {
        kind: 'breakerOpened',
        component: 'api',
        time: 1_500_000,
        causeId: root,
        values: {
          dependency: 'store',
          server: 'db',
          failures: 3,
          withinMicros: 1_000_000,
          failureCause: 'refused',
        },
      },
    ]);
    expect(woken).toEqual([11_500_000]);
    expect(breaker.root).toBe(root);
  });

  it('turns calls away until it is due, then lets one probe through at a time', () => {
    const { breaker, call, open, at, kinds, end } = lab();
    open(0);
    at(9.999_999);
    expect([call(), call()]).toEqual([false, false]);
    at(10);
    breaker.onDue();
    const probe = breaker.tryAcquire();
    expect(probe).toBeGreaterThan(0);
    expect(breaker.tryAcquire()).toBe(-1);
    end(probe, cause.none);
    expect(call()).toBe(true);
    expect(kinds()).toEqual(['breakerOpened', 'breakerHalfOpened', 'breakerClosed']);
    expect([call(), call()]).toEqual([true, true]);
  });

  it('half-opens once, whether its timer or a call comes first at that instant', () => {
    const { breaker, open, at, kinds, call } = lab();
    open(0);
    at(10);
    call();
    breaker.onDue();
    expect(kinds()).toEqual(['breakerOpened', 'breakerHalfOpened']);
  });

  it('opens again at a failed probe, counts what it turned away, and says so when it closes', () => {
    const { breaker, open, at, call, story, woken } = lab();
    open(0);
    call();
    at(10);
    breaker.onDue();
    call(cause.timedOut);
    expect(call()).toBe(false);
    at(20);
    breaker.onDue();
    call();
    at(21);
    call();
    expect(woken).toEqual([10_000_000, 20_000_000]);
    expect(story.slice(1).map(({ kind, time, values }) => [kind, time, values])).toMatchObject([
      ['breakerHalfOpened', 10_000_000, { rejected: 1, openMicros: 10_000_000 }],
      ['breakerReopened', 10_000_000, { rejected: 1, failureCause: 'timedOut' }],
      ['breakerHalfOpened', 20_000_000, { rejected: 2 }],
      ['breakerClosed', 21_000_000, { rejected: 2, lastedMicros: 21_000_000 }],
    ]);
    expect(breaker.root).toBe(0);
  });

  it('is not moved by a call that was sent before it opened', () => {
    const { breaker, open, at, end, kinds } = lab();
    const early = breaker.tryAcquire();
    open(0);
    at(10);
    breaker.onDue();
    end(early, cause.timedOut);
    expect(kinds()).toEqual(['breakerOpened', 'breakerHalfOpened']);
  });

  it('keeps what it has counted over an edit, and its state: open for less, it is due at once', () => {
    const { breaker, at, call, open, woken } = lab();
    at(0);
    for (let n = 0; n < 2; n += 1) call(cause.timedOut);
    breaker.configure({ ...usual, failures: 4 });
    call(cause.timedOut);
    expect(breaker.isOpen).toBe(false);
    call(cause.timedOut);
    expect(breaker.isOpen).toBe(true);
    at(5);
    breaker.configure({ ...usual, openMillis: 2_000 });
    expect(woken).toEqual([10_000_000, 5_000_000]);
    breaker.onDue();
    expect(call()).toBe(true);
    open(6);
    expect(breaker.isOpen).toBe(true);
  });

  it('taken away is closed; added again it begins anew, and old calls do not count for it', () => {
    const { breaker, open, at, call, end, kinds } = lab();
    const early = breaker.tryAcquire();
    open(0);
    at(1);
    breaker.configure(undefined);
    expect(kinds()).toEqual(['breakerOpened', 'breakerClosed']);
    expect(call()).toBe(true);
    breaker.configure(usual);
    for (let n = 0; n < 2; n += 1) call(cause.timedOut);
    end(early, cause.timedOut);
    expect(breaker.isOpen).toBe(false);
    call(cause.timedOut);
    expect(breaker.isOpen).toBe(true);
  });

  it('dies with its process', () => {
    const { breaker, open, call, kinds } = lab();
    open(0);
    breaker.onStart();
    expect([breaker.isOpen, breaker.root, call()]).toEqual([false, 0, true]);
    expect(kinds()).toEqual(['breakerOpened']);
  });

  it('goes on after a checkpoint as it would have, without a second timer', () => {
    const { breaker, open, at, call, make, woken } = lab();
    open(0);
    call();
    const loaded = make();
    loaded.load(structuredClone(breaker.save()));
    loaded.configure(usual);
    expect(loaded.save()).toEqual(breaker.save());
    expect(woken).toEqual([10_000_000]);
    at(10);
    loaded.onDue();
    expect([call(cause.none, loaded), call(cause.none, loaded)]).toEqual([true, true]);
    expect(loaded.root).toBe(0);
  });
});
