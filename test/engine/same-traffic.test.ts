// Invariant 3: the same users ask the same things whatever serves them. Arrival, class, key, client and unit demand belong
// to the arrival ordinal, so two forks differ only by what was changed.
import { describe, expect, it } from 'vitest';
import { journeyHeader } from '../../src/engine/telemetry/records.ts';
import { vertical } from '../../src/scenario/templates/vertical.ts';
import { type Hop, hopsOf, type LabRun, runLab, seconds } from '../support/engine-lab.ts';

const seed = 20_261_106;
const until = seconds(20);
/** Under 400/s every journey is kept. */
const rate = 150;

interface Traced {
  readonly arrivedAt: number;
  readonly class: number;
  readonly key: number;
  readonly client: number;
  /** Measured service times, Micros: at the app server before it calls on, and at the database. */
  readonly serverWork: number;
  readonly databaseWork: number;
}

function trace(run: LabRun): Map<number, Traced> {
  const { components } = run.blueprint;
  const isKind = (hop: Hop, kind: string): boolean => components[hop.to]?.kind === kind;
  const traced = new Map<number, Traced>();
  for (const journey of run.journeys) {
    const hops = hopsOf(journey);
    const server = hops.find((hop) => isKind(hop, 'app-server'));
    const database = hops.find((hop) => isKind(hop, 'database'));
    if (server === undefined || database === undefined) continue;
    traced.set(journey[journeyHeader.ordinal]!, {
      arrivedAt: journey[journeyHeader.arrivedAt]!,
      class: journey[journeyHeader.class]!,
      key: journey[journeyHeader.key]!,
      client: journey[journeyHeader.client]!,
      serverWork: database.sentAt - server.startedAt,
      databaseWork: database.finishedAt - database.startedAt,
    });
  }
  return traced;
}

const calm = (scenario: object, sets: readonly string[] = [], dos: readonly string[] = []): LabRun =>
  runLab({ scenario, seed, until, sets: [`users.arrivalRate=${rate}`, ...sets], dos });

type Component = (typeof vertical.components)[number];

const without = (...ids: string[]): object => ({
  ...vertical,
  components: vertical.components.filter((component) => !ids.includes(component.id)),
});

function withAnother(component: Component, place: number): object {
  return { ...vertical, components: vertical.components.toSpliced(place, 0, component) };
}

const api5: Component = { id: 'api-5', kind: 'app-server', group: 'api' };
const replica3: Component = { id: 'db-replica-3', kind: 'database', group: 'database', role: 'replica' };
const sentinel4: Component = { id: 'sentinel-4', kind: 'sentinel', group: 'sentinel' };
const base = trace(calm(vertical));

interface Variant {
  readonly name: string;
  readonly scenario: object;
  readonly sets?: readonly string[];
  /** How much longer the same unit demand takes there. */
  readonly serverFactor?: number;
  readonly readFactor?: number;
}

const variants: readonly Variant[] = [
  { name: 'another api server', scenario: withAnother(api5, 6) },
  { name: 'another api server, listed before the users', scenario: withAnother(api5, 0) },
  { name: 'one api server less', scenario: without('api-2') },
  { name: 'three api servers less', scenario: without('api-1', 'api-2', 'api-3') },
  { name: 'another replica', scenario: withAnother(replica3, 9) },
  { name: 'one replica less', scenario: without('db-replica-1') },
  { name: 'another sentinel', scenario: withAnother(sentinel4, 12) },
  { name: 'one sentinel less', scenario: without('sentinel-1') },
  {
    name: 'servers half as fast',
    scenario: vertical,
    sets: ['api.meanServiceMillis=16'],
    serverFactor: 2,
  },
  {
    name: 'reads three times as slow',
    scenario: vertical,
    sets: ['database.meanReadMillis=6'],
    readFactor: 3,
  },
  { name: 'longer replication', scenario: vertical, sets: ['database.replicationDelayMillis=400'] },
];

