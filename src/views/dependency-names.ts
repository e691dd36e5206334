/** What a run calls the dependencies that its scenario declares. */
import type { RunDescription } from '../engine/description.ts';

/** By which names the component at `from` asks the one at `to`; undefined where only their link says so. */
export function dependencyNames(
  { components }: Pick<RunDescription, 'components'>,
  from: number,
  to: number,
): string | undefined {
  const callee = components[to]?.id;
  const names = (components[from]?.dependencies ?? []).flatMap(({ name, servers, byKind }) =>
    callee !== undefined && byKind === undefined && servers.includes(callee) ? [name] : [],
  );
  return names.length === 0 ? undefined : names.join(', ');
}

/** A callee by what it is asked as and who it is, once where both are called the same. */
export const calleeName = (callee: string, dependency: string | undefined): string =>
  dependency === undefined || dependency === callee ? callee : `${dependency}: ${callee}`;
