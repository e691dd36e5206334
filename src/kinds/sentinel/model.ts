/**
 * Sentinel: carries the messages of `algorithms/failover/sentinel`, which decides everything. One process, one thread:
 * what arrives while it saves its configuration waits. The timing constants are those of the recording machine.
 */

import * as sentinel from '../../algorithms/failover/sentinel.ts';
import { assert } from '../../base/assert.ts';
import { copyPlain } from '../../base/plain.ts';
import { ln } from '../../base/portable-math.ts';
import { type Micros, microsFromMillis } from '../../base/units.ts';
import { purposes } from '../../engine/kernel/draws.ts';
import type { Component } from '../../engine/model/component.ts';
import { idleFaults, type KindModel } from '../../engine/model/kind-model.ts';
import { messageKind } from '../../engine/model/message-kinds.ts';
import type { ParameterValues } from '../../engine/model/parameter-values.ts';
import type { Site } from '../../engine/model/site.ts';
import { sentinelParameters } from './spec.ts';
import { SentinelStory } from './story.ts';

/** Writing epoch, vote and configuration to disk; and how late a timer runs on the mean (measured, see docs/MODEL.md). */
const saveTime: Micros = 2_500;
const timerLateMean: Micros = 1_500;
const tickTimer = 0;

type Letter = readonly [kind: number, to: number, numbers: readonly number[]];

type Config = ParameterValues<typeof sentinelParameters>;

export class SentinelProcess implements Component {
  readonly index: number;
  private readonly site: Site;
  /** Component indices by the algorithm's own numbers. */
  private readonly nodes: readonly number[];
  private readonly peers: readonly number[];
  private readonly clients: readonly number[];
  private readonly story: SentinelStory;
  private state: sentinel.Sentinel;
  private ticks = 0;
  /** The unsuspected nodes as clients were last told. */
  private told = 0;

  constructor(site: Site, nodes: readonly number[], peers: readonly number[], primary: number) {
    this.site = site;
    this.index = site.index;
    this.nodes = nodes;
    this.peers = peers;
    this.clients = site.neighbours('client');
    this.story = new SentinelStory(site, nodes, peers);
    this.state = sentinel.create({
      index: peers.indexOf(site.index),
      sentinels: peers.length,
      nodes: nodes.length,
      primary: nodes.indexOf(primary),
      now: 0,
      saveTime,
      ...this.optionsOf(site.config()),
    });
  }

  onStart(): void {
    const { site } = this;
    if (site.now > 0) sentinel.restart(this.state, site.now);
    const phase = this.draw(purposes.sentinelPhase, 0);
    site.timerAt(tickTimer, 0, site.now + Math.floor(phase * 20_000));
  }

  onTimer(): void {
    const { site, state } = this;
    const draws = {
      interval: this.draw(purposes.sentinelTick, 0),
      desync: this.draw(purposes.sentinelDesync, 0),
    };
    this.run((actions) => sentinel.tick(state, site.now, draws, actions));
    const late = -timerLateMean * ln(1 - this.draw(purposes.processingDelay, 0));
    site.timerAt(tickTimer, 0, Math.round(sentinel.nextDue(state) + late));
    this.ticks += 1;
  }

