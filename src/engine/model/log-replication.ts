/**
 * A database node's part in replication: its role, its place in the log, and the shipping of the log from a primary to
 * the replicas attached to it. The log leaves a delay after the commit, so what a crashed primary had not shipped is
 * nowhere else. Role, whom it follows and its log survive a crash; who is attached does not.
 */
import { copyPlain } from '../../base/plain.ts';
import { type Micros, microsPerSecond } from '../../base/units.ts';
import type { HealthState } from '../telemetry/records.ts';
import { messageKind } from './message-kinds.ts';
import type { NodePosition, ReplicatedStore } from './replicated-store.ts';
import type { Site } from './site.ts';
import { mountNode } from './store-readings.ts';

const shipTimer = 0;
const heartbeatTimer = 1;
/** A primary repeats what it has shipped, and a detached replica asks to be attached, this often. */
const heartbeat: Micros = microsPerSecond;
/**
 * Ship timers that a node sets freely, one per write; while so many are set, as many again are spread over the delay, and
 * the writes between two of those go together. At 100,000 writes a second and a delay of 60 s it would be 6 million.
 */
const pendingShips = 32_768;

export interface Attached {
  readonly replica: number;
  applied: number;
}

/** What the node has to know of: more replicas hold its log now, or it may take no more writes. */
export interface ReplicationListener {
  onHeld(): void;
  onDemoted(): void;
  /** It follows `from` and has now got its log after `before` up to `after`; or everything there is. */
  onApplied?(from: number, before: number, after: number): void;
  onFullSync?(from: number): void;
  /** It is primary now, with the log up to `offset`; before it, `from` was. */
  onPromoted?(from: number, offset: number): void;
}

export class LogReplication {
  /** How long its log takes to a replica. */
  delay: Micros = 0;
  role: 'primary' | 'replica';
  follows: number;
  lineage = 0;
  offset = 0;
  /** Since when the link to the primary is known to be broken, −1 = up. */
  linkDownSince: Micros = -1;
  private attached: Attached[] = [];
  /** How far the log has been sent to those attached: a repetition must not run ahead of the delay. */
  private shipped = 0;
  /** Ship timers that are set, when the last one was, and whether a write since then has none that covers it. */
  private ships = 0;
  private shipSetAt: Micros = -1;
  private isShipOwed = false;
  private readonly site: Site;
  private readonly index: number;
  private readonly store: ReplicatedStore;
  private readonly listener: ReplicationListener;

  constructor(site: Site, store: ReplicatedStore, listener: ReplicationListener) {
    this.site = site;
    this.index = site.index;
    this.store = store;
    this.listener = listener;
    this.role = store.primary === site.index ? 'primary' : 'replica';
    this.follows = store.primary;
    mountNode(site, store, this);
  }

  get position(): NodePosition {
    return { index: this.index, lineage: this.lineage, offset: this.offset };
  }

  get isPrimary(): boolean {
    return this.role === 'primary';
  }

  /** A primary that another has replaced without its knowing, or a replica that knows its link to be broken. */
  get condition(): HealthState | undefined {
    const { isPrimary, store, index, linkDownSince } = this;
    return (isPrimary ? store.primary !== index : linkDownSince >= 0) ? 'degraded' : undefined;
  }

  onStart(): void {
    const { site } = this;
    site.timer(heartbeatTimer, 0, heartbeat);
    if (site.now === 0) {
      if (this.isPrimary) this.attached = this.others().map((replica) => ({ replica, applied: 0 }));
    } else if (this.isPrimary) this.tellReturn();
    else {
      this.linkDownSince = site.now;
      this.askToFollow();
    }
    this.tellPosition();
  }

  onCrash(): void {
    this.attached = [];
    this.shipped = 0;
    // The timers of a dead process are never delivered.
    this.ships = 0;
    this.isShipOwed = false;
    this.store.endSplit(this.index);
  }

  onTimer(timer: number, payload: number): void {
    if (timer === heartbeatTimer) {
      this.site.timer(heartbeatTimer, 0, heartbeat);
      if (this.isPrimary) this.ship(this.shipped);
      else if (this.linkDownSince >= 0) this.askToFollow();
      return;
    }
    this.ships -= 1;
    if (this.isShipOwed) this.setShipTimer();
    if (this.isPrimary) {
      // A timer of an earlier primacy may name an offset that this lineage has not reached.
      this.shipped = Math.max(this.shipped, Math.min(payload, this.offset));
      this.ship(this.shipped);
    }
  }

  onMessage(message: number): void {
    const { messages } = this.site;
    const kind = messages.kind[message];
    const from = messages.from[message] as number;
    const p0 = messages.p0[message] as number;
    const p1 = messages.p1[message] as number;
    if (kind === messageKind.log) this.apply(from, p0, p1, messages.p2[message] === 1);
    else if (kind === messageKind.logApplied) this.noteApplied(from, p0, p1);
    else if (kind === messageKind.syncRequest) this.attach(from);
    else if (kind === messageKind.connectionClosed) this.noteClosed(from);
    else if (kind === messageKind.promote) this.promote(from, p0, p1);
    else if (kind === messageKind.reconfigure) this.follow(p0, from, p1);
  }

  /** A primary appends a write, to be shipped after the delay; returns its offset. */
  append(): number {
    this.offset = this.store.commit(this.lineage);
    this.tellPosition();
    if (this.attached.length > 0) this.setShipTimer();
    return this.offset;
  }

  /** How many attached replicas are known to hold the log up to `offset`. */
  holders(offset: number): number {
    return this.attached.reduce((count, entry) => count + (entry.applied >= offset ? 1 : 0), 0);
  }

