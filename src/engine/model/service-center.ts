/**
 * Slots and a bounded first-in-first-out queue: the part that a station, an app server, a Redis node and a database node
 * share. An edit of the slots lets waiting calls in or lets the surplus drain; nothing in progress is dropped. Control
 * messages may wait their turn among the calls (`errands.ts`); they take no slot and do not count as waiting calls.
 */

import { type Micros, microsPerSecond } from '../../base/units.ts';
import { cause } from '../telemetry/causes.ts';
import { mountCenter } from './service-readings.ts';
import type { Site } from './site.ts';
import type { Workers } from './workers.ts';

/** A line that fills again within this is the same saturation: else a short line would be told a thousand times a second. */
const roomToLastMicros: Micros = microsPerSecond;

export interface ServiceCenterPlain {
  /** Calls and, as −1 − number, errands. */
  readonly queue: readonly number[];
  readonly busy: number;
  readonly saturatedBy: number;
  readonly saturatedAt: number;
  readonly firstSaturatedBy: number;
  readonly roomSince: number;
  readonly rejected: number;
}

export class ServiceCenter implements Workers {
  slots = 0;
  queueCapacity = 0;
  readonly keepsSlotWhileWaiting = true;
  busy = 0;
  /** Story id of `saturated` while it lasts, 0 else; when it began; and how many calls it turned away. */
  private saturatedBy = 0;
  private saturatedAt = 0;
  private rejected = 0;
  /** When the line was first empty since the last rejection, −1 while it has not been. */
  private roomSince = -1;
  /** Story id of the first saturation that nothing explains: what recurs goes back to it, so that roots stay few. */
  private firstSaturatedBy = 0;
  /** Ring of waiting calls and, as −1 − number, errands. */
  private ring = new Int32Array(16);
  private head = 0;
  private length = 0;
  private errands = 0;
  private readonly site: Site;
  /** Begins the work on a call that has just got a slot. */
  private readonly start: (call: number) => void;
  /** Runs an errand whose turn has come. */
  private readonly run: (errand: number) => void;

  /** Without slots until `resize`. */
  constructor(site: Site, start: (call: number) => void, run: (errand: number) => void) {
    this.site = site;
    this.start = start;
    this.run = run;
    mountCenter(site, this);
  }

  /** Calls that wait. */
  get queueLength(): number {
    return this.length - this.errands;
  }

  /** Nothing has to wait. */
  get isFree(): boolean {
    return this.busy < this.slots && this.length === 0;
  }

  get isFull(): boolean {
    return this.busy >= this.slots && this.queueLength >= this.queueCapacity;
  }

  /** Takes a slot, or waits, or is turned away with `rejectedByFullQueue`. */
  admit(call: number): void {
    if (this.busy < this.slots) this.occupy(call);
    else if (this.queueLength < this.queueCapacity) {
      this.push(call);
      this.site.meter.queue(1);
      this.site.tap?.queued(call);
    } else this.reject(call);
  }

  /** Runs an errand when all that came before it has had its turn and a slot is free. */
  queueErrand(errand: number): void {
    this.errands += 1;
    this.push(-1 - errand);
  }

  /** It keeps its slot. */
  pause(): void {}

  takeTurn(): boolean {
    return true;
  }

  /** The call in a slot is done: the slot goes to the next in line, then the answer leaves. */
  finish(call: number, causeCode: number, rootId: number): void {
    this.release();
    this.site.finish(call, causeCode, rootId);
  }

  resize(slots: number, queueCapacity: number): void {
    this.site.meter.resize(slots);
    this.slots = slots;
    this.queueCapacity = queueCapacity;
    this.refill();
  }

  /** The process hung and goes on: slots that were opened meanwhile are filled. */
  resume(): void {
    this.refill();
  }

