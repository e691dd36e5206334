/**
 * What is true of a replicated store as a whole, known to no component: which node was elected last, which writes users
 * hold a confirmation for, and which of those are gone. Components decide without it; it only counts.
 */
import * as replicationLog from '../../algorithms/replication/replication-log.ts';
import { assert } from '../../base/assert.ts';
import { copyPlain } from '../../base/plain.ts';
import type { Micros } from '../../base/units.ts';
import { AcknowledgedClasses } from './acknowledged-classes.ts';
import type { World } from './world.ts';

/** Commit times of the last versions are kept for the age of a lag; an older gap is reported as at least that old. */
const commitTimesKept = 1024;
/** A promotion that loses no more than so many confirmed versions finds for each key which one is its newest now. */
const replacedKept = 1024;

/** Position of one node in the log. */
export interface NodePosition {
  readonly index: number;
  readonly lineage: number;
  readonly offset: number;
}

/** What the nodes of a store may know of each other: the log is one thing, wherever its copies are. */
export interface StoreMember {
  readonly index: number;
  readonly replication: { readonly position: NodePosition };
}

export interface SplitBrain {
  /** The node that goes on confirming writes after another was elected. */
  readonly node: number;
  readonly since: Micros;
  readonly storyId: number;
  acknowledged: number;
}

/** What a call carries names a lineage of a store by one number; promotions of one store are fewer than this. */
const lineagesOfAStore = 65_536;
export const storeOfLineage = (named: number): number => named >> 16;
export const withinStore = (named: number): number => named & (lineagesOfAStore - 1);

export class ReplicatedStore {
  readonly nodes: readonly number[];
  /** Its place among the stores whose versions are the truth; −1: it only copies those. */
  private readonly place: number;
  private readonly world: World;
  private log = replicationLog.create({ maxIntervals: 65_536 });
  /** Elected last (at first: as configured), since when, and by which story event. */
  primary: number;
  previousPrimary: number;
  private electedAt: Micros = 0;
  electedBy = 0;
  /** Newest version of each key that the elected primary has confirmed: its offset. */
  private readonly keyVersions: Uint32Array;
  /** Of the last confirmed versions: offset, and the version of the same key that it replaced. */
  private readonly confirmed: Uint32Array;
  private readonly replaced: Uint32Array;
  private readonly commitTimes = new Float64Array(commitTimesKept);
  /** The first offset whose time is kept. What a promotion lost has taken the places of older versions. */
  private timedFrom = 1;
  private readonly classes = new AcknowledgedClasses();
  private splits: SplitBrain[] = [];
  splitBrainWrites = 0;
  /** Sessions that went with a process or that a new primary never had; caches only. */
  lostSessions = 0;

  private readonly members: StoreMember[] = [];

  constructor(world: World, nodes: readonly number[], primary: number, place: number) {
    const keys = place < 0 ? 0 : world.keyCount;
    this.place = place;
    this.world = world;
    this.nodes = nodes;
    this.primary = primary;
    this.previousPrimary = primary;
    this.keyVersions = new Uint32Array(keys);
    this.confirmed = new Uint32Array(keys === 0 ? 0 : replacedKept);
    this.replaced = new Uint32Array(keys === 0 ? 0 : replacedKept);
  }

  get isTruth(): boolean {
    return this.place >= 0;
  }

  /** One of its lineages as a call names it, among those of all stores. */
  named(lineage: number): number {
    assert(lineage < lineagesOfAStore, 'promotions of one store are few');
    return this.place * lineagesOfAStore + lineage;
  }

  get lostWrites(): number {
    return this.log.lost;
  }

  get lineage(): number {
    return this.log.current;
  }

  /** Each node joins before the run begins. */
  join(member: StoreMember): void {
    this.members[this.nodes.indexOf(member.index)] = member;
  }

  /** The part of another node that copies of the log are taken from. */
  member(node: number): StoreMember {
    const member = this.members[this.nodes.indexOf(node)];
    assert(member !== undefined, 'a node of the store has joined it');
    return member;
  }

  /** Where each node stands. */
  positions(): readonly NodePosition[] {
    return this.members.map((member) => member.replication.position);
  }

  noteLostSessions(count: number): void {
    this.lostSessions += count;
  }

  /** A primary appends a write to its own lineage; returns the offset. */
  commit(lineage: number): number {
    const offset = replicationLog.append(this.log, lineage);
    if (lineage === this.log.current) {
      this.commitTimes[offset % commitTimesKept] = this.world.now;
      this.timedFrom = Math.max(this.timedFrom, offset - commitTimesKept + 1);
    }
    this.world.tap?.appended(this.primary, lineage, offset);
    return offset;
  }

  /** A primary has confirmed a version: from now on an older one is stale. */
  publish(lineage: number, offset: number, key: number): void {
    if (lineage !== this.log.current) return;
    this.confirmed[offset % replacedKept] = offset;
    this.replaced[offset % replacedKept] = this.keyVersions[key] as number;
    this.keyVersions[key] = offset;
  }

  /** Would a node at this position answer with less than the newest confirmed version of the key? */
  isStale(lineage: number, offset: number, key: number): boolean {
    const newest = this.keyVersions[key] as number;
    // In the present lineage a position holds just what its offset says: so nearly every read is judged at a glance.
    if (lineage === this.log.current) return offset < newest;
    return replicationLog.follow(this.log, { lineage, offset }).offset < newest;
  }

  /** Is what was appended there, in a lineage as a call names it, part of the history of lineage `of`? */
  holds({ lineage, offset }: replicationLog.Position, of: number): boolean {
    return this.follow(withinStore(lineage), offset, of) === offset;
  }

