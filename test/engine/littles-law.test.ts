// Little's law, L = λW, on every component of `vertical`: L is the engine's time integral, λ counts arrivals, W averages
// each call's own times. Over [0, T] the law is an identity once the calls still inside are accounted for:
// L·T = Σ response of those that left + Σ age of those inside, and every age lies in 0 … T.
import { describe, expect, it } from 'vitest';
import type { ComponentTotals } from '../../src/engine/engine-contract.ts';
import { mm1 } from '../../src/scenario/templates/mm1.ts';
import { hopsOf, type LabRun, runLab, seconds, totalsOf } from '../support/engine-lab.ts';

const seed = 20_261_102;

const faults = [
  '8s crash db-primary for 20s',
  '12s hang api-2 for 4s',
  '15s slow api-3 x6 for 10s',
  '20s cut lb->api-1 both for 3s',
  '26s crash api-4 for 5s',
  '30s cut api-1->db-replica-2 for 4s',
  '34s hang lb for 1s',
  '38s slow db-replica-1 x40 for 5s',
];

interface Books {
  readonly arrived: number;
  readonly left: number;
  /** L·T and Σ response of those that left, in seconds. */
  readonly integral: number;
  readonly responses: number;
}

function booksOf(totals: ComponentTotals, duration: number): Books {
  const failed = Object.values(totals.errorsByCause).reduce((sum, count) => sum + count, 0);
  const left = Math.round(totals.throughputPerSecond * duration) + failed;
  return {
    arrived: Math.round(totals.arrivalsPerSecond * duration),
    left,
    integral: totals.meanInSystem * duration,
    responses: (left * totals.meanResponseMillis) / 1000,
  };
}

/** Components that requests pass through. */
const serving = [
  'users',
  'lb',
  'api-1',
  'api-2',
  'api-3',
  'api-4',
  'db-primary',
  'db-replica-1',
  'db-replica-2',
];

/** Sums of doubles: nothing but rounding may separate the two sides. */
const rounding = 1e-9;

describe(`Little's law, seed ${seed}`, () => {
  it.each([
    { name: 'without faults', dos: [] as string[] },
    { name: 'with faults of every kind', dos: faults },
  ])('holds for every component, $name, with calls still inside', ({ dos }) => {
    const duration = 45;
    const run = runLab({ scenario: 'vertical', seed, until: seconds(duration), dos, keepJourneys: false });
    for (const id of serving) {
      const { arrived, left, integral, responses } = booksOf(totalsOf(run.engine, id), duration);
      const inside = arrived - left;
      expect(arrived, id).toBeGreaterThan(0);
      expect(inside, id).toBeGreaterThanOrEqual(0);
      const ages = integral - responses;
      expect(ages, `${id}: ages of ${inside} inside`).toBeGreaterThanOrEqual(-rounding * integral);
      expect(ages, `${id}: ages of ${inside} inside`).toBeLessThanOrEqual(inside * duration + rounding);
      // λW with W over those that left differs by those inside only.
      const { meanInSystem, arrivalsPerSecond, meanResponseMillis } = totalsOf(run.engine, id);
      const bound = (inside * Math.max(duration, meanResponseMillis / 1000)) / duration;
      const difference = Math.abs(meanInSystem - (arrivalsPerSecond * meanResponseMillis) / 1000);
      expect(difference, id).toBeLessThanOrEqual(bound + rounding);
    }
  });

  it.each([
    { name: 'without faults', dos: [] as string[] },
    { name: 'with faults of every kind', dos: faults },
  ])('is exact, $name, once the system has run empty', ({ dos }) => {
    const duration = 75;
    const run = runLab({
      scenario: 'vertical',
      seed,
      until: seconds(duration),
      dos: [...dos, '45s set users.arrivalRate=0'],
      keepJourneys: false,
    });
    for (const id of serving) {
      const { arrived, left, integral, responses } = booksOf(totalsOf(run.engine, id), duration);
      expect(arrived - left, `${id}: still inside`).toBe(0);
      expect(Math.abs(integral - responses) / responses, id).toBeLessThan(rounding);
    }
  });

  it('agrees with an independent count: the hops of every journey', () => {
    const duration = 30;
    const run: LabRun = runLab({
      scenario: 'vertical',
      seed,
      until: seconds(duration),
      dos: ['20s set users.arrivalRate=0'],
    });
    const { components } = run.blueprint;
    const spent = components.map(() => 0);
    const calls = components.map(() => 0);
    for (const journey of run.journeys) {
      for (const hop of hopsOf(journey)) {
        spent[hop.to]! += hop.finishedAt - hop.reachedAt;
        calls[hop.to]! += 1;
      }
    }
    expect(run.engine.totals().journeyRatio).toBe(1);
    for (const id of serving.slice(1)) {
      const index = components.findIndex((component) => component.id === id);
      const totals = totalsOf(run.engine, id);
      expect(Math.round(totals.arrivalsPerSecond * duration), id).toBe(calls[index]);
      expect(totals.meanInSystem * seconds(duration), id).toBeCloseTo(spent[index]!, 2);
      expect((totals.meanResponseMillis * 1000 * calls[index]!) / spent[index]!, id).toBeCloseTo(1, 9);
    }
  });

  // Two runs that differ in their warm-up only: what the shorter account leaves out is what had happened by then.
  it('and every other count begins after the warm-up', () => {
    const dos = ['5s crash station for 2s', '15s crash station for 2s'];
    const account = (warmupSeconds: number, duration: number) => {
      const scenario = { ...mm1, warmupSeconds };
      const run = runLab({ scenario, seed, until: seconds(duration), dos, keepJourneys: false });
      return booksOf(totalsOf(run.engine, 'station'), duration - warmupSeconds);
    };
    const [whole, early, late] = [account(0, 30), account(0, 10), account(10, 30)];
    expect(late.left).toBe(whole.left - early.left);
    expect(late.arrived).toBe(whole.arrived - early.arrived);
    expect(late.integral).toBeCloseTo(whole.integral - early.integral, 6);
  });
});
