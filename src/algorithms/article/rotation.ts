/**
 * A rotation through a list of servers that nobody checked for being empty.
 *
 *   pick = servers[next];  next = (next + 1) mod n
 *
 * Source: the article's round robin; held against `algorithms.roundRobin`. O(1) per pick. Known failure: with n = 0 the
 * remainder is not a number, and stays so: servers added later are never picked. It also has no say about servers that
 * are down.
 */
import { check, checkIds, list, readOptions } from '../../base/options.ts';
import type { Defect } from './defect.ts';

export const defects: readonly Defect[] = [
  {
    name: 'remainderOfNothing',
    keys: [['algorithms', 'roundRobin']],
    right: 'roundRobin',
    what: 'A pick from an empty list turns the position into NaN, and no server added later is ever picked.',
  },
];

export interface RotationOptions {
  readonly servers: readonly string[];
}

export interface Rotation {
  readonly servers: string[];
  next: number;
}

export function create(given: RotationOptions): Rotation {
  const { servers } = readOptions<RotationOptions, RotationOptions>(given, {}, { servers: list('ids') });
  checkIds('servers', servers);
  return { servers: [...servers], next: 0 };
}

export function pick(s: Rotation): string | undefined {
  const server = s.servers[s.next];
  s.next = (s.next + 1) % s.servers.length;
  return server;
}

export function add(s: Rotation, id: string): void {
  check('id', id, { allows: (value) => !s.servers.includes(value as string), words: 'not among them yet' });
  s.servers.push(id);
}
