/**
 * Read your own writes by a map of last writes that each process keeps for itself.
 *
 *   write: lastWrite[session] = now;  read from the primary ⟺ now − lastWrite[session] < pinFor, in this process's map
 *
 * Source: the article's session consistency; held against `algorithms.sessionConsistency`. O(1) per request. Known
 * failure: behind a balancer the next read lands in another process with probability (n − 1) / n, which knows of no write
 * and asks a replica; no entry is ever deleted; and requests without a session share the entry of no session at all.
 */
import { check, positive, readOptions, whole } from '../../base/options.ts';
import type { Micros } from '../../base/units.ts';
import type { Defect } from './defect.ts';

const key = (name: string): readonly string[] => ['algorithms', 'sessionConsistency', name];

export const defects: readonly Defect[] = [
  {
    name: 'mapPerProcess',
    keys: ['setup', 'staleReadFraction', 'expectedIfIndependent'].map(key),
    right: 'sessionStore',
    what: 'Each process knows only the writes it took itself, so (n − 1) / n of the reads after a write are stale.',
  },
  {
    name: 'entriesNeverDeleted',
    keys: [key('leak')],
    right: 'sessionStore',
    what: 'An entry is of use for five seconds and kept as long as the process lives.',
  },
  {
    name: 'sharedMissingSession',
    keys: [key('undefinedKey')],
    right: 'readRouting',
    what: 'Requests without a session id are all one session: one write sends all of them to the primary.',
  },
];

export interface SessionMapOptions {
  readonly instances: number;
  readonly pinFor: Micros;
}

export interface SessionMap {
  readonly pinFor: Micros;
  /** Per instance: when a session last wrote there. Requests without a session have an entry too. */
  readonly lastWrites: Map<string | undefined, Micros>[];
}

export function create(given: SessionMapOptions): SessionMap {
  const { instances, pinFor } = readOptions<SessionMapOptions, SessionMapOptions>(
    given,
    {},
    { instances: whole(1, 1_000), pinFor: positive },
  );
  return { pinFor, lastWrites: Array.from({ length: instances }, () => new Map()) };
}

export function recordWrite(s: SessionMap, instance: number, session: string | undefined, now: Micros): void {
  mapOf(s, instance).set(session, now);
}

/** Where `instance` reads for this session. */
export function route(
  s: SessionMap,
  instance: number,
  session: string | undefined,
  now: Micros,
): 'primary' | 'replica' {
  const lastWrite = mapOf(s, instance).get(session);
  return lastWrite !== undefined && now - lastWrite < s.pinFor ? 'primary' : 'replica';
}

export function sizeOf(s: SessionMap, instance: number): number {
  return mapOf(s, instance).size;
}

function mapOf(s: SessionMap, instance: number): Map<string | undefined, Micros> {
  check('instance', instance, whole(0, s.lastWrites.length - 1));
  return s.lastWrites[instance] as Map<string | undefined, Micros>;
}
