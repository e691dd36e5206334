/**
 * An upstream block in which the same servers stand twice: once plain, once with options.
 *
 *   shares of entries A, B, C, A, B in turn: A 2/5, B 2/5, C 1/5;  C's second entry is a backup and never used
 *
 * Source: the article's nginx block; held against the recorded picks of it (`a_picks.sequences.article`). O(1) per pick.
 * Known failure: each entry counts on its own, so two servers of three get twice as much, and a server that is out by its
 * second entry still gets the requests of its first.
 */
import { checkTables, list, readOptions } from '../../base/options.ts';
import type { Micros } from '../../base/units.ts';
import type { ServerOptions } from '../balancing/peers.ts';
import * as roundRobin from '../balancing/round-robin.ts';
import type { Outcome } from '../outcome.ts';
import type { Defect } from './defect.ts';

export const defects: readonly Defect[] = [
  {
    name: 'serversListedTwice',
    keys: [],
    right: 'roundRobin',
    what: 'Examples in one block add up: entries A, B, C, A, B get 40, 40 and 20 % instead of a third each.',
  },
];

/** A line of the block. */
export type Entry = Omit<ServerOptions<string>, 'id'> & { readonly server: string };

export interface DuplicatedUpstreamOptions {
  readonly entries: readonly Entry[];
}

export interface DuplicatedUpstream {
  /** The server of each entry. */
  readonly servers: string[];
  readonly turn: roundRobin.RoundRobin<number>;
}

/** What was picked: the entry counts its failures, the server does the work. */
export interface Picked {
  readonly entry: number;
  readonly server: string;
}

/** Any server may stand in any number of entries: that is the defect. */
export function create(given: DuplicatedUpstreamOptions): DuplicatedUpstream {
  const { entries } = readOptions<DuplicatedUpstreamOptions, DuplicatedUpstreamOptions>(
    given,
    {},
    { entries: list('entries') },
  );
  checkTables('entries', entries);
  const servers = entries.map(({ server: _, ...options }, id) => ({ id, ...options }));
  return { servers: entries.map(({ server }) => server), turn: roundRobin.create({ servers }) };
}

export function pick(s: DuplicatedUpstream, now: Micros): Picked | undefined {
  const entry = roundRobin.pick(s.turn, { now });
  return entry === undefined ? undefined : { entry, server: s.servers[entry] as string };
}

export function release(s: DuplicatedUpstream, { entry }: Picked, now: Micros, outcome: Outcome): void {
  roundRobin.release(s.turn, entry, { now, outcome });
}
