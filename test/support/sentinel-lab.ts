// A small world for the sentinel algorithm alone: data nodes that answer PING and INFO, links with a delay, faults, and
// a listener that notes events the way the recordings do. Everything is drawn from one seed.
import * as sentinel from '../../src/algorithms/failover/sentinel.ts';
import { mulberry } from './mulberry.ts';
import { redisNames } from './redis-names.ts';
import type { Lab, LabNode } from './sentinel-lab-types.ts';
import type { SentinelEvent } from './sentinel-reference.ts';
import { createTimedQueue } from './timed-queue.ts';

type Sentinel = sentinel.Sentinel;
type Action = sentinel.SentinelAction;

export interface LabOptions {
  readonly seed: number;
  readonly downAfterMs: number;
  readonly quorum?: number;
  readonly failoverTimeoutMs?: number;
  /** Copies every sentinel before everything it does. */
  readonly cloning?: boolean;
  /** Milliseconds added each way between data node 0 and all others, by a proxy that closes both sides at once. */
  readonly extraDelayMs?: number;
}

/** Measured on the recording machine (two shared cores), in milliseconds; see sentinel-lab.md. */
export const recordingMachine = {
  oneWayDelay: 0.3,
  saveTime: 2.5,
  timerLateMean: 1.5,
  observerLateMean: 2,
  writeProbePeriod: 15,
};

const micros = (ms: number): number => Math.round(ms * 1000);

