/**
 * An event loop: one call has the process at a time, for as long as it works; a call that waits for others has nothing, so
 * any number may wait. What comes meanwhile takes its turn, first in first out: new calls, answers to what the process
 * asked, probes. Nothing is turned away: Node.js accepts what its host accepts. Invariant: while the process runs, the loop
 * is idle only if nobody wants a turn.
 */
import { assert } from '../../base/assert.ts';
import { mountCenter } from './service-readings.ts';
import type { Site } from './site.ts';
import type { Workers } from './workers.ts';

/** What a turn is for. */
const turn = { call: 0, answer: 1, errand: 2 } as const;
/** Kind, call or errand, cause, root. */
const numbersPerTurn = 4;
const nobody = -1;

export interface EventLoopPlain {
  readonly queue: readonly number[];
  readonly current: number;
}

/** What the process does in a turn. */
export interface Turns {
  /** Begins a call that has never had the loop before. */
  readonly start: (call: number) => void;
  /** Goes on with a call whose ask has ended: well (`cause.none`) or badly. */
  readonly goOn: (call: number, causeCode: number, rootId: number) => void;
  /** Runs an errand, which takes no time. */
  readonly run: (errand: number) => void;
}

export class EventLoop implements Workers {
  readonly slots = 1;
  readonly queueCapacity = undefined;
  readonly keepsSlotWhileWaiting = false;
  private readonly site: Site;
  private readonly turns: Turns;
  /** The call that has the loop, −1 while it is idle. */
  private current = nobody;
  private queue = new Int32Array(64 * numbersPerTurn);
  private head = 0;
  private length = 0;
  /** Turns that wait and are no new calls. */
  private others = 0;
  /** A turn that ends within `drain` does not begin the next itself: thousands may be due at once. */
  private isDraining = false;

  constructor(site: Site, turns: Turns) {
    this.site = site;
    this.turns = turns;
    mountCenter(site, this);
    site.meter.resize(this.slots);
  }

  /** Calls that wait for their first turn. */
  get queueLength(): number {
    return this.length - this.others;
  }

  get isFree(): boolean {
    return this.current === nobody && this.length === 0;
  }

  get isFull(): boolean {
    return false;
  }

  admit(call: number): void {
    if (this.isFree) {
      this.begin(call);
      return;
    }
    this.push(turn.call, call, 0, 0);
    this.site.meter.queue(1);
    this.site.tap?.queued(call);
  }

  queueErrand(errand: number): void {
    this.others += 1;
    this.push(turn.errand, errand, 0, 0);
  }

  pause(call: number): void {
    this.leave(call);
    this.drain();
  }

  takeTurn(call: number, causeCode: number, rootId: number): boolean {
    if (this.isFree) {
      this.take(call);
      return true;
    }
    this.others += 1;
    this.push(turn.answer, call, causeCode, rootId);
    return false;
  }

  finish(call: number, causeCode: number, rootId: number): void {
    this.leave(call);
    this.site.finish(call, causeCode, rootId);
    this.drain();
  }

  /** The process hung and goes on. */
  resume(): void {
    this.drain();
  }

  /** Everything in memory is gone. The calls themselves are ended by the fault. */
  clear(): void {
    this.site.meter.clear();
    this.current = nobody;
    this.length = 0;
    this.head = 0;
    this.others = 0;
  }

  save(): EventLoopPlain {
    const numbers = this.queue.length;
    const first = this.head * numbersPerTurn;
    const queue = Array.from(
      { length: this.length * numbersPerTurn },
      (_, place) => this.queue[(first + place) % numbers] as number,
    );
    return { queue, current: this.current };
  }

  load(plain: EventLoopPlain): void {
    this.head = 0;
    this.length = 0;
    this.others = 0;
    for (let at = 0; at < plain.queue.length; at += numbersPerTurn) {
      const [kind, subject, causeCode, rootId] = plain.queue.slice(at) as [number, number, number, number];
      if (kind !== turn.call) this.others += 1;
      this.push(kind, subject, causeCode, rootId);
    }
    this.current = plain.current;
  }

  private begin(call: number): void {
    const { site } = this;
    this.take(call);
    site.begin(call);
    site.meter.recordWaiting(site.calls.reachedAt[call] as number);
    this.turns.start(call);
  }

  private take(call: number): void {
    assert(this.current === nobody, 'one call has the loop at a time');
    this.current = call;
    this.site.meter.occupy(1);
    this.site.tap?.turn(call, true);
  }

  private leave(call: number): void {
    assert(this.current === call, 'a call gives up the loop that it has');
    this.current = nobody;
    this.site.meter.occupy(-1);
    this.site.tap?.turn(call, false);
    if (this.length === 0) this.site.blame.keep(0);
  }

  private drain(): void {
    if (this.isDraining) return;
    this.isDraining = true;
    while (this.length > 0 && this.current === nobody && !this.site.isHung) this.runNext();
    this.isDraining = false;
  }

  private runNext(): void {
    const { queue } = this;
    const at = this.head * numbersPerTurn;
    const [kind, subject] = [queue[at], queue[at + 1] as number];
    this.head = (this.head + 1) % (queue.length / numbersPerTurn);
    this.length -= 1;
    if (kind === turn.call) {
      this.site.meter.queue(-1);
      this.begin(subject);
      return;
    }
    this.others -= 1;
    if (kind === turn.answer) {
      this.take(subject);
      this.turns.goOn(subject, queue[at + 2] as number, queue[at + 3] as number);
    } else this.turns.run(subject);
  }

  private push(kind: number, subject: number, causeCode: number, rootId: number): void {
    if (this.length * numbersPerTurn === this.queue.length) this.grow();
    const { queue } = this;
    const at = ((this.head + this.length) * numbersPerTurn) % queue.length;
    queue[at] = kind;
    queue[at + 1] = subject;
    queue[at + 2] = causeCode;
    queue[at + 3] = rootId;
    this.length += 1;
  }

  private grow(): void {
    const { queue } = this.save();
    const larger = new Int32Array(this.queue.length * 2);
    larger.set(queue);
    this.queue = larger;
    this.head = 0;
  }
}
