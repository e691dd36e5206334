/**
 * Random dependencies and routes for the servers of a random system: a second database, two external services, fan-outs,
 * asks that nobody waits for, held connections, drawn shares, degraded answers, and policies on all of it.
 */
import {
  type Condition,
  canHold,
  lengthOfRoute,
  longestRoute,
  type Step,
} from '../../src/engine/model/route.ts';
import type { DependenciesSource, Scenario } from '../../src/scenario/scenario.ts';
import type { Dice } from './dice.ts';

type Component = Scenario['components'][number];
type Link = Scenario['links'][number];

interface Declared {
  readonly components: readonly Component[];
  readonly links: readonly Link[];
  readonly dependencies: DependenciesSource;
  readonly routes: Readonly<Record<string, readonly Step[]>>;
}

const names = ['books', 'payment', 'fraud'] as const;

/** For servers of a group that call `stores`, the names of dependencies that they have anyhow. */
export function randomRoutes(dice: Dice, servers: string, stores: readonly string[]): Declared {
  const routes = Object.fromEntries(['read', 'write'].map((id) => [id, randomRoute(dice, stores)] as const));
  // Each of them is asked at least once, or it would be refused.
  const asks = names.map((of): Step => ({ do: 'ask', of, mayFail: true }));
  const short = Object.keys(routes).find(
    (id) => lengthOfRoute(routes[id] ?? []) + asks.length < longestRoute,
  );
  const last: Step = { do: 'when', share: dice.pick([0, 0.2, 1]), steps: asks };
  const whole =
    short === undefined
      ? { ...routes, read: [last] }
      : { ...routes, [short]: [...(routes[short] ?? []), last] };
  return {
    components: [
      {
        id: 'ledger',
        kind: 'database',
        parameters: { meanReadMillis: dice.spread(0.2, 10), connections: dice.whole(1, 20) },
      },
      ...['payment', 'fraud'].map(
        (id): Component => ({ id, kind: 'external-service', parameters: outside(dice) }),
      ),
    ],
    links: ['ledger', 'payment', 'fraud'].map((to) => ({
      from: servers,
      to,
      carries: 'request',
      oneWayDelayMillis: dice.pick([0, 0.25, 5]),
      ...(dice.chance(0.2) ? { lossRatio: dice.pick([0.01, 0.1]) } : {}),
    })),
    dependencies: {
      books: { to: 'ledger', ...policy(dice) },
      payment: { to: 'payment', ...policy(dice) },
      fraud: { to: 'fraud', ...policy(dice) },
    },
    routes: whole,
  };
}

const outside = (dice: Dice) => ({
  meanLatencyMillis: dice.spread(1, 400),
  errorRatio: dice.pick([0, 0, 0.2]),
  hangRatio: dice.pick([0, 0, 0.05]),
});

const policy = (dice: Dice) => ({
  timeoutMillis: dice.spread(5, 2_000),
  ...(dice.chance(0.4)
    ? { retry: { on: dice.pick(['refused', 'idempotent', 'any'] as const), baseMillis: dice.spread(1, 500) } }
    : {}),
  ...(dice.chance(0.3)
    ? { breaker: { failures: dice.whole(1, 10), openMillis: dice.spread(100, 5_000) } }
    : {}),
  ...(dice.chance(0.3) ? { bulkhead: { limit: dice.whole(1, 20) } } : {}),
  ...(dice.chance(0.3) ? { pool: { size: dice.whole(1, 9), waitMillis: dice.spread(10, 2_000) } } : {}),
});

function randomRoute(dice: Dice, stores: readonly string[]): readonly Step[] {
  const steps: Step[] = [];
  const most = dice.pick([2, 6, 14, longestRoute]);
  for (let tries = 0; tries < 40; tries += 1) {
    const next = [...steps, randomStep(dice, stores, 0)];
    if (lengthOfRoute(next) > most) break;
    steps.push(next.at(-1) as Step);
  }
  return steps;
}

function randomStep(dice: Dice, stores: readonly string[], depth: number): Step {
  const asked = () => {
    const of = dice.pick([...names, ...stores]);
    return of === 'cache' ? ({ of, verb: dice.pick(['get', 'put'] as const) } as const) : { of };
  };
  const shape = dice.pick(['work', 'ask', 'ask', 'ask', 'all', 'all', 'when', 'answer', 'hold'] as const);
  if (shape === 'hold' && depth < 3) {
    const of = dice.pick(['books', ...stores.filter((one) => one === 'database')]);
    const steps = Array.from({ length: dice.whole(0, 3) }, () => randomStep(dice, stores, depth + 1));
    if (canHold(of, steps)) return { do: 'hold', of, steps };
  }
  if (shape === 'when' && depth < 3) {
    const steps = Array.from({ length: dice.whole(0, 3) }, () => randomStep(dice, stores, depth + 1));
    const all = dice.chance(0.6)
      ? [dice.pick<Condition>(['found', 'missing', 'signedOut', 'failed', 'read', 'write'])]
      : [];
    return { do: 'when', all, share: dice.pick([0, 0.3, 1]), steps };
  }
  if (shape === 'answer' && depth > 0) return { do: 'answer', degraded: dice.chance(0.5) };
  if (shape === 'all') {
    const asks = Array.from({ length: dice.whole(1, 5) }, asked);
    return { do: 'all', asks, enough: dice.whole(1, asks.length), mayFail: dice.chance(0.5) };
  }
  if (shape === 'ask') return { do: 'ask', ...asked(), mayFail: dice.chance(0.5), wait: dice.chance(0.75) };
  return { do: 'work' };
}
