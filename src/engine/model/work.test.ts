// Work on calls that a test has put into the table itself: how long it takes, and what a hang does to it.
import { describe, expect, it, vi } from 'vitest';
import { componentOf } from '../../../test/support/component-of.ts';
import { worldOf } from '../../../test/support/world-lab.ts';
import { AssertionError } from '../../base/assert.ts';
import { hang, clear as wake } from '../fault/faults.ts';
import { frozenWork, noCall } from '../kernel/calls.ts';
import { prepare, sampleUnitMean } from '../kernel/distributions.ts';
import { purposes } from '../kernel/draws.ts';
import { beginWork, freezeWork, ServiceTime, thawWork } from './work.ts';

function lab() {
  const { world, siteOf, moveTo, indexOf } = worldOf({
    components: [
      componentOf('users', 'users', {}),
      componentOf('one', 'station', {}),
      componentOf('two', 'station', {}),
    ],
    requests: [
      ['users', 'one'],
      ['users', 'two'],
    ],
  });
  const { calls } = world;
  const ended: number[][] = [];
  for (const component of world.components)
    vi.spyOn(component, 'onWorkEnded').mockImplementation((call) => {
      ended.push([component.index, calls.ordinal[call] as number, world.now]);
    });
  return {
    world,
    calls,
    moveTo,
    ended,
    one: indexOf('one'),
    two: indexOf('two'),
    site: siteOf('one'),
    /** A call that has a slot at `callee`. */
    call(ordinal: number, callee = indexOf('one'), drawKey = 0): number {
      const call = calls.open(-1, noCall, indexOf('users'), callee, 1, world.now);
      calls.bring(call, ordinal, 0, 0, 0);
      calls.ask(call, -1, drawKey);
      calls.reach(call, world.now);
      calls.begin(call, world.now);
      return call;
    },
  };
}

const shape = (
  serviceDistribution: 'exponential' | 'deterministic' | 'logNormal' | 'uniform',
  serviceCv = 1,
) => ({
  serviceDistribution,
  serviceCv,
});

describe('a service time', () => {
  it('is its mean times the slowness, in whole Micros', () => {
    const { world, calls, moveTo, ended, site, call } = lab();
    const service = new ServiceTime(site);
    moveTo(100);
    service.configure(10, shape('deterministic'));
    const usual = call(0);
    service.begin(usual);
    world.processes.slowFactor[site.index] = 2.5;
    const slow = call(1);
    service.begin(slow);
    world.processes.slowFactor[site.index] = 1;
    service.configure(0.0014, shape('deterministic'));
    service.begin(call(2));
    service.configure(0.0015, shape('deterministic'));
    service.begin(call(3));
    expect([calls.workEndsAt[usual], calls.workEndsAt[slow]]).toEqual([10_100, 25_100]);
    moveTo(30_000);
    expect(ended).toEqual([
      [site.index, 2, 101],
      [site.index, 3, 102],
      [site.index, 0, 10_100],
      [site.index, 1, 25_100],
    ]);
  });

  it('is drawn by the ordinal and the draw key of the call, and by nothing else', () => {
    const { world, calls, moveTo, site, call } = lab();
    const service = new ServiceTime(site);
    const cases = [
      [shape('exponential'), prepare({ kind: 'exponential' })],
      [shape('logNormal', 0.5), prepare({ kind: 'logNormal', cv: 0.5 })],
      [shape('uniform'), prepare({ kind: 'uniform', halfWidth: 1 })],
    ] as const;
    for (const [given, distribution] of cases) {
      service.configure(8, given);
      moveTo(world.now + 77);
      for (const [ordinal, drawKey] of [
        [5, 9],
        [9, 5],
        [2 ** 40, 2 ** 32 - 1],
      ] as const) {
        const drawn = call(ordinal, site.index, drawKey);
        service.begin(drawn);
        const unit = sampleUnitMean(distribution, 1, purposes.serviceDemand, ordinal, drawKey);
        expect(calls.workEndsAt[drawn]).toBe(world.now + Math.round(8_000 * unit));
      }
    }
  });

  it('takes the mean of the moment: an edit changes what begins afterwards', () => {
    const { calls, site, call } = lab();
    const service = new ServiceTime(site);
    service.configure(10, shape('exponential'));
    const before = call(3);
    service.begin(before);
    service.configure(30, shape('exponential'));
    const after = call(3);
    service.begin(after);
    const [short, long] = [calls.workEndsAt[before] as number, calls.workEndsAt[after] as number];
    expect(short).toBeGreaterThan(0);
    // Each is rounded to whole Micros.
    expect(Math.abs(long - 3 * short)).toBeLessThanOrEqual(2);
  });

  it('of nothing, before it is configured and at mean 0, ends at once', () => {
    const { site, call, moveTo, ended } = lab();
    const service = new ServiceTime(site);
    service.begin(call(0));
    service.configure(0, shape('exponential'));
    service.begin(call(1));
    moveTo(0);
    expect(ended.map(([, ordinal]) => ordinal)).toEqual([0, 1]);
  });
});

