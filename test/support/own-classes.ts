// A template with classes of requests of its own, and so without what its users say of the share of writes.
import type { ClassSource, ScenarioSource } from '../../src/scenario/scenario.ts';

export function withOwnClasses(
  source: ScenarioSource,
  classes: readonly ClassSource[],
  users: object = {},
): ScenarioSource {
  const components = source.components.map((one) => {
    if (one.kind !== 'users') return one;
    const { writeRatio: _, ...parameters } = one.parameters ?? {};
    return { ...one, parameters: { ...parameters, ...users } };
  });
  return { ...source, components, classes };
}
