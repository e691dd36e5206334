/**
 * One limiter per client, in bounded memory: `keyed(tokenBucket)` has the verbs of a token bucket with a key in front
 * of the time. Beyond `maxKeys` the client that has been idle longest is forgotten; what it comes back to is a new
 * limiter.
 *
 *   admit(s, key, now) = admit(limiter of key, now);   at most maxKeys limiters
 *
 * Source: the memory stores of rate limiters; nginx `limit_req_zone`, whose zone is such a list. O(1) per call, new
 * keys included (a list in the order of use: to look for a Map's first key walks over all that were deleted before it),
 * beside what the limiter costs. Known failure: eviction forgets. Whoever can appear under more than
 * `maxKeys` keys (addresses of an IPv6 network) is never limited, and pushes out the honest; so the key is what
 * clients cannot choose, and memory is larger than the clients of one window. What was in flight for a forgotten
 * client is no longer counted.
 */
import { check, table, whole } from '../../base/options.ts';
import type { Micros } from '../../base/units.ts';
import { checkOutcome, type Outcome } from '../outcome.ts';
import type { Answer } from './answer.ts';

export type Key = string | number;

const none = -1;

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

/** A client's place in the list, between the ones used before and after it. */
export interface Slot<State> {
  readonly key: Key;
  readonly serial: number;
  readonly limiter: State;
  older: number;
  newer: number;
}

export interface Keyed<Options extends object, State> {
  readonly maxKeys: number;
  readonly options: Options;
  readonly slotOf: Map<Key, number>;
  readonly slots: Slot<State>[];
  /** Ends of the list: the slots used least and most recently. */
  oldest: number;
  newest: number;
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

  const find = (s: S, key: Key): Slot<State> => {
    const known = s.slotOf.get(key);
    if (known !== undefined) {
      if (known !== s.newest) {
        unlink(s, known);
        linkNewest(s, known);
      }
      return s.slots[known] as Slot<State>;
    }
    const slot = s.slots.length < s.maxKeys ? s.slots.length : forgetOldest(s);
    s.begun += 1;
    const begun = { key, serial: s.begun, limiter: limiter.create(s.options), older: none, newer: none };
    s.slots[slot] = begun;
    s.slotOf.set(key, slot);
    linkNewest(s, slot);
    return begun;
  };

  return {
    create: (given) => {
      check('options', given, table);
      const { maxKeys, ...others } = given;
      check('maxKeys', maxKeys, whole(1));
      const options = others as unknown as Options;
      limiter.create(options); // bad options are an error now, not at the first request
      return { maxKeys, options, slotOf: new Map(), slots: [], oldest: none, newest: none, begun: 0 };
    },
    admit: (s, key, now) => {
      const { serial, limiter: state } = find(s, key);
      const answer = limiter.admit(state, now);
      const { permit } = answer;
      if (permit === undefined) return answer as Answer<never>;
      return { ...answer, permit: { serial, permit } };
    },
    settle: (s, key, now, permit, outcome) => {
      checkOutcome(outcome);
      const slot = s.slotOf.get(key);
      const client = slot === undefined ? undefined : s.slots[slot];
      if (permit === undefined || client?.serial !== permit.serial) return;
      limiter.settle?.(client.limiter, now, permit.permit, outcome);
    },
  };
}

type List = Keyed<object, unknown>;

/** The freed slot. */
function forgetOldest(s: List): number {
  const slot = s.oldest;
  s.slotOf.delete((s.slots[slot] as Slot<unknown>).key);
  unlink(s, slot);
  return slot;
}

function unlink(s: List, slot: number): void {
  const { older, newer } = s.slots[slot] as Slot<unknown>;
  if (older === none) s.oldest = newer;
  else (s.slots[older] as Slot<unknown>).newer = newer;
  if (newer === none) s.newest = older;
  else (s.slots[newer] as Slot<unknown>).older = older;
}

function linkNewest(s: List, slot: number): void {
  const client = s.slots[slot] as Slot<unknown>;
  client.older = s.newest;
  client.newer = none;
  if (s.newest === none) s.oldest = slot;
  else (s.slots[s.newest] as Slot<unknown>).newer = slot;
  s.newest = slot;
}
