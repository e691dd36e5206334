/** Which kinds may be linked, and what the link carries, as the kinds themselves say. Others are refused by `compile`. */
import { type ComponentKind, kinds } from '../engine/model/kinds.ts';

interface Rules {
  readonly callers: readonly ComponentKind[];
  readonly talksWith?: readonly ComponentKind[];
}

/** The annotation makes the compiler check that the kinds named in the registry exist. */
const rules: Readonly<Record<ComponentKind, Rules>> = kinds;
const names = Object.keys(kinds) as readonly ComponentKind[];

const calls = (from: ComponentKind, to: ComponentKind): boolean => rules[to].callers.includes(from);
const talks = (a: ComponentKind, b: ComponentKind): boolean => rules[a].talksWith?.includes(b) ?? false;

/** Calls go from caller to callee; control links join two kinds in either order. */
export function mayLink(carries: 'request' | 'control', from: ComponentKind, to: ComponentKind): boolean {
  return carries === 'request' ? calls(from, to) : talks(from, to) || talks(to, from);
}

export function allowedLinks(carries: 'request' | 'control'): string {
  if (carries === 'control') {
    return names
      .flatMap((kind) => (rules[kind].talksWith ?? []).map((other) => `${kind}–${other}`))
      .join(', ');
  }
  return names
    .map((from) => ({ from, to: names.filter((kind) => calls(from, kind)) }))
    .flatMap(({ from, to }) => (to.length === 0 ? [] : [`${from}→${to.join('|')}`]))
    .join(', ');
}
