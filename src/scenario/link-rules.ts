/** Which kinds may be linked, and what the link carries, as the kinds themselves say. Others are refused by `compile`. */
import { type KindName, models } from '../kinds/models.ts';

interface Rules {
  readonly callers: readonly KindName[];
  readonly talksWith?: readonly KindName[];
}

/** The annotation makes the compiler check that the kinds named in the registry exist. */
const rules: Readonly<Record<KindName, Rules>> = models;
const names = Object.keys(models) as readonly KindName[];

const calls = (from: KindName, to: KindName): boolean => rules[to].callers.includes(from);
const talks = (a: KindName, b: KindName): boolean => rules[a].talksWith?.includes(b) ?? false;

/** Calls go from caller to callee; control links join two kinds in either order. */
export function mayLink(carries: 'request' | 'control', from: KindName, to: KindName): boolean {
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