export function createLab(options: LabOptions): Lab {
  const random = mulberry(options.seed);
  const exponential = (mean: number): number => -mean * Math.log(1 - random());
  const extraDelay = micros(options.extraDelayMs ?? 0);
  const delay = (): number => micros(recordingMachine.oneWayDelay * (0.7 + 0.6 * random()));
  const queue = createTimedQueue();
  const { at } = queue;
  let clock = 0;
  let isCut: (from: string, to: string) => boolean = () => false;

  const nodes: LabNode[] = [0, 1, 2].map((id) => ({
    state: 'up',
    role: id === 0 ? 'primary' : 'replica',
    follows: id === 0 ? undefined : 0,
    linkBrokenAt: undefined,
    offset: 1000,
    runId: Math.floor(random() * 1e9),
    priority: 100,
    held: [],
  }));
  const sentinels = [0, 1, 2].map((index) =>
    sentinel.create({
      index,
      sentinels: 3,
      quorum: options.quorum ?? 2,
      nodes: 3,
      primary: 0,
      now: 0,
      downAfter: micros(options.downAfterMs),
      failoverTimeout: micros(options.failoverTimeoutMs ?? 6000),
      saveTime: micros(recordingMachine.saveTime),
    }),
  );
  const busyUntil = [0, 0, 0];
  const lives = [0, 0, 0];
  const arrivals = new Map<string, number>();
  const deadSentinels = new Set<number>();

  const lab: Lab = {
    sentinels,
    nodes,
    deadSentinels,
    facts: [],
    events: [],
    promotedAt: [],
    faultAt: 0,
    now: () => clock / 1000,
    random,
    runUntil(ms) {
      queue.runUntil(micros(ms), (time) => {
        clock = time;
      });
      clock = micros(ms);
    },
    kill(id) {
      nodes[id]!.state = 'down';
      nodes[id]!.held = [];
      for (const node of nodes) if (node.follows === id) node.linkBrokenAt ??= clock;
      for (const index of [0, 1, 2]) loseLink(index, 'node', id, delay());
    },
    resetLinks(id) {
      for (const index of [0, 1, 2]) loseLink(index, 'node', id, delay());
    },
    hang(id) {
      nodes[id]!.state = 'hung';
    },
    resume(id) {
      nodes[id]!.state = 'up';
      for (const run of nodes[id]!.held.splice(0)) run();
    },
    revive(id) {
      Object.assign(nodes[id]!, { state: 'up', runId: Math.floor(random() * 1e9), held: [] });
    },
    killSentinel(index) {
      deadSentinels.add(index);
      lives[index]! += 1;
      for (const other of [0, 1, 2]) if (other !== index) loseLink(other, 'sentinel', index, delay());
    },
    reviveSentinel(index) {
      deadSentinels.delete(index);
      sentinel.restart(sentinels[index]!, clock);
      start(index);
    },
    cut(predicate) {
      isCut = predicate;
    },
  };

  function start(index: number): void {
    const life = lives[index];
    const run = (): void => {
      if (lives[index] !== life) return;
      if (busyUntil[index]! > clock) {
        at(busyUntil[index]!, run);
        return;
      }
      const draws = { interval: random(), desync: random() };
      work(index, (s, actions) => sentinel.tick(s, clock, draws, actions));
      at(sentinel.nextDue(sentinels[index]!) + micros(exponential(recordingMachine.timerLateMean)), run);
    };
    at(clock + micros(random() * 20), run);
  }

  function work(index: number, verb: (s: Sentinel, actions: Action[]) => number): void {
    const actions: Action[] = [];
    if (options.cloning) sentinels[index] = structuredClone(sentinels[index]!);
    const epoch = sentinels[index]!.epoch;
    const busy = verb(sentinels[index]!, actions);
    busyUntil[index] = clock + busy;
    const seenAt = clock + busy + micros(exponential(recordingMachine.observerLateMean));
    let isEpochNew = sentinels[index]!.epoch > epoch;
    for (const action of actions) {
      if (isEpochNew && (action.type === 'electionStarted' || action.type === 'voted')) {
        noteEvent(index, seenAt, ['+new-epoch', '']);
        isEpochNew = false;
      }
      if (!carry(index, action, busy)) note(index, action, seenAt);
    }
    if (isEpochNew) noteEvent(index, seenAt, ['+new-epoch', '']);
  }

  function toSentinel(from: string, index: number, verb: (s: Sentinel, actions: Action[]) => number): void {
    if (isCut(from, `s${index}`)) return;
    const deliver = (): void => {
      if (deadSentinels.has(index)) return;
      if (busyUntil[index]! > clock) at(busyUntil[index]!, deliver);
      else work(index, verb);
    };
    at(arrival(from, `s${index}`, 0), deliver);
  }

  /** Messages of one connection arrive in the order in which they were sent. */
  function arrival(from: string, to: string, after: number): number {
    const link = `${from}>${to}`;
    const isSlow = from === 'n0' || to === 'n0';
    const time = Math.max(clock + after + delay() + (isSlow ? extraDelay : 0), arrivals.get(link) ?? 0);
    arrivals.set(link, time);
    return time;
  }

  function loseLink(index: number, party: sentinel.Party, id: number, after: number): void {
    at(clock + after, () => {
      if (!deadSentinels.has(index)) sentinel.onLinkLost(sentinels[index]!, party, id);
    });
  }

  /** A node handles what arrives in order; a hung one when it wakes. */
  function toNode(index: number, id: number, after: number, handle: (node: LabNode) => void): void {
    if (isCut(`s${index}`, `n${id}`)) return;
    at(arrival(`s${index}`, `n${id}`, after), () => {
      const node = nodes[id]!;
      if (node.state === 'up') handle(node);
      else if (node.state === 'hung') node.held.push(() => handle(node));
    });
  }

  function reply(from: string, index: number, verb: (s: Sentinel) => void): void {
    toSentinel(from, index, (s) => {
      verb(s);
      return 0;
    });
  }

  /** False for a fact. */
  function carry(index: number, action: Action, busy: number): boolean {
    switch (action.type) {
      case 'connect': {
        const isDown =
          action.party === 'node' ? nodes[action.to]!.state === 'down' : deadSentinels.has(action.to);
        const name = `${action.party === 'node' ? 'n' : 's'}${action.to}`;
        if (isDown && !isCut(`s${index}`, name)) loseLink(index, action.party, action.to, busy + 2 * delay());
        return true;
      }
      case 'ping':
        ping(index, action.party, action.to, busy);
        return true;
      case 'info':
        toNode(index, action.to, busy, (node) => {
          const info = describe(node);
          toSentinel(`n${action.to}`, index, (s, actions) =>
            sentinel.onInfo(s, action.to, info, clock, actions),
          );
        });
        return true;
      case 'ask':
        between(index, action.to, busy, (s, actions) =>
          sentinel.onAsk(s, action.ask, clock, random(), actions),
        );
        return true;
      case 'reply':
        between(index, action.to, busy, (s) => {
          sentinel.onAskReply(s, action.reply, clock);
          return 0;
        });
        return true;
      case 'promote':
        toNode(index, action.to, busy, (node) => {
          Object.assign(node, { role: 'primary', follows: undefined, linkBrokenAt: undefined });
          lab.promotedAt.push((clock - lab.faultAt) / 1000);
        });
        return true;
      case 'reconfigure':
        toNode(index, action.to, busy, (node) => {
          Object.assign(node, { role: 'replica', follows: action.follow, linkBrokenAt: undefined });
        });
        return true;
      case 'announce':
        announce(index, action, busy);
        return true;
      default:
        return false;
    }
  }

  function between(
    from: number,
    to: number,
    busy: number,
    verb: (s: Sentinel, actions: Action[]) => number,
  ): void {
    at(clock + busy, () => {
      if (!deadSentinels.has(from) || busy === 0) toSentinel(`s${from}`, to, verb);
    });
  }

  function ping(index: number, party: sentinel.Party, to: number, busy: number): void {
    if (party === 'node') {
      toNode(index, to, busy, () => reply(`n${to}`, index, (s) => sentinel.onPong(s, 'node', to, clock)));
      return;
    }
    between(index, to, busy, () => {
      reply(`s${to}`, index, (s) => sentinel.onPong(s, 'sentinel', to, clock));
      return 0;
    });
  }

  function announce(index: number, action: Extract<Action, { type: 'announce' }>, busy: number): void {
    const hear = (s: Sentinel, actions: Action[]): number =>
      sentinel.onAnnouncement(s, action.news, clock, actions);
    if (action.party === 'sentinel') {
      between(index, action.to, busy, hear);
      return;
    }
    toNode(index, action.to, busy, () => {
      for (const other of [0, 1, 2]) {
        if (other !== index && !isCut(`s${other}`, `n${action.to}`)) toSentinel(`n${action.to}`, other, hear);
      }
    });
  }

  function describe(node: LabNode): sentinel.NodeInfo {
    const brokenFor = node.linkBrokenAt === undefined ? 0 : clock - node.linkBrokenAt;
    return {
      role: node.role,
      runId: node.runId,
      priority: node.priority,
      offset: node.offset,
      follows: node.follows,
      primaryLinkUp: node.follows !== undefined && nodes[node.follows]!.state === 'up',
      primaryLinkDownFor: Math.floor(brokenFor / 1e6) * 1e6,
    };
  }

  function note(index: number, fact: Action, seenAt: number): void {
    lab.facts.push({ at: clock, sentinel: index, fact });
    for (const named of redisNames(fact, sentinels[index]!.primary)) noteEvent(index, seenAt, named);
  }

  function noteEvent(index: number, seenAt: number, [name, detail]: readonly [string, string]): void {
    lab.events.push([Math.round((seenAt - lab.faultAt) / 1000), index + 1, name, detail]);
  }

  for (const index of [0, 1, 2]) start(index);
  return lab;
}

/** Sorted as a listener would have them. */
export function heardEvents(lab: Lab): SentinelEvent[] {
  return lab.events.toSorted((a, b) => a[0] - b[0]);
}