  onMessage(message: number): void {
    const { site, state } = this;
    const { messages, now } = site;
    const from = messages.from[message] as number;
    const party: sentinel.Party = this.nodes.includes(from) ? 'node' : 'sentinel';
    const id = party === 'node' ? this.nodes.indexOf(from) : this.peers.indexOf(from);
    const p = (column: 'p0' | 'p1' | 'p2' | 'p3' | 'p4' | 'p5'): number =>
      messages[column][message] as number;
    const optional = (value: number): number | undefined => (value < 0 ? undefined : value);
    switch (messages.kind[message]) {
      case messageKind.ping:
        site.mail(messageKind.pong, from);
        return;
      case messageKind.pong:
        sentinel.onPong(state, party, id, now);
        return;
      case messageKind.connectionClosed:
      case messageKind.refused:
        if (id >= 0) sentinel.onLinkLost(state, party, id);
        return;
      case messageKind.infoAnswer:
        this.run((actions) => sentinel.onInfo(state, id, this.infoIn(message), now, actions));
        return;
      case messageKind.ask: {
        const ask = { from: id, suspect: p('p0'), epoch: p('p1'), candidate: optional(p('p2')) };
        const desync = this.draw(purposes.sentinelDesync, 1 + id);
        this.run((actions) => sentinel.onAsk(state, ask, now, desync, actions));
        return;
      }
      case messageKind.askAnswer:
        sentinel.onAskReply(
          state,
          { from: id, isDown: p('p0') === 1, leader: optional(p('p1')), leaderEpoch: p('p2') },
          now,
        );
        return;
      case messageKind.announce: {
        const news = { from: p('p0'), epoch: p('p1'), primary: p('p2'), configEpoch: p('p3') };
        this.story.hearSwitch(p('p4'));
        this.run((actions) => sentinel.onAnnouncement(state, news, now, actions));
        return;
      }
      case messageKind.topologyQuery:
        this.tellTopology(from, 0);
        return;
      default:
        return;
    }
  }

  onCall(): void {}
  onReply(): void {}
  onWorkEnded(): void {}
  onCrash(): void {}

  configure(next: Config): void {
    Object.assign(this.state.options, this.optionsOf(next));
  }

  save() {
    return { state: copyPlain(this.state), ticks: this.ticks, told: this.told, story: this.story.save() };
  }

  load(plain: ReturnType<SentinelProcess['save']>): void {
    this.state = copyPlain(plain.state);
    this.ticks = plain.ticks;
    this.told = plain.told;
    this.configure(this.site.config());
    this.story.load(plain.story);
  }

  private optionsOf({ quorum, downAfterMillis, pingIntervalMillis, failoverTimeoutMillis }: Config) {
    return {
      quorum: Math.min(quorum, this.peers.length),
      downAfter: microsFromMillis(downAfterMillis),
      pingPeriod: microsFromMillis(pingIntervalMillis),
      failoverTimeout: microsFromMillis(failoverTimeoutMillis),
    };
  }

  private draw(purpose: number, index: number): number {
    return this.site.draw(purpose, this.ticks, this.site.drawKey, index);
  }

  /** Runs one verb; what it wants sent leaves when the process is done with it. */
  private run(verb: (actions: sentinel.SentinelAction[]) => Micros): void {
    const actions: sentinel.SentinelAction[] = [];
    const busy = verb(actions);
    this.site.stayBusy(busy);
    for (const action of actions) this.carry(action, busy);
    const unsuspected = this.unsuspected();
    if (unsuspected === this.told) return;
    this.told = unsuspected;
    for (const client of this.clients) this.tellTopology(client, busy);
  }

  private carry(action: sentinel.SentinelAction, busy: Micros): void {
    const letter = this.letterFor(action);
    if (letter !== undefined) {
      this.send(...letter, busy);
      return;
    }
    // A connection attempt is a ping: what listens answers, what does not is refused.
    if (action.type === 'connect') return;
    this.story.tell(action as sentinel.SentinelFact);
    if (action.type !== 'switched') return;
    for (const client of this.clients) this.tellTopology(client, busy);
  }

