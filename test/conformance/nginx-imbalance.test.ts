// nginx 1.22.1, four servers, the same Poisson arrivals and service times for four methods: how unevenly requests in flight
// lie. The recording's own draws are not in it, so the same traffic is drawn anew a number of times.
import { describe, expect, it } from 'vitest';
import type { Peers, PickContext, Release } from '../../src/algorithms/balancing/peers.ts';
import { leastConnections, randomTwoChoices, roundRobin } from '../../src/algorithms/index.ts';
import { ln } from '../../src/base/portable-math.ts';
import { microsFromMillis } from '../../src/base/units.ts';
import { couldBe } from '../support/chi-square.ts';
import { type Chance, chanceFrom } from '../support/life.ts';
import { openRecording } from '../support/recording.ts';

interface Balancer {
  pick(s: Peers<string>, context: PickContext<string>): string | undefined;
  release(s: Peers<string>, id: string, ended: Release): void;
}

const servers = ['A', 'B', 'C', 'D'].map((id) => ({ id }));
const methods: Record<string, { readonly balancer: Balancer; readonly create: () => Peers<string> }> = {
  rr: { balancer: roundRobin as Balancer, create: () => roundRobin.create({ servers }) },
  lc: { balancer: leastConnections as Balancer, create: () => leastConnections.create({ servers }) },
  random: {
    balancer: randomTwoChoices as Balancer,
    create: () => randomTwoChoices.create({ servers, choices: 1 }),
  },
  r2: { balancer: randomTwoChoices as Balancer, create: () => randomTwoChoices.create({ servers }) },
};

interface Figures {
  readonly perServer: readonly number[];
  readonly maxInflight: readonly number[];
  readonly meanSpread: number;
  readonly meanMax: number;
  readonly meanInflightPerServer: number;
}

const meanHold = microsFromMillis(60);
/**
 * How long after a server is done nginx knows: with 0 least_conn's mean spread is 1.19, below the recorded 1.248 in each
 * of 60 runs; with 1 ms it is 1.25. A whole request takes 1 to 3 ms in the health recordings.
 */
const lag = microsFromMillis(1);
const drawn = (chance: Chance, mean: number): number => Math.round(-mean * ln(1 - chance.unit()));

/** So many arrivals within ten seconds; what lies in flight is looked at before each pick. */
function run(method: string, arrivals: number, seed: number): Figures {
  const { balancer, create } = methods[method] as (typeof methods)[string];
  const [s, traffic, draws] = [create(), chanceFrom(seed), chanceFrom(seed + 1_000)];
  const gap = microsFromMillis(10_000) / arrivals;
  // Requests whose end nginx has not heard of.
  let flights: { readonly at: number; readonly id: string }[] = [];
  const perServer = new Map(servers.map(({ id }) => [id, 0]));
  const maxInflight = new Map(perServer);
  let [now, spread, max, inflight] = [0, 0, 0, 0];
  for (let arrival = 0; arrival < arrivals; arrival += 1) {
    now += drawn(traffic, gap);
    const heard = now - lag;
    for (const { at, id } of flights) if (at <= heard) balancer.release(s, id, { now, outcome: 'ok' });
    flights = flights.filter(({ at }) => at > heard);
    const under = new Map(servers.map(({ id }) => [id, 0]));
    for (const { at, id } of flights) if (at > now) under.set(id, (under.get(id) as number) + 1);
    const counts = [...under.values()];
    spread += Math.max(...counts) - Math.min(...counts);
    max += Math.max(...counts);
    inflight += counts.reduce((sum, count) => sum + count, 0) / servers.length;
    const id = balancer.pick(s, { now, random: draws.unit }) as string;
    flights.push({ at: now + drawn(traffic, meanHold), id });
    perServer.set(id, (perServer.get(id) as number) + 1);
    maxInflight.set(id, Math.max(maxInflight.get(id) as number, (under.get(id) as number) + 1));
  }
  return {
    perServer: [...perServer.values()],
    maxInflight: [...maxInflight.values()],
    meanSpread: spread / arrivals,
    meanMax: max / arrivals,
    meanInflightPerServer: inflight / arrivals,
  };
}

describe('load imbalance', () => {
  const recording = openRecording('nginx.json', 'a_picks', 'load_imbalance');
  const seeds = Array.from({ length: 30 }, (_, seed) => seed);
  const runsOf = new Map(
    Object.keys(methods).map((method) => [
      method,
      seeds.map((seed) => run(method, recording.peek('methods', method, 'n'), seed)),
    ]),
  );

  it.each([...runsOf])('%s: the recorded figures lie among ours', (method, runs) => {
    const path = (...inner: string[]) => ['methods', method, ...inner];
    recording.input(...path('n'));
    // Nobody is ever down.
    recording.equal(path('non200'), 0);
    const counts = Object.values(recording.peek<Record<string, number>>(...path('perServer')));
    if (method === 'rr') expect(runs[0]?.perServer).toEqual(counts);
    const isEven = couldBe(counts, [0.25, 0.25, 0.25, 0.25]);
    recording.judged(path('perServer'), isEven, 'even by chi-square, p > 0.001; rr: equal');
    const most = runs.flatMap(({ maxInflight }) => maxInflight);
    for (const { id } of servers)
      recording.judged(
        path('maxInflight', id),
        isAmong(recording.peek(...path('maxInflight', id)), most),
        among,
      );
    for (const figure of ['meanSpread', 'meanMax', 'meanInflightPerServer'] as const) {
      const ours = runs.map((one) => one[figure]);
      recording.judged(path(figure), isAmong(recording.peek(...path(figure)), ours), among);
    }
  });

  it('orders the methods as recorded, in every run', () => {
    const order = ['lc', 'r2', 'rr', 'random'];
    const ascends = (spreads: readonly number[]): boolean =>
      spreads.every((spread, place) => place === 0 || spread > (spreads[place - 1] as number));
    expect(ascends(order.map((method) => recording.peek('methods', method, 'meanSpread')))).toBe(true);
    for (const seed of seeds)
      expect(ascends(order.map((method) => runsOf.get(method)?.[seed]?.meanSpread as number))).toBe(true);
  });

  it('skips nothing', () => {
    recording.note('desc');
    recording.expectNothingSkipped();
  });
});

const among = 'among those of 30 runs';

function isAmong(value: number, ours: readonly number[]): boolean {
  return value >= Math.min(...ours) && value <= Math.max(...ours);
}
