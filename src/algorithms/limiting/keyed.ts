/**
 * One limiter per client, in bounded memory: `keyed(tokenBucket)` has the verbs of a token bucket with a key in front
 * of the time. Beyond `maxKeys` the client that has been idle longest is forgotten; what it comes back to is a new
 * limiter.
 *
 *   admit(s, key, now) = admit(limiter of key, now);   at most maxKeys limiters
 *
 * Source: the memory stores of rate limiters; nginx `limit_req_zone`, whose zone is such a list. O(1) per call: the
 * map keeps its keys in the order of use. Known failure: eviction forgets. Whoever can appear under more than
 * `maxKeys` keys (addresses of an IPv6 network) is never limited, and pushes out the honest; so the key is what
 * clients cannot choose, and memory is larger than the clients of one window. What was in flight for a forgotten
 * client is no longer counted.
 */
import { check, whole } from '../../base/options.ts';
import type { Micros } from '../../base/units.ts';
import type { Outcome } from '../outcome.ts';
import type { Answer } from './answer.ts';

export type Key = string | number;

/** A namespace of this folder. */
export interface Limiter<Options extends object, State> {
  readonly create: (options: Options) => State;
  readonly admit: (s: State, now: Micros) => Answer;
  readonly settle?: (s: State, now: Micros, permit: number | undefined, outcome: Outcome) => void;
}

/** Says which limiter counted the request, in case its key was forgotten and came back since. */
export interface KeyedPermit {
  readonly serial: number;
  readonly permit: number;
}

export interface Keyed<Options extends object, State> {
  readonly maxKeys: number;
  readonly options: Options;
  /** The key used least recently first. */
  readonly entries: Map<Key, { readonly serial: number; readonly limiter: State }>;
  /** Limiters begun so far. */
  begun: number;
}

export interface KeyedLimiter<Options extends object, State> {
  /** The limiter's options and `maxKeys`, clients remembered at most. */
  readonly create: (options: Options & { readonly maxKeys: number }) => Keyed<Options, State>;
  readonly admit: (s: Keyed<Options, State>, key: Key, now: Micros) => Answer<KeyedPermit>;
  /** The request has ended. Without a permit, or if its limiter was forgotten since, there is nothing to settle. */
  readonly settle: (
    s: Keyed<Options, State>,
    key: Key,
    now: Micros,
    permit: KeyedPermit | undefined,
    outcome: Outcome,
  ) => void;
}

export function keyed<Options extends object, State>(
  limiter: Limiter<Options, State>,
): KeyedLimiter<Options, State> {
  type S = Keyed<Options, State>;

  const begin = (s: S, key: Key): { readonly serial: number; readonly limiter: State } => {
    if (s.entries.size >= s.maxKeys) {
      for (const idlest of s.entries.keys()) {
        s.entries.delete(idlest);
        break;
      }
    }
    s.begun += 1;
    const entry = { serial: s.begun, limiter: limiter.create(s.options) };
    s.entries.set(key, entry);
    return entry;
  };

  const find = (s: S, key: Key): { readonly serial: number; readonly limiter: State } => {
    const entry = s.entries.get(key);
    if (entry === undefined) return begin(s, key);
    s.entries.delete(key);
    s.entries.set(key, entry);
    return entry;
  };

  return {
    create: ({ maxKeys, ...options }) => {
      check('maxKeys', maxKeys, whole(1));
      limiter.create(options as Options); // bad options are an error now, not at the first request
      return { maxKeys, options, entries: new Map(), begun: 0 } as S;
    },
    admit: (s, key, now) => {
      const { serial, limiter: state } = find(s, key);
      const answer = limiter.admit(state, now);
      const { permit } = answer;
      if (permit === undefined) return answer as Answer<never>;
      return { ...answer, permit: { serial, permit } };
    },
    settle: (s, key, now, permit, outcome) => {
      const entry = s.entries.get(key);
      if (permit === undefined || entry?.serial !== permit.serial) return;
      limiter.settle?.(entry.limiter, now, permit.permit, outcome);
    },
  };
}
