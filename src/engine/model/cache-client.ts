/**
 * The part of an app server that uses the cache: which node to ask, and whether it is of any use at the moment. A cache
 * that fails is passed by, request after request, without a breaker: each look-up is tried again.
 */
import { copyPlain } from '../../base/plain.ts';
import { cause, type FailureCause, failureCauses } from '../telemetry/causes.ts';
import { costOf, createOutageTracker, noteEnd } from '../telemetry/outage-tracker.ts';
import type { Site } from './site.ts';
import { StoreClient } from './store-client.ts';

export class CacheClient {
  readonly nodes: StoreClient;
  private readonly site: Site;
  private outage = createOutageTracker();
  /** Since the outage began. */
  private missedWrites = 0;

  constructor(site: Site) {
    this.site = site;
    this.nodes = new StoreClient(site, 'kv');
  }

  get isAbsent(): boolean {
    return this.nodes.isAbsent;
  }

  get primary(): number {
    return this.nodes.primary;
  }

  onStart(): void {
    this.outage = createOutageTracker();
    this.nodes.onStart();
  }

  /** A look-up at `node` has ended. */
  note(node: number, causeCode: number, rootId: number): void {
    const { site, outage } = this;
    const failed = causeCode !== cause.none;
    if (failed) this.nodes.onPrimaryFailed();
    const change = noteEnd(outage, site.now, failed, rootId);
    const cache = site.nameOf(node);
    if (change === 'opened') {
      this.missedWrites = 0;
      const failureCause = failureCauses[causeCode] as FailureCause;
      const values = { cache, failureCause };
      outage.storyId = site.tell('cachePassedThrough', outage.openedAt, outage.openedBy, values);
    } else if (change === 'closed') {
      const lastedMicros = outage.goodSince - outage.openedAt;
      const passedThrough = costOf(outage).failed;
      const values = { cache, passedThrough, missedWrites: this.missedWrites, lastedMicros };
      site.tell('cacheUsedAgain', outage.goodSince, outage.storyId, values);
    }
  }

  /** A write was confirmed that the cache was not told of. */
  noteMissedWrite(): void {
    this.missedWrites += 1;
  }

  save() {
    return { nodes: this.nodes.save(), outage: copyPlain(this.outage), missedWrites: this.missedWrites };
  }

  load(plain: ReturnType<CacheClient['save']>): void {
    this.nodes.load(plain.nodes);
    this.outage = copyPlain(plain.outage);
    this.missedWrites = plain.missedWrites;
  }
}
