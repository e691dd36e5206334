/** Which kinds may be linked, and what the link carries, as their protocols say. Others are refused by `compile`. */
import type { KindModel } from '../engine/model/kind-model.ts';
import { models } from '../kinds/models.ts';

const kinds: readonly KindModel[] = Object.values(models);

const calls = (from: KindModel, to: KindModel): boolean =>
  Object.values(from.needs).some(({ protocol }) => to.serves.includes(protocol));

const speaks = (a: KindModel, b: KindModel): boolean =>
  a.control.some((whom) => (whom === 'own kind' ? a.name === b.name : b.traits.includes(whom)));

/** Calls go from caller to callee; control links join two kinds in either order. */
export function mayLink(carries: 'request' | 'control', from: KindModel, to: KindModel): boolean {
  return carries === 'request' ? calls(from, to) : speaks(from, to) || speaks(to, from);
}

export function allowedLinks(carries: 'request' | 'control'): string {
  if (carries === 'control') {
    return kinds
      .flatMap((one) => kinds.filter((other) => speaks(one, other)).map(({ name }) => `${one.name}–${name}`))
      .join(', ');
  }
  return kinds
    .map((from) => ({ from, to: kinds.filter((kind) => calls(from, kind)) }))
    .flatMap(({ from, to }) =>
      to.length === 0 ? [] : [`${from.name}→${to.map(({ name }) => name).join('|')}`],
    )
    .join(', ');
}
