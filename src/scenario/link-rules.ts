/** Which kinds may be linked, and what the link carries. A pair that is not listed is refused by `compile`. */
import type { ComponentKind } from '../engine/model/kinds.ts';

/** Who calls whom: from caller to callee. */
const requestRules: Readonly<Partial<Record<ComponentKind, readonly ComponentKind[]>>> = {
  users: ['load-balancer', 'app-server', 'station'],
  'load-balancer': ['app-server', 'station'],
  'app-server': ['database'],
};

/** Who talks with whom: either order. */
const controlRules: readonly (readonly [ComponentKind, ComponentKind])[] = [
  ['sentinel', 'database'],
  ['sentinel', 'sentinel'],
  ['sentinel', 'app-server'],
  ['database', 'database'],
];

export function mayLink(carries: 'request' | 'control', from: ComponentKind, to: ComponentKind): boolean {
  if (carries === 'request') return requestRules[from]?.includes(to) ?? false;
  return controlRules.some(([a, b]) => (a === from && b === to) || (a === to && b === from));
}

export function allowedLinks(carries: 'request' | 'control'): string {
  if (carries === 'control') return controlRules.map(([a, b]) => `${a}–${b}`).join(', ');
  return Object.entries(requestRules)
    .map(([from, to]) => `${from}→${to.join('|')}`)
    .join(', ');
}
