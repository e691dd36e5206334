/**
 * The part of an app server that knows one replicated store: which node is primary, which replicas are well. Reads go to
 * a pool whose members are the replicas, in turn, with the primary as their backup. Sentinels tell it of every change; it also asks one when the primary fails it (as Sentinel clients do), at most every 20 ms, the pace
 * of the client in the recordings. Without sentinels it keeps to its configuration.
 */
import type { Micros } from '../../base/units.ts';
import { messageKind } from './message-kinds.ts';
import { ServerPool } from './server-pool.ts';
import type { Site } from './site.ts';

const askEvery: Micros = 20_000;

export class StoreClient {
  /** All of the store, in the order of the scenario. */
  readonly nodes: readonly number[];
  private readonly site: Site;
  private readonly isCache: boolean;
  private readonly sentinels: readonly number[];
  private readonly configured: number;
  /** Whom the client takes for primary, −1 for nobody. */
  primary: number;
  private replicas: readonly number[];
  /** Where reads go. */
  readonly readers: ServerPool;
  /** Configuration epoch of the belief; a newer one wins. */
  private epoch = 0;
  private askedAt: Micros = Number.NEGATIVE_INFINITY;
  private nextSentinel = 0;
  /** Replicas whose avoidance was told and is not over. */
  private avoided: number[] = [];

  constructor(site: Site, nodes: readonly number[]) {
    this.site = site;
    this.nodes = nodes;
    this.isCache = this.nodes.some((node) => site.has(node, 'cache'));
    this.sentinels = site.neighbours('watcher').filter((peer) => this.isWatcher(peer));
    this.configured = this.nodes.find((node) => site.isConfiguredPrimary(node)) ?? -1;
    this.primary = this.configured;
    this.replicas = this.allBut(this.configured);
    this.readers = new ServerPool(site, [], { rule: 'roundRobin' });
    this.setReaders();
  }

  /** A new process begins with its configuration file, and asks who is primary now. */
  onStart(): void {
    this.primary = this.configured;
    this.replicas = this.allBut(this.configured);
    this.setReaders();
    this.readers.onStart();
    this.epoch = 0;
    this.avoided = [];
    for (const sentinel of this.sentinels) this.site.mail(messageKind.topologyQuery, sentinel);
  }

  /** A call to the primary failed: is it still the primary? */
  onPrimaryFailed(): void {
    const { site } = this;
    const sentinel = this.sentinels[this.nextSentinel % Math.max(1, this.sentinels.length)];
    if (sentinel === undefined || site.now - this.askedAt < askEvery) return;
    this.askedAt = site.now;
    this.nextSentinel += 1;
    site.mail(messageKind.topologyQuery, sentinel);
  }

  onMessage(message: number): void {
    const { messages } = this.site;
    if (messages.kind[message] !== messageKind.topology) return;
    if (!this.sentinels.includes(messages.from[message] as number)) return;
    const epoch = messages.p1[message] as number;
    if (epoch < this.epoch) return;
    const primary = messages.p0[message] as number;
    const from = this.primary;
    this.learn(epoch === this.epoch ? from : primary, messages.p3[message] as number);
    if (epoch === this.epoch) return;
    this.epoch = epoch;
    if (primary === from) return;
    const values = { from: from < 0 ? '' : this.site.nameOf(from), to: this.site.nameOf(primary) };
    this.site.tell('clientSwitched', this.site.now, messages.p2[message] as number, values);
  }

  save() {
    const { primary, epoch, nextSentinel, askedAt } = this;
    const [replicas, avoided, readers] = [this.replicas.slice(), this.avoided.slice(), this.readers.save()];
    return { primary, replicas, readers, epoch, nextSentinel, askedAt, avoided };
  }

  load(plain: ReturnType<StoreClient['save']>): void {
    this.primary = plain.primary;
    this.replicas = plain.replicas.slice();
    this.readers.load(plain.readers);
    this.epoch = plain.epoch;
    this.nextSentinel = plain.nextSentinel;
    this.askedAt = plain.askedAt;
    this.avoided = plain.avoided.slice();
  }

  private isWatcher(peer: number): boolean {
    const [node = -1] = this.nodes;
    return node >= 0 && this.site.areLinked(peer, node);
  }

  /** Reads go to the replicas that the sentinel which spoke last does not suspect; to the primary if there is none. */
  private learn(primary: number, unsuspected: number): void {
    const replicas = this.nodes.filter(
      (node, place) => node !== primary && ((unsuspected >> place) & 1) === 1,
    );
    this.tellAvoided(this.replicas, replicas, primary);
    this.primary = primary;
    this.replicas = replicas;
    this.setReaders();
  }

  private setReaders(): void {
    this.readers.setMembers(this.replicas, this.primary < 0 ? [] : [this.primary]);
  }

  /**
   * Told once per trouble: while a node is unwell, sentinels that disagree about it make a client change its mind to and
   * fro. Caches are asked at their primary only, so that their replicas are no loss to readers.
   */
  private tellAvoided(before: readonly number[], after: readonly number[], primary: number): void {
    const { site, avoided } = this;
    if (this.isCache) return;
    for (const node of before) {
      const root = site.blame.troubleOf(node);
      // An old primary is listed as a replica for a moment after the switch; nobody has read from it.
      if (root === 0 || node === primary || node === site.storeOf(node).previousPrimary) continue;
      if (after.includes(node) || avoided.includes(node)) continue;
      avoided.push(node);
      const values = { replica: site.nameOf(node), left: after.length };
      site.tell('replicaAvoided', site.now, root, values);
    }
    for (const node of after) {
      if (site.blame.troubleOf(node) !== 0 || !avoided.includes(node)) continue;
      avoided.splice(avoided.indexOf(node), 1);
      const startedBy = site.blame.returnOf(node);
      site.tell('replicaUsedAgain', site.now, startedBy, { replica: site.nameOf(node) });
    }
  }

  private allBut(primary: number): readonly number[] {
    return this.nodes.filter((node) => node !== primary);
  }
}