describe(`the same traffic, seed ${seed}`, () => {
  it.each(variants)('comes to $name', ({ scenario, sets, serverFactor = 1, readFactor = 1 }) => {
    const other = trace(calm(scenario, sets));
    const common = [...base.keys()].filter((ordinal) => other.has(ordinal));
    expect(common.length).toBeGreaterThan(0.99 * base.size);
    let same = 0;
    for (const ordinal of common) {
      const [a, b] = [base.get(ordinal)!, other.get(ordinal)!];
      const databaseFactor = a.class === 0 ? readFactor : 1;
      // Work is rounded to whole microseconds on both sides.
      const isSameDemand =
        Math.abs(a.serverWork * serverFactor - b.serverWork) <= (serverFactor + 1) / 2 &&
        Math.abs(a.databaseWork * databaseFactor - b.databaseWork) <= (databaseFactor + 1) / 2;
      expect(b.arrivedAt, `arrival of request ${ordinal}`).toBe(a.arrivedAt);
      if (a.class === b.class && a.key === b.key && a.client === b.client && isSameDemand) same += 1;
    }
    expect(same / common.length).toBeGreaterThanOrEqual(0.99);
  });

  it('comes through a failover too', () => {
    const other = trace(calm(vertical, [], ['5s crash db-primary for 8s', '7s hang api-1 for 2s']));
    for (const [ordinal, { arrivedAt, class: index, key, client }] of base) {
      const twin = other.get(ordinal);
      if (twin !== undefined) expect(twin).toMatchObject({ arrivedAt, class: index, key, client });
    }
    expect(other.size).toBeGreaterThan(0.95 * base.size);
  });

  // Without traffic nothing but chance separates two failovers: the sentinels' and the balancer's draws go by their names.
  it.each([
    { name: 'another api server', scenario: withAnother(api5, 6) },
    { name: 'a server listed first', scenario: withAnother(api5, 0) },
    { name: 'one api server less', scenario: without('api-1') },
  ])('lets the sentinels fail over at the same times with $name', ({ scenario }) => {
    const tell = (what: object): unknown =>
      runLab({
        scenario: what,
        seed,
        until,
        sets: ['users.arrivalRate=0'],
        dos: ['3s crash api-4', '5.5s crash db-primary'],
      })
        .story.filter((event) => /^(sentinel|db|lb)/.test(event.component))
        // How many servers are left is what was changed.
        .map(({ time, kind, component, values }) => {
          const { left: _left, all: _all, ...rest } = values as { left?: number; all?: number };
          return { time, kind, component, values: rest };
        });
    expect(tell(scenario)).toEqual(tell(vertical));
  });

  it('goes by other draws with another seed', () => {
    const other = trace(runLab({ scenario: 'vertical', seed: seed + 1, until: seconds(5) }));
    const equal = [...other].filter(([ordinal, { key }]) => base.get(ordinal)?.key === key);
    // Zipf keys coincide by chance, Σ p² ≈ 1.7 % for 10,000 keys at 0.99.
    expect(equal.length / other.size).toBeLessThan(0.1);
  });
});

describe('a live change of the arrival rate', () => {
  const arrivals = (dos: readonly string[]): Map<number, number> =>
    new Map([...trace(calm(vertical, [], dos))].map(([ordinal, { arrivedAt }]) => [ordinal, arrivedAt]));
  const before = arrivals([]);
  const changeAt = seconds(6.123_457);

  it.each([75, 300, 33.3])('rescales what is left of the gap and every later one: 150 → %d/s', (newRate) => {
    const after = arrivals([`${changeAt}us set users.arrivalRate=${newRate}`]);
    let moved = 0;
    for (const [ordinal, at] of before) {
      const now = after.get(ordinal);
      if (now === undefined) continue;
      const expected = at <= changeAt ? at : changeAt + (at - changeAt) * (rate / newRate);
      // Both are rounded to whole microseconds, one of them before it is scaled.
      expect(Math.abs(now - expected)).toBeLessThanOrEqual(0.5 + (0.5 * rate) / newRate + 1e-6);
      if (at > changeAt) moved += 1;
    }
    expect(moved).toBeGreaterThan(300);
  });

  it('to nothing stops them; an edit sets them going where they stopped', () => {
    const pause = seconds(5);
    const after = arrivals([
      `${changeAt}us set users.arrivalRate=0`,
      `${changeAt + seconds(1)}us set users.arrivalRate=0`,
      `${changeAt + pause}us set users.arrivalRate=${rate}`,
    ]);
    const inPause = [...after.values()].filter((at) => at > changeAt && at <= changeAt + pause);
    expect(inPause).toEqual([]);
    let resumed = 0;
    for (const [ordinal, at] of after) {
      const old = before.get(ordinal);
      if (old === undefined) continue;
      expect(Math.abs(at - (old <= changeAt ? old : old + pause))).toBeLessThanOrEqual(1);
      if (old > changeAt) resumed += 1;
    }
    expect(resumed).toBeGreaterThan(1000);
  });

  it('from nothing arms a source that never ran', () => {
    const run = runLab({
      scenario: 'vertical',
      seed,
      until: seconds(10),
      sets: ['users.arrivalRate=0'],
      dos: [`3s set users.arrivalRate=${rate}`],
    });
    const shifted = trace(run);
    expect(shifted.size).toBeGreaterThan(900);
    for (const [ordinal, { arrivedAt }] of shifted) {
      expect(Math.abs(arrivedAt - before.get(ordinal)! - seconds(3))).toBeLessThanOrEqual(1);
    }
  });
});