  /**
   * Story id of what last left fewer than `needed` replicas to confirm: the one fault too many among those that keep
   * replicas away now, or a later edit that asks for more of them; 0 = unknown.
   */
  rootOfWait(needed: number): number {
    const spare = this.others().length - needed;
    const { demandedBy } = this.site.blame;
    if (spare < 0) return demandedBy;
    const tooMany = this.absences().sort((a, b) => a - b)[spare] ?? 0;
    return tooMany === 0 ? 0 : Math.max(tooMany, demandedBy);
  }

  get canConfirm(): number {
    return this.others().length - this.absences().length;
  }

  save() {
    const { role, follows, lineage, offset, shipped, linkDownSince, ships, shipSetAt, isShipOwed } = this;
    return {
      scalars: { role, follows, lineage, offset, shipped, linkDownSince, ships, shipSetAt, isShipOwed },
      attached: copyPlain(this.attached),
    };
  }

  load(plain: ReturnType<LogReplication['save']>): void {
    Object.assign(this, plain.scalars);
    this.attached = copyPlain(plain.attached);
  }

  /** Ships the log as it is now, after the delay. */
  private setShipTimer(): void {
    const { site, delay } = this;
    this.isShipOwed = this.ships >= pendingShips && site.now - this.shipSetAt < delay / pendingShips;
    if (this.isShipOwed) return;
    this.ships += 1;
    this.shipSetAt = site.now;
    site.timer(shipTimer, this.offset, delay);
  }

  private tellPosition(): void {
    const { index, isPrimary, linkDownSince, lineage, offset } = this;
    this.site.tap?.positioned(index, isPrimary, linkDownSince >= 0, lineage, offset);
  }

  /** Why replicas cannot confirm, one story id each: they are unwell or cut off, or have not joined since the election. */
  private absences(): number[] {
    const { site, store, attached } = this;
    const roots = this.others().map(
      (node) =>
        site.blame.troubleOf(node) ||
        site.blame.cutTowards(node) ||
        (attached.some(({ replica }) => replica === node) ? 0 : store.electedBy),
    );
    return roots.filter((root) => root !== 0);
  }

  private others(): readonly number[] {
    return this.store.nodes.filter((node) => node !== this.index);
  }

  private ship(offset: number): void {
    for (const { replica } of this.attached) this.sendLog(messageKind.log, replica, offset);
  }

  private sendLog(kind: number, to: number, offset: number, isFull = false): void {
    this.site.mail(kind, to, [this.lineage, offset, isFull ? 1 : 0]);
  }

  private apply(from: number, lineage: number, offset: number, isFull: boolean): void {
    if (this.isPrimary || from !== this.follows) return;
    // Another lineage: what this node has beyond the fork was never there for anyone else, and goes.
    if (lineage !== this.lineage) {
      this.offset = this.store.follow(this.lineage, this.offset, lineage);
      this.lineage = lineage;
    }
    this.linkDownSince = -1;
    const before = this.offset;
    if (offset > before) this.offset = offset;
    this.tellPosition();
    if (isFull) this.listener.onFullSync?.(from);
    else if (offset > before) this.listener.onApplied?.(from, before, offset);
    this.sendLog(messageKind.logApplied, from, this.offset);
  }

  private noteApplied(from: number, lineage: number, offset: number): void {
    const entry = this.attached.find((candidate) => candidate.replica === from);
    if (entry === undefined || lineage !== this.lineage || offset <= entry.applied) return;
    entry.applied = offset;
    this.listener.onHeld();
    if (this.store.primary === this.index) this.store.prune();
  }

  private noteClosed(peer: number): void {
    if (!this.isPrimary && peer === this.follows && this.linkDownSince < 0)
      this.linkDownSince = this.site.now;
    this.tellPosition();
    this.attached = this.attached.filter((entry) => entry.replica !== peer);
  }

  /** A replica that joins gets the whole log at once. */
  private attach(replica: number): void {
    if (!this.isPrimary) return;
    if (!this.attached.some((entry) => entry.replica === replica))
      this.attached.push({ replica, applied: 0 });
    this.sendLog(messageKind.log, replica, this.offset, true);
  }

  private askToFollow(): void {
    this.site.mail(messageKind.syncRequest, this.follows);
  }

  /** A sentinel says: you are the primary now. */
  private promote(by: number, storyId: number, epoch: number): void {
    if (this.isPrimary) return;
    this.role = 'primary';
    this.follows = this.index;
    this.linkDownSince = -1;
    this.attached = [];
    this.shipped = 0;
    const from = this.store.primary;
    this.lineage = this.store.promote(this.index, this.position, storyId, by, epoch);
    this.tellPosition();
    this.listener.onPromoted?.(from, this.offset);
  }

  /** A sentinel says: follow that node. */
  private follow(primary: number, by: number, storyId: number): void {
    const { site, store } = this;
    if (primary === this.index || primary === this.follows) return;
    const wasPrimary = this.isPrimary;
    this.role = 'replica';
    this.follows = primary;
    this.linkDownSince = site.now;
    this.attached = [];
    this.tellPosition();
    this.listener.onDemoted();
    this.askToFollow();
    if (!wasPrimary) return;
    const discarded = store.endSplit(this.index);
    const values = { primary: site.nameOf(primary), by: site.nameOf(by), discarded };
    site.tell('convertedToReplica', site.now, storyId, values);
  }

  /** It does not know that another was elected while it was away. */
  private tellReturn(): void {
    const { site, store, index } = this;
    if (store.primary === index) return;
    const startedBy = site.blame.returnOf(index);
    const values = { primary: site.nameOf(store.primary) };
    site.tell('oldPrimaryReturned', site.now, startedBy, values);
  }
}
