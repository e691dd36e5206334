/** Cuts a component off from everyone but one caller: the way to two nodes that both believe they are primary. */
import type { Command } from '../../engine/command.ts';
import type { RunDescription } from '../../engine/description.ts';

export function isolate(description: RunDescription, component: string): readonly Command[] {
  const touching = description.links.filter(({ from, to }) => from === component || to === component);
  const kept = touching.find(({ carries, to }) => carries === 'request' && to === component);
  return touching
    .filter((link) => link !== kept)
    .map(({ from, to }) => ({ kind: 'cut', from, to, both: true }));
}
