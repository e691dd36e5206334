/**
 * Asks: what one component wants of another, declared once beside whoever asks. An ask names a dependency, not a server,
 * so that its draws are the same whichever member serves it. A call's draw key is made of its parent's key, its ask and
 * its attempt: two asks of one request bring independent demands, and no ask moves another's (ARCHITECTURE.md, invariant 3).
 */
import { assert } from '../../base/assert.ts';
import { combine32, hashString } from '../../base/hash.ts';
import { type CallVerb, callVerbs } from '../telemetry/records.ts';

/** Verb of an ask that wants what the request itself wants. */
export const requestVerb = -1;

/**
 * What a callee learns when its caller stops waiting. `nothing`: it goes on with the call as if somebody waited. The run
 * has only this one; `createAsk` asserts it.
 */
export type OnAbandon = 'nothing' | 'connection closed' | 'cancelled';

export interface Ask {
  /** Index into `callVerbs`, or `requestVerb`. */
  readonly verb: number;
  /** Of dependency, verb, place among the parent's asks of it, and branch: a uint32. */
  readonly key: number;
  readonly onAbandon: OnAbandon;
  /** Step of a route whose calls must know where they came from, −1 else (`origin.ts`). */
  readonly step: number;
}

export interface AskOptions {
  /** Absent: what the request itself wants. */
  readonly verb?: CallVerb;
  /** The how-many-th ask of this dependency with this verb in one parent, from 1. */
  readonly nth?: number;
  /** Branch of a fan-out, from 0. */
  readonly branch?: number;
  readonly onAbandon?: OnAbandon;
  readonly step?: number;
}

/** An ask of the dependency that its owner calls `dependency`. */
export function createAsk(dependency: string, options: AskOptions = {}): Ask {
  const { verb, nth = 1, branch = 0, onAbandon = 'nothing', step = -1 } = options;
  assert(onAbandon === 'nothing', 'a callee learns nothing of its caller leaving');
  const code = verb === undefined ? requestVerb : callVerbs.indexOf(verb);
  const key = [code, nth, branch].reduce(combine32, hashString(dependency));
  return { verb: code, key, onAbandon, step };
}

/** Draw key of an ask's `attempt`-th call, from 1. `parentKey` is that of the call being served, 0 at the users. */
export function drawKeyOf(parentKey: number, ask: Ask, attempt: number): number {
  return combine32(combine32(parentKey, ask.key), attempt);
}
