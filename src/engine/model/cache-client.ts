/**
 * The part of an app server that uses the cache look-aside: which node to ask, what an answer is about, and whether the
 * cache is of any use at the moment. A cache that fails is passed by, request after request, without a breaker: each
 * request tries it once, and puts nothing there if that failed.
 */
import { copyPlain } from '../../base/plain.ts';
import { cause, type FailureCause, failureCauses } from '../telemetry/causes.ts';
import { costOf, createOutageTracker, noteEnd } from '../telemetry/outage-tracker.ts';
import { callVerbs } from '../telemetry/records.ts';
import { answerNotes } from './payloads.ts';
import type { ProtocolClient } from './protocol-client.ts';
import { found, toPut } from './redis-commands.ts';
import type { Site } from './site.ts';
import { StoreClient } from './store-client.ts';

const verbs = {
  write: callVerbs.indexOf('write'),
  get: callVerbs.indexOf('get'),
  put: callVerbs.indexOf('put'),
};

/** In the `notes` of a call that is being served: the session must be stored; the cache is passed by. */
const own = { newSession: 1, passBy: 2 } as const;

export class CacheClient implements ProtocolClient {
  /** A confirmed write removes the cached entry instead of putting the new value there. */
  removesOnWrite = true;
  readonly nodes: StoreClient;
  private readonly site: Site;
  private outage = createOutageTracker();
  /** Since the outage began. */
  private missedWrites = 0;

  constructor(site: Site, nodes: readonly number[]) {
    this.site = site;
    this.nodes = new StoreClient(site, nodes);
  }

  get servers(): readonly number[] {
    return this.nodes.nodes;
  }

  nodeFor(call: number, verb: number): number {
    const { site } = this;
    const { notes } = site;
    if (this.nodes.primary < 0) notes.add(call, own.passBy);
    if (!notes.has(call, own.passBy)) return this.nodes.primary;
    if (verb === verbs.put && site.wantedBy(call) === verbs.write) this.noteMissedWrite();
    return -1;
  }

  isSharedBy(): boolean {
    return false;
  }

  onRejected(): void {}

  onSent(call: number, child: number, verb: number): void {
    if (verb !== verbs.put) return;
    const { site } = this;
    const { notes, versions } = site;
    const removes = site.wantedBy(call) === verbs.write && this.removesOnWrite;
    const session = notes.has(call, own.newSession) ? toPut.session : 0;
    notes.add(child, session | (removes ? toPut.removal : toPut.entry));
    versions.copy(call, child);
  }

  onEnded(child: number, verb: number, call: number): void {
    const { calls, notes } = this.site;
    const causeCode = calls.cause[child] as number;
    const failed = causeCode !== cause.none;
    this.note(calls.callee[child] as number, causeCode, failed ? (calls.rootId[child] as number) : 0);
    if (failed && verb === verbs.get && call >= 0) notes.add(call, own.passBy);
  }

  onAnswered(call: number, get: number, verb: number): number {
    if (verb !== verbs.get) return 0;
    const { notes, versions } = this.site;
    const isSignedIn = notes.has(get, found.session);
    if (!isSignedIn) notes.add(call, own.newSession);
    const signedOut = isSignedIn ? 0 : answerNotes.signedOut;
    if (!notes.has(get, found.entry)) return answerNotes.missing | signedOut;
    versions.copy(get, call);
    return answerNotes.found | signedOut;
  }

  onStart(): void {
    this.outage = createOutageTracker();
    this.nodes.onStart();
  }

  onMessage(message: number): void {
    this.nodes.onMessage(message);
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