  /** Kind, addressee and numbers of what an action sends; undefined for one that sends nothing. */
  private letterFor(action: sentinel.SentinelAction): Letter | undefined {
    const { story } = this;
    switch (action.type) {
      case 'ping':
        return [messageKind.ping, this.partyOf(action.party, action.to), []];
      case 'info':
        return [messageKind.info, this.nodeOf(action.to), []];
      case 'ask': {
        const { suspect, epoch, candidate = -1 } = action.ask;
        return [messageKind.ask, this.peerOf(action.to), [suspect, epoch, candidate]];
      }
      case 'reply': {
        const { isDown, leader = -1, leaderEpoch } = action.reply;
        return [messageKind.askAnswer, this.peerOf(action.to), [isDown ? 1 : 0, leader, leaderEpoch]];
      }
      case 'promote':
        return [messageKind.promote, this.nodeOf(action.to), [story.choiceId, this.state.failoverEpoch]];
      case 'reconfigure': {
        const numbers = [this.nodeOf(action.follow), story.switchId];
        return [messageKind.reconfigure, this.nodeOf(action.to), numbers];
      }
      case 'announce': {
        const { from, epoch, primary, configEpoch } = action.news;
        const numbers = [from, epoch, primary, configEpoch, story.switchId];
        return [messageKind.announce, this.partyOf(action.party, action.to), numbers];
      }
      default:
        return undefined;
    }
  }

  private send(kind: number, to: number, numbers: readonly number[], busy: Micros): void {
    this.site.mail(kind, to, numbers, busy);
  }

  /** What a client should do now: `SENTINEL get-master-addr-by-name` and the flags of `SENTINEL replicas`. */
  private tellTopology(client: number, busy: Micros): void {
    const { state } = this;
    // While a failover is being finished its promoted replica already counts as the primary, as in Redis.
    const isFinishing = state.phase === 'reconfigureReplicas' || state.phase === 'updateConfig';
    const primary = isFinishing ? (state.promoted ?? state.primary) : state.primary;
    const numbers = [this.nodeOf(primary), state.configEpoch, this.story.switchId, this.unsuspected()];
    this.send(messageKind.topology, client, numbers, busy);
  }

  /** Nodes that answer this sentinel, one bit each. */
  private unsuspected(): number {
    return this.state.nodes.reduce(
      (bits, node) => bits + (node.mode === 'up' && node.link.connected ? 1 << node.id : 0),
      0,
    );
  }

  private infoIn(message: number): sentinel.NodeInfo {
    const { messages } = this.site;
    const follows = this.nodes.indexOf(messages.p4[message] as number);
    const downFor = messages.p5[message] as number;
    return {
      role: messages.p0[message] === 1 ? 'primary' : 'replica',
      runId: messages.p1[message] as number,
      priority: messages.p2[message] as number,
      offset: messages.p3[message] as number,
      follows: follows < 0 ? undefined : follows,
      primaryLinkUp: downFor < 0,
      primaryLinkDownFor: downFor < 0 ? 0 : Math.floor(downFor / 1_000_000) * 1_000_000,
    };
  }

  private partyOf(party: sentinel.Party, id: number): number {
    return party === 'node' ? this.nodeOf(id) : this.peerOf(id);
  }

  private nodeOf(id: number): number {
    return this.nodes[id] as number;
  }

  private peerOf(id: number): number {
    return this.peers[id] as number;
  }
}

/** A sentinel of the store that its linked nodes belong to, among the sentinels it is linked with. */
export function createSentinel(site: Site): SentinelProcess {
  const node = site.neighbours().find((other) => site.has(other, 'replicated'));
  assert(node !== undefined, 'a sentinel watches a store');
  const store = site.storeOf(node);
  const peers = [...site.neighbours('watcher'), site.index].sort((a, b) => a - b);
  return new SentinelProcess(site, store.nodes, peers, store.primary);
}

export const model = {
  name: 'sentinel',
  parameters: sentinelParameters,
  faults: idleFaults,
  traits: ['watcher'],
  serves: [],
  needs: {},
  // Pings and orders, votes, and news of who is primary.
  control: ['replicated', 'watcher', 'client'],
  machines: [
    { name: 'view', config: sentinel.sentinelViewMachine.config },
    { name: 'failover', config: sentinel.failoverMachine.config },
  ],
  create: createSentinel,
} as const satisfies KindModel;
