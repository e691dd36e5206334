/** "What if traffic × 10?": the edit that asks it. */
import type { Command } from '../../engine/command.ts';
import type { RunDescription } from '../../engine/description.ts';

/** Undefined where arrivals come from a tape, or where ten times as many would be more than may be asked. */
export function tenfoldTraffic({ arrivals, components }: RunDescription): Command | undefined {
  const users = components.find(({ kind }) => kind === 'users');
  const spec = users?.parameters.find(({ path }) => path === 'arrivalRate');
  const value = (users?.values.arrivalRate ?? 0) * 10;
  if (users === undefined || spec === undefined || arrivals === 'tape') return undefined;
  return value > 0 && value <= spec.max
    ? { kind: 'set', path: `${users.group ?? users.id}.${spec.path}`, value }
    : undefined;
}