describe('work', () => {
  it('ends once, at the callee, and only for the call it was begun for', () => {
    const { world, calls, moveTo, ended, two, call } = lab();
    const mine = call(1, two);
    beginWork(world, mine, 500);
    const given = call(2, two);
    beginWork(world, given, 400);
    // Given up: its row goes to another call before its work would have ended.
    world.calls.finish(given, 0);
    world.calls.abandon(given, 0, 0);
    world.calls.settle(given);
    expect(call(3, two)).toBe(given);
    moveTo(10_000);
    expect(ended).toEqual([[two, 1, 500]]);
    expect(calls.workSlot[mine]).toBe(-1);
  });

  it('does not begin twice, nor without a slot', () => {
    const { world, calls, one, call } = lab();
    const working = call(1);
    beginWork(world, working, 5);
    expect(() => beginWork(world, working, 5)).toThrow(AssertionError);
    const waiting = calls.open(-1, noCall, 0, one, 1, 0);
    calls.reach(waiting, 0);
    expect(() => beginWork(world, waiting, 5)).toThrow(AssertionError);
  });
});

describe('a hang', () => {
  it('keeps what is left of the work, to the Micro, and delays nothing elsewhere', () => {
    const { world, calls, moveTo, ended, one, two, call } = lab();
    const [first, second, other] = [call(1), call(2), call(3, two)];
    beginWork(world, first, 10_000);
    moveTo(3_000);
    beginWork(world, second, 500);
    beginWork(world, other, 9_000);
    moveTo(3_200);
    freezeWork(world, one);
    expect([first, second].map((call) => calls.workSlot[call])).toEqual([frozenWork, frozenWork]);
    expect([first, second].map((call) => calls.workEndsAt[call])).toEqual([6_800, 300]);
    moveTo(50_000);
    expect(ended).toEqual([[two, 3, 12_000]]);
    thawWork(world, one);
    expect([first, second].map((call) => calls.workEndsAt[call])).toEqual([56_800, 50_300]);
    moveTo(100_000);
    expect(ended.slice(1)).toEqual([
      [one, 2, 50_300],
      [one, 1, 56_800],
    ]);
  });

  it('twice in one piece of work stops it twice', () => {
    const { world, moveTo, ended, one, call } = lab();
    beginWork(world, call(1), 10_000);
    for (const [from, to] of [
      [4_000, 20_000],
      [21_000, 40_000],
    ] as const) {
      moveTo(from);
      hang(world, one, undefined);
      moveTo(to);
      wake(world, one);
    }
    moveTo(1_000_000);
    // 4,000 and 1,000 were done before and between.
    expect(ended).toEqual([[one, 1, 45_000]]);
  });

  it('leaves alone calls that no work is done on, those that wait and those that have asked others', () => {
    const { world, calls, moveTo, ended, one, call } = lab();
    const asking = call(1);
    const waiting = calls.open(-1, noCall, 0, one, 1, 0);
    calls.reach(waiting, 0);
    freezeWork(world, one);
    moveTo(5_000);
    thawWork(world, one);
    moveTo(100_000);
    expect(ended).toEqual([]);
    expect([asking, waiting].map((call) => calls.workSlot[call])).toEqual([-1, -1]);
  });

  it('that ends elsewhere thaws nothing here', () => {
    const { world, calls, moveTo, ended, one, two, call } = lab();
    const mine = call(1);
    beginWork(world, mine, 10_000);
    moveTo(4_000);
    freezeWork(world, one);
    thawWork(world, two);
    moveTo(100_000);
    expect(ended).toEqual([]);
    expect(calls.workEndsAt[mine]).toBe(6_000);
  });
});
