/** Who calls whom in a described run: how arrivals came to a component, and who is on the way of a request. */
import type { ComponentDescription, RunDescription } from '../../engine/description.ts';

export type Routes = ReturnType<typeof routesOf>;

export function routesOf(description: RunDescription) {
  const byId = new Map(description.components.map((component) => [component.id, component]));
  const calls = description.links.filter(({ carries }) => carries === 'request');
  const named = (ids: readonly string[]): readonly ComponentDescription[] =>
    ids.flatMap((id) => byId.get(id) ?? []);
  const callersOf = (id: string) => named(calls.filter(({ to }) => to === id).map(({ from }) => from));
  const calleesOf = (id: string) => named(calls.filter(({ from }) => from === id).map(({ to }) => to));

  return {
    description,
    callersOf,
    calleesOf,
    /** Everyone on the way of a request: a change of any of them reaches all. Those who only watch are not among them. */
    onTheWay: new Set(calls.flatMap(({ from, to }) => [from, to])) as ReadonlySet<string>,
  };
}