  /** Everything in memory is gone. The calls themselves are ended by the fault. */
  clear(): void {
    this.site.meter.clear();
    this.length = 0;
    this.errands = 0;
    this.head = 0;
    this.busy = 0;
    this.saturatedBy = 0;
    this.roomSince = -1;
  }

  save(): ServiceCenterPlain {
    const { busy, saturatedBy, saturatedAt, firstSaturatedBy, roomSince, rejected } = this;
    const queue = Array.from(
      { length: this.length },
      (_, i) => this.ring[(this.head + i) % this.ring.length] as number,
    );
    return { queue, busy, saturatedBy, saturatedAt, firstSaturatedBy, roomSince, rejected };
  }

  load(plain: ServiceCenterPlain): void {
    this.head = 0;
    this.length = 0;
    for (const entry of plain.queue) this.push(entry);
    this.errands = plain.queue.filter((entry) => entry < 0).length;
    this.busy = plain.busy;
    this.saturatedBy = plain.saturatedBy;
    this.saturatedAt = plain.saturatedAt;
    this.firstSaturatedBy = plain.firstSaturatedBy;
    this.roomSince = plain.roomSince;
    this.rejected = plain.rejected;
  }

  private release(): void {
    this.busy -= 1;
    this.site.meter.occupy(-1);
    this.refill();
    if (this.queueLength > 0) return;
    if (this.busy < this.slots) this.site.blame.keep(0);
    if (this.saturatedBy !== 0) this.noteRoom();
  }

  private occupy(call: number): void {
    const { site } = this;
    this.busy += 1;
    site.meter.occupy(1);
    site.begin(call);
    site.meter.recordWaiting(site.calls.reachedAt[call] as number);
    this.start(call);
  }

  private refill(): void {
    if (this.site.isHung) return;
    while (this.length > 0 && this.busy < this.slots) {
      const entry = this.ring[this.head] as number;
      this.head = (this.head + 1) % this.ring.length;
      this.length -= 1;
      if (entry < 0) {
        this.errands -= 1;
        this.run(-1 - entry);
        continue;
      }
      this.site.meter.queue(-1);
      this.occupy(entry);
    }
  }

  private reject(call: number): void {
    const { site } = this;
    if (this.saturatedBy === 0) this.beginSaturation();
    else if (site.blame.kept === 0) this.blame(site.blame.congestionOf(site.index));
    this.roomSince = -1;
    this.rejected += 1;
    site.finish(call, cause.rejectedByFullQueue, site.blame.kept);
  }

  private beginSaturation(): void {
    const { site } = this;
    const root = site.blame.congestionOf(site.index) || this.firstSaturatedBy;
    this.saturatedAt = site.now;
    this.rejected = 0;
    this.saturatedBy = site.tell('saturated', site.now, root, {
      queueCapacity: this.queueCapacity,
      ...site.blame.holdUp(),
    });
    if (root === 0) this.firstSaturatedBy = this.saturatedBy;
    if (site.blame.kept === 0) this.blame(root);
  }

  private blame(root: number): void {
    this.site.blame.keep(root || this.firstSaturatedBy || this.saturatedBy);
  }

  /** The line is empty. That ends a saturation once it has turned nobody away for a second. */
  private noteRoom(): void {
    const { site, roomSince } = this;
    if (roomSince < 0) this.roomSince = site.now;
    else if (site.now - roomSince >= roomToLastMicros) {
      site.tell('saturationEnded', roomSince, this.saturatedBy, {
        rejected: this.rejected,
        lastedMicros: roomSince - this.saturatedAt,
      });
      this.saturatedBy = 0;
    }
  }

  private push(entry: number): void {
    if (this.length === this.ring.length) {
      const larger = new Int32Array(this.ring.length * 2);
      for (let i = 0; i < this.length; i += 1)
        larger[i] = this.ring[(this.head + i) % this.ring.length] as number;
      this.ring = larger;
      this.head = 0;
    }
    this.ring[(this.head + this.length) % this.ring.length] = entry;
    this.length += 1;
  }
}