  /** The offset at which a node that begins to follow `to` goes on from its own position. */
  follow(lineage: number, offset: number, to: number): number {
    return replicationLog.follow(this.log, { lineage, offset }, to).offset;
  }

  /** Makes a node primary of a new lineage and counts what it never had. Returns the lineage. */
  promote(node: number, position: NodePosition, causeId: number, by: number, epoch: number): number {
    const { world } = this;
    const old = this.primary;
    const kept = replicationLog.follow(this.log, position).offset;
    this.countLost(kept);
    const { lineage, lost } = replicationLog.promote(this.log, position);
    this.timedFrom = Math.min(this.timedFrom, replicationLog.head(this.log) + 1);
    this.previousPrimary = old;
    this.primary = node;
    this.electedAt = world.now;
    world.tap?.elected(node, position.lineage, position.offset, lineage);
    for (let key = 0; key < this.keyVersions.length; key += 1)
      this.keyVersions[key] = this.versionUpTo(kept, this.keyVersions[key] as number);
    this.electedBy = world.story.tell('promoted', node, world.now, causeId, {
      from: world.idOf(old),
      by: world.idOf(by),
      epoch,
    });
    if (lost > 0) {
      const values = { count: lost, primary: world.idOf(node) };
      world.story.tell('writesLost', old, world.now, this.electedBy, values);
    }
    this.endSplit(node);
    return lineage;
  }

  /** A user has got the confirmation of a write. */
  onAcknowledged(request: number): void {
    const { requests, now } = this.world;
    const node = requests.writeNode[request] as number;
    if (!this.nodes.includes(node)) return;
    const lineage = requests.writeLineage[request] as number;
    const offset = requests.writeOffset[request] as number;
    const isLost = replicationLog.acknowledge(this.log, lineage, offset);
    const classIndex = requests.class[request] as number;
    if (isLost) this.world.classMeters.onLost(classIndex, 1);
    else this.classes.put(this.log, offset, classIndex);
    if (isLost && (requests.writtenAt[request] as number) > this.electedAt && node !== this.primary)
      this.countSplit(node, now);
  }

  /** Confirmed writes of a node that another primary never had, since that one was elected. */
  endSplit(node: number): number {
    const { world } = this;
    const split = this.splits.find((candidate) => candidate.node === node);
    if (split === undefined) return 0;
    this.splits = this.splits.filter((candidate) => candidate !== split);
    world.story.tell('splitBrainEnded', node, world.now, split.storyId, {
      other: world.idOf(this.primary),
      acknowledged: split.acknowledged,
      lastedMicros: world.now - split.since,
    });
    return split.acknowledged;
  }

  /** What every node holds need not be watched for loss any more. */
  prune(): void {
    let least = Number.POSITIVE_INFINITY;
    for (const { lineage, offset } of this.positions()) {
      least = Math.min(least, replicationLog.follow(this.log, { lineage, offset }).offset);
    }
    replicationLog.prune(this.log, least);
  }

  lagVersions(position: NodePosition): number {
    return replicationLog.lag(this.log, position);
  }

  /** Age of the oldest version of the elected primary that a node has not applied, Micros; 0 when it has all. */
  lagMicros(position: NodePosition): Micros {
    const lag = this.lagVersions(position);
    if (lag === 0) return 0;
    const head = replicationLog.head(this.log);
    const oldest = Math.max(head - lag + 1, this.timedFrom);
    return (
      this.world.now -
      (oldest > head ? this.electedAt : (this.commitTimes[oldest % commitTimesKept] as number))
    );
  }

  save() {
    const { primary, previousPrimary, electedAt, electedBy, splitBrainWrites, lostSessions, timedFrom } =
      this;
    return {
      log: copyPlain(this.log),
      scalars: { primary, previousPrimary, electedAt, electedBy, splitBrainWrites, lostSessions, timedFrom },
      keyVersions: this.keyVersions.slice(),
      confirmed: this.confirmed.slice(),
      replaced: this.replaced.slice(),
      commitTimes: this.commitTimes.slice(),
      classes: this.classes.save(),
      splits: copyPlain(this.splits),
    };
  }

  load(plain: ReturnType<ReplicatedStore['save']>): void {
    this.log = copyPlain(plain.log);
    Object.assign(this, plain.scalars);
    this.keyVersions.set(plain.keyVersions);
    this.confirmed.set(plain.confirmed);
    this.replaced.set(plain.replaced);
    this.commitTimes.set(plain.commitTimes);
    this.classes.load(plain.classes);
    this.splits = copyPlain(plain.splits);
  }

  /** The version of a key that was the newest before those after `kept` were lost; `kept` itself if that is forgotten. */
  private versionUpTo(kept: number, newest: number): number {
    let version = newest;
    while (version > kept) {
      if (this.confirmed[version % replacedKept] !== version) return kept;
      version = this.replaced[version % replacedKept] as number;
    }
    return version;
  }

  /** Acknowledged writes after `kept` are about to be lost: each is a loss of its class. */
  private countLost(kept: number): void {
    const { starts, ends } = this.log;
    for (let run = starts.length - 1; run >= 0 && (ends[run] as number) > kept; run -= 1) {
      for (
        let offset = Math.max(starts[run] as number, kept + 1);
        offset <= (ends[run] as number);
        offset += 1
      )
        this.world.classMeters.onLost(this.classes.at(offset), 1);
    }
  }

  private countSplit(node: number, now: Micros): void {
    const { world } = this;
    this.splitBrainWrites += 1;
    let split = this.splits.find((candidate) => candidate.node === node);
    if (split === undefined) {
      const storyId = world.story.tell('splitBrain', node, now, this.electedBy, {
        other: world.idOf(this.primary),
      });
      split = { node, since: now, storyId, acknowledged: 0 };
      this.splits.push(split);
    }
    split.acknowledged += 1;
  }
}
