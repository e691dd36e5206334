// Two asks of one dependency and the branches of a fan-out bring independent demands, and none of them is moved by
// another ask, a retry or another server. The demands are those that the callee really begins to work on.
import { describe, expect, it } from 'vitest';
import { blueprintOf, nullSink } from '../../../test/support/engine-lab.ts';
import { kolmogorovSmirnov } from '../../../test/support/kolmogorov-smirnov.ts';
import { AssertionError } from '../../base/assert.ts';
import { noCall } from '../kernel/calls.ts';
import { type Ask, createAsk, drawKeyOf } from './asks.ts';
import { buildWorld } from './build.ts';
import type { Quantity } from './parameter-spec.ts';
import type { serviceTimes } from './shared-specs.ts';
import { Site } from './site.ts';
import { sendCall } from './transport.ts';
import { ServiceTime } from './work.ts';

const seed = 20_261_130;
const requests = 4_000;
const timeout = 1_000_000;
const entry = createAsk('entry');

const asks = {
  first: createAsk('payment'),
  second: createAsk('payment', { nth: 2 }),
  left: createAsk('search', { branch: 0 }),
  middle: createAsk('search', { branch: 1 }),
  right: createAsk('search', { branch: 2 }),
  signIn: createAsk('payment', { verb: 'signIn' }),
};
type Name = keyof typeof asks;
const names = Object.keys(asks) as Name[];

interface Sent {
  readonly ask: Ask;
  readonly to: string;
  readonly attempt?: number;
}

/** Demands by ask, Micros, of requests 0, 1, … each of whose server sends `sent` in this order. */
function demands(sent: readonly Sent[]): ReadonlyMap<Ask, readonly number[]> {
  const world = buildWorld(blueprintOf('vertical', ['database.meanReadMillis=1000']), seed, nullSink);
  const index = (id: string): number => world.indexOf.get(id) as number;
  const service = new Map(
    ['db-primary', 'db-replica-1', 'db-replica-2'].map((id) => {
      const site = new Site(world, index(id));
      const reading = new ServiceTime(site);
      const config = site.config<ReturnType<typeof serviceTimes> & { readonly meanReadMillis: Quantity }>();
      reading.configure(config.meanReadMillis, config);
      return [id, reading];
    }),
  );
  const found = new Map<Ask, number[]>();
  for (let ordinal = 0; ordinal < requests; ordinal += 1) {
    const request = world.requests.open(index('users'), ordinal, 0);
    const top = sendCall(world, index('users'), index('lb'), request, noCall, 1, timeout, entry);
    for (const { ask, to, attempt = 1 } of sent) {
      const call = sendCall(world, index('api-1'), index(to), request, top, attempt, timeout, ask);
      world.calls.reach(call, 0);
      world.calls.begin(call, 0);
      service.get(to)?.begin(call);
      if (attempt > 1) continue;
      found.set(ask, [...(found.get(ask) ?? []), world.calls.workEndsAt[call] as number]);
    }
  }
  return found;
}

const allOf = (to: string): Sent[] => names.map((name) => ({ ask: asks[name], to }));
const base = demands(allOf('db-primary'));

function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  a.forEach((value, place) => {
    const [x, y] = [value - meanA, (b[place] as number) - meanB];
    ab += x * y;
    aa += x * x;
    bb += y * y;
  });
  return ab / Math.sqrt(aa * bb);
}

const pairs = names.flatMap((a, place) => names.slice(place + 1).map((b) => [a, b] as const));

describe('the demands of one request’s asks', () => {
  it.each(pairs)('%s and %s are uncorrelated, and not one is the same', (a, b) => {
    const [first, second] = [base.get(asks[a]) as number[], base.get(asks[b]) as number[]];
    // Standard error 1/√n; 15 pairs at 4.5 standard errors fail by chance once in 10,000.
    expect(Math.abs(correlation(first, second))).toBeLessThan(4.5 / Math.sqrt(requests));
    expect(first.filter((demand, place) => demand === second[place]).length).toBeLessThanOrEqual(1);
  });

  it.each(names)('%s is exponential with the mean of its parameter', (name) => {
    const expected = Array.from({ length: requests }, (_, n) => -1e6 * Math.log(1 - (n + 0.5) / requests));
    expect(kolmogorovSmirnov(base.get(asks[name]) as number[], expected).p).toBeGreaterThan(0.0005);
  });

  it.each([
    ['another ask of the same dependency', [{ ask: createAsk('payment', { nth: 3 }), to: 'db-primary' }]],
    ['another dependency, asked first', [{ ask: createAsk('fraud'), to: 'db-primary' }]],
    ['a retry', [{ ask: asks.first, to: 'db-replica-1', attempt: 2 }]],
  ] as const)('are not moved by %s', (_, more) => {
    const changed = demands([...more, ...allOf('db-primary')]);
    for (const name of names) expect(changed.get(asks[name])).toEqual(base.get(asks[name]));
  });

  it('are the same whichever member of the dependency serves them', () => {
    const changed = demands(allOf('db-replica-2'));
    for (const name of names) expect(changed.get(asks[name])).toEqual(base.get(asks[name]));
  });

  it('of a retry are its own', () => {
    const key = drawKeyOf(0, entry, 1);
    expect(drawKeyOf(key, asks.first, 2)).not.toBe(drawKeyOf(key, asks.first, 1));
  });

  it('under another parent are others', () => {
    expect(drawKeyOf(drawKeyOf(0, entry, 1), asks.first, 1)).not.toBe(drawKeyOf(0, asks.first, 1));
  });
});

describe('an ask', () => {
  it('that would tell its callee of a caller that leaves is a defect: the run cannot do it', () => {
    for (const onAbandon of ['connection closed', 'cancelled'] as const)
      expect(() => createAsk('entry', { onAbandon })).toThrow(AssertionError);
    expect(createAsk('entry', { onAbandon: 'nothing' })).toEqual(entry);
  });
});
