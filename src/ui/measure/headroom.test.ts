// Headroom against closed forms: M/M/c has 1/ρ, too much is told by how much, and none is left while requests fail for it.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LabOptions, seconds } from '../../../test/support/engine-lab.ts';
import { randomRuns } from '../../../test/support/random-scenario.ts';
import { failureCauses } from '../../engine/telemetry/causes.ts';
import { classColumn } from '../../engine/telemetry/records.ts';
import type { LiveView } from '../../session/session-contract.ts';
import { runForTheory } from '../../session/testing/theory-lab.ts';
import { findHeadroom, type Headroom } from './headroom.ts';

/** As a file names them. */
const lackOfCapacity = [
  'timedOut',
  'rejectedByFullQueue',
  'connectionTableFull',
  'rejectedByBulkhead',
  'rejectedByPool',
  'tooManyConnections',
] as const;

function headroomOf(options: LabOptions, changedAt = 0): Headroom {
  const { history, input } = runForTheory(options);
  const { description, readings } = input([]);
  const live = { readings } as LiveView;
  return findHeadroom(description, live, history, options.until, changedAt)!;
}

const run = (
  scenario: LabOptions['scenario'],
  sets: readonly string[] = [],
  more: Partial<LabOptions> = {},
) => headroomOf({ scenario, seed: 5, until: seconds(60), sets, ...more });

describe('headroom', () => {
  // Ten seconds of a load a = λ/μ: the sum of n services has a relative deviation of 1/√n, and so have the arrivals.
  it.each([
    ['mm1', ['users.arrivalRate=4000', 'station.meanServiceMillis=0.125'], 2],
    ['mmc', ['users.arrivalRate=4000', 'station.servers=4', 'station.meanServiceMillis=0.25'], 4],
  ] as const)('of %s is 1/ρ', (scenario, sets, expected) => {
    const { times } = run(scenario, sets, { until: seconds(12) });
    const deviation = Math.sqrt(2 / 40_000);
    expect(Math.abs(times! / expected - 1)).toBeLessThan(4 * deviation);
  });

  it('says by how much it is too much: λ/cμ, whatever was turned away', () => {
    const { times, load } = run(
      'mm1',
      ['users.arrivalRate=5000', 'station.meanServiceMillis=1', 'station.queueCapacity=20'],
      {
        until: seconds(12),
      },
    );
    expect(load).toBeGreaterThan(4.8);
    expect(load).toBeLessThan(5.2);
    expect(times).toBeCloseTo(1 / load, 10);
  });

  it('is none while a short line turns some away, although the server is idle half of the time', () => {
    const { times, load } = run('mm1', [
      'users.arrivalRate=100',
      'station.meanServiceMillis=5',
      'station.queueCapacity=1',
    ]);
    expect(load).toBeLessThan(0.7);
    expect(times).toBe(1);
  });

  it('is none while the database refuses connections, although half of its slots are free', () => {
    // 12 pools of 9 want 108 connections, PostgreSQL's default of 100 less 3 are taken.
    const { times, load, failing } = run('scale-out', [], { until: seconds(6) });
    expect(load).toBeLessThan(0.6);
    expect(times).toBe(1);
    expect(failing).toMatchObject({ cause: 'tooManyConnections', isOverload: true });
    expect(failing!.failed).toBeGreaterThan(0);
    // 8 of them want 72.
    const fits = run('scale-out', ['api.database.pool.size=8'], { until: seconds(6) });
    expect(fits.failing).toBeUndefined();
    expect(fits.times).toBeCloseTo(1 / fits.load, 10);
    expect(fits.times).toBeGreaterThan(1.5);
  });

  it('is none while calls wait for a pooled connection in vain', () => {
    const sets = ['api.database.pool.size=1', 'api.database.pool.waitMillis=50'];
    const { times, failing } = run('scale-out', sets, { until: seconds(6) });
    expect(times).toBe(1);
    expect(failing).toMatchObject({ cause: 'rejectedByPool', isOverload: true });
  });

  it('is unknown while a dead database fails all requests: these take no slots', () => {
    const dos = ['2s crash database'];
    const { times, failing } = run('three-tier', [], { until: seconds(12), dos });
    expect(failing).toMatchObject({ isOverload: false });
    expect(times).toBeUndefined();
  });

  it('sees a load that was raised a second ago, not the mean of before and after', () => {
    const options = { until: seconds(8), dos: ['6s set users.arrivalRate=4000'], seed: 7 } as const;
    const { load, times } = headroomOf({ scenario: 'reference', ...options }, seconds(6));
    expect(load).toBeGreaterThan(1.5);
    expect(times).toBeLessThan(1);
  });

  it.each([4_000, 100_000])('is not above 1 at %d/s on the opening page', (rate) => {
    const dos = [`2s set users.arrivalRate=${rate}`];
    const { times, load } = headroomOf(
      { scenario: 'reference', seed: 7, until: seconds(5), dos },
      seconds(2),
    );
    expect(times).toBeLessThan(1);
    expect(load).toBeGreaterThan(1);
  });

  it('is not above 1 in any system in which something fails because it is too much', () => {
    let failing = 0;
    fc.assert(
      fc.property(randomRuns({ temper: 'wild', untilSeconds: { min: 3, max: 8 } }), (drawn) => {
        const until = seconds(drawn.untilSeconds);
        const { history, input } = runForTheory({ ...drawn, until });
        const { description, readings } = input([]);
        let tooMany = 0;
        // Rows are counted here by the names of the causes, as a file has them.
        for (const index of description.classes.keys()) {
          history.forEachClassRow(index, 0, drawn.untilSeconds, (columns, at) => {
            for (const name of lackOfCapacity)
              tooMany += columns[at + classColumn.causes + failureCauses.indexOf(name)]!;
          });
        }
        const headroom = findHeadroom(description, { readings } as LiveView, history, until);
        if (tooMany === 0 || headroom?.times === undefined) return;
        failing += 1;
        expect(headroom.times).toBeLessThanOrEqual(1);
      }),
      { numRuns: 40 },
    );
    expect(failing).toBeGreaterThan(3);
  });
});
