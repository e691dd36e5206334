/** Who calls whom in a described run: how arrivals came to a component, and whose changes can reach it. */
import type { ComponentDescription, RunDescription } from '../../engine/description.ts';

export type Routes = ReturnType<typeof routesOf>;

export function routesOf(description: RunDescription) {
  const byId = new Map(description.components.map((component) => [component.id, component]));
  const calls = description.links.filter(({ carries }) => carries === 'request');
  const named = (ids: readonly string[]): readonly ComponentDescription[] =>
    ids.flatMap((id) => byId.get(id) ?? []);
  const callersOf = (id: string) => named(calls.filter(({ to }) => to === id).map(({ from }) => from));
  const calleesOf = (id: string) => named(calls.filter(({ from }) => from === id).map(({ to }) => to));

  function closure(ids: readonly string[], next: (id: string) => readonly ComponentDescription[]): string[] {
    const found = new Set(ids);
    for (const id of found) for (const { id: other } of next(id)) found.add(other);
    return [...found];
  }

  return {
    description,
    callersOf,
    calleesOf,
    /** Whose changes reach `id`: those it gets its calls from, and everyone whom these, or it, call. */
    touching: (id: string): ReadonlySet<string> => new Set(closure(closure([id], callersOf), calleesOf)),
  };
}
