// A probe or a PING waits where a real one waits: behind the work of the process that answers it, or in a place of its own.
import { describe, expect, it } from 'vitest';
import { blueprintOf, eventsOf, nullSink, runLab, seconds } from '../../../test/support/engine-lab.ts';
import { noCall } from '../kernel/calls.ts';
import { Run } from '../run.ts';
import { createAsk } from './asks.ts';
import { messageKind } from './message-kinds.ts';
import { sendCall, sendMessage } from './transport.ts';

const link = 250;
const work = 10_000;

/** Times at which `watcher` hears an answer of `kind`, when `server` has `calls` of 10 ms each, then is asked at `asked`. */
function answersAt(
  run: Run,
  { server, caller, watcher }: { server: string; caller: string; watcher: string },
  { calls, asked, kind, answer }: { calls: number; asked: readonly number[]; kind: number; answer: number },
): readonly number[] {
  const { world } = run;
  const index = (id: string): number => world.indexOf.get(id) as number;
  const heard: number[] = [];
  // Its calls serve no other call.
  Object.assign(world.component(index(caller)), { onReply: () => undefined });
  // The watcher says nothing of its own and only listens.
  Object.assign(world.components[index(watcher)] as object, {
    onTimer: () => undefined,
    onReply: () => undefined,
    onMessage(message: number): void {
      if (world.messages.kind[message] === answer && world.messages.from[message] === index(server))
        heard.push(world.now);
    },
  });
  for (let n = 0; n < calls; n += 1) {
    const request = world.requests.open(index('users'), n, 0);
    sendCall(
      world,
      index(caller),
      index(server),
      request,
      noCall,
      1,
      60_000_000,
      createAsk('test', { verb: 'get' }),
    );
  }
  for (const at of asked) {
    while (run.now < at) run.until(at, Number.POSITIVE_INFINITY);
    sendMessage(world, kind, index(watcher), index(server));
  }
  run.until(seconds(1), Number.POSITIVE_INFINITY);
  return heard;
}

const quiet = ['users.arrivalRate=0'];
const steady = (group: string, mean: string) => [
  `${group}.${mean}=10`,
  `${group}.serviceDistribution=deterministic`,
];

describe('a PING to Redis', () => {
  const parties = { server: 'redis-primary', caller: 'api-1', watcher: 'redis-sentinel-1' };
  const sets = [...quiet, ...steady('redis', 'meanCommandMillis')];
  const ping = { kind: messageKind.ping, answer: messageKind.pong };
  const run = (): Run => new Run(blueprintOf('reference', sets), 1, nullSink);

  it('is answered at once by a node without work', () => {
    expect(answersAt(run(), parties, { ...ping, calls: 0, asked: [1_000] })).toEqual([1_000 + 2 * link]);
  });

  it('is answered after the commands that came before it', () => {
    expect(answersAt(run(), parties, { ...ping, calls: 3, asked: [1_000] })).toEqual([3 * work + 2 * link]);
  });

  it('and those sent on the same connection meanwhile are answered with it', () => {
    const times = answersAt(run(), parties, { ...ping, calls: 3, asked: [1_000, 15_000, 25_000] });
    expect(times).toEqual([3 * work + 2 * link, 3 * work + 2 * link, 3 * work + 2 * link]);
  });

  it('a slow primary raises a suspicion and is replaced; one with idle time left does not', () => {
    const slowed = (factor: number) =>
      runLab({
        scenario: 'reference',
        seed: 7,
        until: seconds(40),
        dos: [`20s slow redis-primary x${factor}`],
      });
    const saturated = slowed(1_000);
    const [suspected] = eventsOf(saturated.story, 'suspected');
    expect(suspected).toMatchObject({ values: { target: 'redis-primary' } });
    expect(suspected?.time).toBeLessThan(seconds(25));
    expect(eventsOf(saturated.story, 'promoted')[0]).toMatchObject({ component: 'redis-replica' });
    expect(eventsOf(slowed(5).story, 'suspected')).toEqual([]);
  });
});

describe('a PING to a database node', () => {
  const parties = { server: 'db-primary', caller: 'api-1', watcher: 'sentinel-1' };
  const ping = { kind: messageKind.ping, answer: messageKind.pong, calls: 3, asked: [1_000] };
  const run = (...sets: string[]): Run =>
    new Run(
      blueprintOf('vertical', [
        ...quiet,
        ...steady('database', 'meanReadMillis'),
        'database.connections=1',
        ...sets,
      ]),
      1,
      nullSink,
    );

  it('has a process of its own', () => {
    expect(answersAt(run(), parties, ping)).toEqual([1_000 + 2 * link]);
  });

  it('waits its turn with healthCheck queued', () => {
    expect(answersAt(run('database.healthCheck=queued'), parties, ping)).toEqual([3 * work + 2 * link]);
  });
});

describe('a probe of an app server', () => {
  const parties = { server: 'api-1', caller: 'lb', watcher: 'lb' };
  const answerTime = 1_000;
  // Deterministic work of 10 ms, then a database read of none.
  const run = (...sets: string[]): Run =>
    new Run(
      blueprintOf('vertical', [
        ...quiet,
        ...steady('api', 'meanServiceMillis'),
        'api.slots=1',
        'database.meanReadMillis=0',
        'lb.probeIntervalMillis=60000',
        ...sets,
      ]),
      1,
      nullSink,
    );
  const probe = { kind: messageKind.probe, answer: messageKind.probeAnswer };
  const perRequest = work + 2 * link;

  it('waits behind the requests that came before it, each with its database call', () => {
    const [first] = answersAt(run(), parties, { ...probe, calls: 3, asked: [1_000] });
    expect(first).toBe(3 * perRequest + 2 * link + answerTime);
  });

  it('does not with healthCheck separate', () => {
    const [first] = answersAt(run('api.healthCheck=separate'), parties, {
      ...probe,
      calls: 3,
      asked: [1_000],
    });
    expect(first).toBe(1_000 + 2 * link + answerTime);
  });

  it('is turned away by a full queue, at once', () => {
    const refused = { kind: messageKind.probe, answer: messageKind.refused };
    const times = answersAt(run('api.queueCapacity=2'), parties, { ...refused, calls: 3, asked: [1_000] });
    expect(times).toEqual([1_000 + 2 * link]);
  });

  it('takes saturated servers out of rotation, unless it has a place of its own', () => {
    const overloaded = (...sets: string[]) =>
      runLab({
        scenario: 'three-tier',
        seed: 7,
        until: seconds(12),
        // Each server can answer some 750 a second and is sent twice that: from about 1 s on whoever comes waits over 1 s.
        sets: ['users.arrivalRate=6000', 'api.queueCapacity=100000', ...sets],
        keepJourneys: false,
      });
    const down = eventsOf(overloaded().story, 'markedDown');
    expect(new Set(down.map(({ values }) => values.server)).size).toBe(4);
    // The first of three failing probes is at most 2 s away, the last takes its timeout of 1 s.
    for (const { time } of down.slice(0, 4)) expect(time).toBeLessThanOrEqual(seconds(1.5 + 2 + 4 + 1));
    expect(eventsOf(overloaded('api.healthCheck=separate').story, 'markedDown')).toEqual([]);
  });
});
