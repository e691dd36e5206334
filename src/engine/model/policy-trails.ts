/**
 * What call policies did with the tries of a request, as far as its calls do not show it: tries that were turned away before
 * they were sent, and what was decided about those that failed. Kept until the request ends, for its journey; nothing that
 * happens in the run depends on it.
 */
import { copyPlain } from '../../base/plain.ts';
import type { Micros } from '../../base/units.ts';
import type { World } from './world.ts';

/** A try that its caller never sent. */
export interface UnsentTry {
  /** The call on whose behalf. */
  readonly parent: number;
  /** Whom it would have gone to. */
  readonly to: number;
  readonly verb: number;
  readonly attempt: number;
  /** When it began to wait for a connection, and when it was turned away. */
  readonly since: Micros;
  readonly at: Micros;
  readonly cause: number;
  /** Bits of `policyNotes`. */
  notes: number;
}

export interface Trail {
  readonly unsent: UnsentTry[];
  /** Bits of `policyNotes` by call. */
  readonly notes: Record<number, number>;
}

export class PolicyTrails {
  private readonly world: World;
  private byRequest = new Map<number, Trail>();

  constructor(world: World) {
    this.world = world;
  }

  /** `call` is about to be sent no try of an ask, because of `causeCode`. */
  addUnsent(call: number, to: number, verb: number, attempt: number, since: Micros, causeCode: number): void {
    const { calls, now, tap } = this.world;
    tap?.unsent(call, to, verb, attempt, since, causeCode);
    const request = calls.request[call] as number;
    if (request < 0) return;
    this.trailOf(request).unsent.push({
      parent: call,
      to,
      verb,
      attempt,
      since,
      at: now,
      cause: causeCode,
      notes: 0,
    });
  }

  /** A bit of `policyNotes` about a call that has failed. */
  note(call: number, bit: number): void {
    const { calls, tap } = this.world;
    tap?.noted(call, false, bit);
    const request = calls.request[call] as number;
    if (request < 0) return;
    const { notes } = this.trailOf(request);
    notes[call] = (notes[call] ?? 0) | bit;
  }

  /** The same about the try just turned away. */
  noteUnsent(call: number, bit: number): void {
    const { calls, tap } = this.world;
    tap?.noted(call, true, bit);
    const last = this.byRequest.get(calls.request[call] as number)?.unsent.at(-1);
    if (last !== undefined) last.notes |= bit;
  }

  of(request: number): Readonly<Trail> | undefined {
    return this.byRequest.size === 0 ? undefined : this.byRequest.get(request);
  }

  /** The request has ended. */
  forget(request: number): void {
    if (this.byRequest.size > 0) this.byRequest.delete(request);
  }

  save() {
    return copyPlain([...this.byRequest]);
  }

  load(plain: ReturnType<PolicyTrails['save']>): void {
    this.byRequest = new Map(copyPlain(plain));
  }

  private trailOf(request: number): Trail {
    const known = this.byRequest.get(request);
    if (known !== undefined) return known;
    const trail: Trail = { unsent: [], notes: {} };
    this.byRequest.set(request, trail);
    return trail;
  }
}
