/** Scenarios with classes, routes, declared dependencies and policies, and the same with one of these spoilt. */
import fc from 'fast-check';
import { conditions } from '../../src/engine/model/route.ts';
import { callVerbs } from '../../src/engine/telemetry/records.ts';
import type { Dice } from '../soak/dice.ts';
import { routedRuns } from '../support/random-routed.ts';
import { spoilValue } from './mutate.ts';

const runs = routedRuns({ min: 1, max: 2 });

export function routedScenario(dice: Dice): Record<string, unknown> {
  const [run] = fc.sample(runs, { seed: dice.uint32(), numRuns: 1 });
  return JSON.parse(JSON.stringify(run?.scenario)) as Record<string, unknown>;
}

/** What stands somewhere in these parts of a scenario, and mostly not where it is put. */
const fitting: readonly unknown[] = [
  ...['work', 'ask', 'all', 'when', 'hold', 'answer'],
  ...conditions,
  ...callVerbs,
  ...['database', 'books', 'ledger', 'payment', 'service', 'cache', 'api', 'users', 'lb', 'db'],
  ...['class-1', 'class-9', 'refused', 'any', 'degraded', 'error', 'threads', 'eventLoop'],
  ...[1, 2, 32, 33, 0.1, 5_000],
  { do: 'ask', of: 'books', wait: false },
  { do: 'hold', of: 'books', steps: [{ do: 'ask', of: 'books' }] },
  { do: 'all', asks: [{ of: 'payment' }, { of: 'books' }], enough: 3 },
  { do: 'when', all: ['read', 'write'], share: 2, steps: [] },
  Array(40).fill({ do: 'work' }),
];

export function spoiltRoutes(dice: Dice): unknown {
  const scenario = routedScenario(dice);
  const [api] = scenario.groups as [Record<string, unknown>];
  const part = dice.pick(['routes', 'dependencies', 'parameters', 'classes'] as const);
  if (part === 'classes') return { ...scenario, classes: spoilValue(dice, scenario.classes, fitting) };
  return { ...scenario, groups: [{ ...api, [part]: spoilValue(dice, api[part], fitting) }] };
}
