/**
 * Behaviour digest: what a run did, as a hash that is independent of how the run was computed. It covers every request
 * that ended (ordinal, class, arrival, end, cause, kind of its root), every call made for it (callee, sent, started,
 * finished) and the time of every story event. Slots, event order at one instant and timers are not in it. A change that
 * merges events moves the trace hash and keeps this digest.
 */
import { createHash } from 'node:crypto';
import { createEngine } from '../../src/engine/engine.ts';
import type { TapFact } from '../../src/engine/tap.ts';
import { failureCauses } from '../../src/engine/telemetry/causes.ts';
import type { StoryEvent } from '../../src/engine/telemetry/story.ts';
import type { DeterminismCase } from './determinism-cases.ts';
import { blueprintOf, commandsOf, nullSink } from './engine-lab.ts';

interface Hop {
  readonly callee: number;
  readonly sentAt: number;
  startedAt: number;
  finishedAt: number;
}

interface RequestLife {
  readonly ordinal: number;
  readonly class: number;
  readonly arrivedAt: number;
  readonly hops: Hop[];
  endedAt: number;
  cause: number;
  root: number;
}

type Sent = Extract<TapFact, { what: 'sent' }>;

const notYet = -1;
const usersOwn = -1;

/** Gathers the facts of one run. Times are Micros, −1 = has not happened. */
export class BehaviourWatch {
  private readonly requests = new Map<number, RequestLife>();
  private readonly hops = new Map<number, Hop>();
  /** The users' own calls, by number. */
  private readonly entries = new Map<number, RequestLife>();
  private readonly story: StoryEvent[] = [];

  onStory(event: StoryEvent): void {
    this.story.push(event);
  }

  onFact(fact: TapFact): void {
    if (fact.what === 'sent') this.onSent(fact);
    else if (fact.what === 'started') this.hopOf(fact.call).startedAt = fact.time;
    else if (fact.what === 'finished') this.hopOf(fact.call).finishedAt = fact.time;
    else if (fact.what === 'returned') {
      const request = this.entries.get(fact.call);
      if (request === undefined) return;
      Object.assign(request, { endedAt: fact.time, cause: fact.cause, root: fact.root });
    }
  }

  /** One line per ended request and per story event, in an order that does not depend on the order of the facts. */
  lines(nameOf: (component: number) => string): string[] {
    const kinds = new Map(this.story.map(({ id, kind }) => [id, kind as string]));
    const ended = [...this.requests.values()].filter(({ endedAt }) => endedAt !== notYet);
    ended.sort((a, b) => a.ordinal - b.ordinal);
    const requests = ended.map((request) => {
      const isFailure = request.cause !== 0;
      const root = isFailure ? (kinds.get(request.root) ?? 'unknown') : 'none';
      const hops = request.hops.map(
        ({ callee, sentAt, startedAt, finishedAt }) =>
          `${sentAt} ${nameOf(callee)} ${startedAt} ${finishedAt}`,
      );
      const cause = isFailure ? failureCauses[request.cause] : 'none';
      const { ordinal, arrivedAt, endedAt } = request;
      return `${ordinal} ${request.class} ${arrivedAt} ${endedAt} ${cause} ${root}; ${hops.sort().join(', ')}`;
    });
    const story = this.story.map(({ time, kind, component }) => `${time} ${component} ${kind}`);
    return [...requests, ...story.sort()];
  }

  private onSent(fact: Sent): void {
    const hop = { callee: fact.callee, sentAt: fact.time, startedAt: notYet, finishedAt: notYet };
    this.hops.set(fact.call, hop);
    if (fact.parent === usersOwn && !this.requests.has(fact.ordinal)) {
      const life = {
        ordinal: fact.ordinal,
        class: fact.class,
        arrivedAt: fact.time,
        hops: [],
        endedAt: notYet,
        cause: 0,
        root: 0,
      };
      this.requests.set(fact.ordinal, life);
      this.entries.set(fact.call, life);
    }
    this.requests.get(fact.ordinal)?.hops.push(hop);
  }

  private hopOf(call: number): Hop {
    const hop = this.hops.get(call);
    if (hop === undefined) throw new Error(`call ${call} was never sent`);
    return hop;
  }
}

const digestOf = (lines: readonly string[]): string =>
  createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 16);

export interface RunDigest {
  readonly traceHash: string;
  readonly behaviour: string;
}

/** Plays a case and returns both of its fingerprints; `most` events per call of the engine. */
export function digestsOf(one: DeterminismCase, most = Number.POSITIVE_INFINITY): RunDigest {
  const blueprint = blueprintOf(one.scenario, one.sets);
  const watch = new BehaviourWatch();
  const sink = { ...nullSink, story: (event: StoryEvent) => watch.onStory(event) };
  const engine = createEngine(blueprint, one.seed, sink, (fact) => watch.onFact(fact));
  engine.schedule(commandsOf(blueprint, one.dos));
  while (!engine.runUntil(one.until, most));
  const lines = watch.lines((component) => blueprint.components[component]?.id ?? '');
  return { traceHash: engine.traceHash(), behaviour: digestOf(lines) };
}
