/** One to eight classes of requests with random shares, objectives and patience; and a scenario that has them. */
import type { ClassSource, RoutesSource, Scenario } from '../../src/scenario/scenario.ts';
import type { Dice } from './dice.ts';

export function randomClasses(dice: Dice): readonly ClassSource[] {
  const count = dice.whole(1, 8);
  const parts = Array.from({ length: count }, () => (dice.chance(0.1) ? 0 : dice.whole(1, 100)));
  // Somebody comes; which one does not matter.
  parts[0] = Math.max(1, parts[0] ?? 1);
  const whole = parts.reduce((sum, part) => sum + part, 0);
  return parts.map((part, place) => ({
    id: `class-${place + 1}`,
    verb: dice.chance(0.4) ? 'write' : 'read',
    share: part / whole,
    ...(dice.chance(0.3) ? { label: { en: { one: 'order', many: 'orders' }, zh: '订单' } } : {}),
    ...(dice.chance(0.5) ? { objective: { latencyMillis: dice.spread(20, 2_000) } } : {}),
    ...(dice.chance(0.5) ? { clientTimeoutMillis: dice.spread(50, 8_000) } : {}),
  }));
}

/** Without what the users' own parameter says of the share of writes. */
export function withClasses(scenario: Scenario, classes: readonly ClassSource[]): Scenario {
  const hasRoutes = [...scenario.components, ...(scenario.groups ?? [])].some(({ routes }) => routes);
  // One class has one route, and what the other asked would be asked by none.
  if (hasRoutes && classes.length < 2) return scenario;
  const renamed = <One extends { readonly routes?: RoutesSource }>(one: One): One => {
    const own = Object.values(one.routes ?? {});
    if (own.length === 0) return one;
    return {
      ...one,
      routes: Object.fromEntries(classes.map(({ id }, place) => [id, own[place % own.length]])),
    };
  };
  return {
    ...scenario,
    classes,
    components: scenario.components.map((one) => {
      if (one.kind !== 'users') return renamed(one);
      const { writeRatio: _, ...parameters } = one.parameters ?? {};
      return { ...one, parameters };
    }),
    ...(scenario.groups && { groups: scenario.groups.map(renamed) }),
    ...(scenario.schedule && {
      schedule: scenario.schedule.filter((line) => !line.includes('users.writeRatio')),
    }),
  };
}
