// The story of a failover, as a person reads it: who noticed, who agreed, who was chosen, what it cost; each event because
// of an earlier one, and the numbers next to it the same as those of the journeys.
import { describe, expect, it } from 'vitest';
import { cause } from '../../src/engine/telemetry/causes.ts';
import { journeyHeader } from '../../src/engine/telemetry/records.ts';
import { eventsOf, hopsOf, type LabRun, readingNow, runLab, seconds } from '../support/engine-lab.ts';
import { chainOf, count, expectCausesBeforeEffects, firstOf } from '../support/story-lab.ts';

const baseSeed = 20_261_110;
const seeds = [0, 1, 2, 3, 4].map((run) => baseSeed + run);
const sentinels = ['sentinel-1', 'sentinel-2', 'sentinel-3'];

const journeysOf = (run: LabRun, index: number, isFailed: boolean) =>
  run.journeys.filter(
    (journey) =>
      journey[journeyHeader.class] === index && (journey[journeyHeader.cause] !== cause.none) === isFailed,
  );

const failoverChain = [
  'clientSwitched',
  'switchAnnounced',
  'promoted',
  'replicaChosen',
  'leaderElected',
  'electionStarted',
  'agreedDown',
  'suspected',
];

/** The failover as everyone of it took part, in causal order. */
function expectFailover(run: LabRun, fault: 'crashed' | 'hung'): void {
  const began = firstOf(run, fault, 'db-primary');
  const leader = firstOf(run, 'leaderElected').component;
  const order = [
    began,
    firstOf(run, 'suspected', leader),
    firstOf(run, 'agreedDown', leader),
    firstOf(run, 'electionStarted', leader),
    firstOf(run, 'leaderElected', leader),
    firstOf(run, 'replicaChosen', leader),
    firstOf(run, 'promoted'),
    firstOf(run, 'switchAnnounced', leader),
    firstOf(run, 'clientSwitched'),
    firstOf(run, 'requestsResumed'),
  ];
  const times = order.map((event) => event.time);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  for (const sentinel of sentinels) {
    const suspected = firstOf(run, 'suspected', sentinel);
    expect(suspected.values.target).toBe('db-primary');
    expect(suspected.time).toBeLessThan(firstOf(run, 'switchAnnounced').time);
  }
  const { replica } = firstOf(run, 'replicaChosen').values;
  expect(replica).toMatch(/^db-replica-[12]$/);
  expect(firstOf(run, 'promoted')).toMatchObject({
    component: replica,
    values: { from: 'db-primary', by: leader },
  });
  const switched = eventsOf(run.story, 'clientSwitched');
  expect(switched.map((event) => event.component).sort()).toEqual(['api-1', 'api-2', 'api-3', 'api-4']);
  for (const event of switched) {
    expect(event.values).toEqual({ from: 'db-primary', to: replica });
    expect(chainOf(run, event)).toEqual([...failoverChain, fault]);
  }
  expect(chainOf(run, firstOf(run, 'requestsResumed'))).toEqual([
    'requestsResumed',
    'requestsFailing',
    fault,
  ]);
  expectCausesBeforeEffects(run);
}

describe.each(seeds)('the primary dies, seed %d', (seed) => {
  const run = runLab({ scenario: 'vertical', seed, until: seconds(40), dos: ['30s crash db-primary'] });

  it('is suspected, agreed on, replaced and announced, in causal order', () => {
    expectFailover(run, 'crashed');
  });

  // A write is touched by it only while it is under way: it ends after the crash, and before the first of the lasting good
  // answers. No other tolerance.
  it('costs writes between the crash and the first good answer, and no reads', () => {
    const resumed = firstOf(run, 'requestsResumed');
    const failedWrites = journeysOf(run, 1, true);
    expect(failedWrites.length).toBeGreaterThan(10);
    for (const journey of failedWrites) {
      expect(journey[journeyHeader.endedAt]).toBeGreaterThanOrEqual(seconds(30));
      expect(journey[journeyHeader.endedAt]).toBeLessThanOrEqual(resumed.time);
      expect(journey[journeyHeader.rootId]).toBe(firstOf(run, 'crashed').id);
    }
    expect(resumed.values).toMatchObject({ class: 'write', failed: failedWrites.length });
    expect(journeysOf(run, 0, true)).toEqual([]);
    const between = journeysOf(run, 1, false).filter((journey) => {
      const ended = journey[journeyHeader.endedAt]!;
      return ended > seconds(30) + 100_000 && ended < resumed.time;
    });
    expect(between, 'writes answered while there was no primary').toEqual([]);
  });
});

describe(`too few sentinels, seed ${baseSeed}`, () => {
  const dos = ['4s crash sentinel-1', '4s crash sentinel-3', '8s crash db-primary'];
  const options = { scenario: 'vertical', seed: baseSeed, until: seconds(40), dos } as const;

  it('two of three dead: no failover, and the story says that the quorum was not reached', () => {
    const run = runLab(options);
    for (const kind of ['agreedDown', 'electionStarted', 'leaderElected', 'promoted'] as const) {
      expect(count(run, kind), kind).toBe(0);
    }
    const told = firstOf(run, 'quorumNotReached', 'sentinel-2');
    expect(told.values).toEqual({ target: 'db-primary', agree: 1, quorum: 2, reachable: 1, sentinels: 3 });
    expect(chainOf(run, told)).toEqual(['quorumNotReached', 'suspected', 'crashed']);
    expect(count(run, 'requestsResumed')).toBe(0);
    const answered = journeysOf(run, 1, false).filter(
      (journey) => journey[journeyHeader.endedAt]! > seconds(8.1),
    );
    expect(answered).toEqual([]);
    expect(journeysOf(run, 0, true)).toEqual([]);
  });

  it('and quorum 1: agreed by one, but an election needs a majority', () => {
    const run = runLab({ ...options, sets: ['sentinel.quorum=1'] });
    expect(firstOf(run, 'agreedDown').values).toEqual({ target: 'db-primary', agree: 1, quorum: 1 });
    const lost = firstOf(run, 'electionLost', 'sentinel-2');
    expect(lost.values).toMatchObject({ votes: 1, needed: 2 });
    expect(chainOf(run, lost)).toEqual([
      'electionLost',
      'electionStarted',
      'agreedDown',
      'suspected',
      'crashed',
    ]);
    expect(count(run, 'leaderElected') + count(run, 'promoted')).toBe(0);
  });

  it('one comes back: the failover follows', () => {
    const run = runLab({ ...options, dos: [...dos, '20s restart sentinel-1'] });
    expect(firstOf(run, 'promoted').time).toBeGreaterThan(seconds(20));
    expect(count(run, 'requestsResumed')).toBe(1);
    expectCausesBeforeEffects(run);
  });
});

describe(`the primary without a crash, seed ${baseSeed}`, () => {
  it('hangs: writes time out, the failover is the same, and it is converted after it wakes', () => {
    const run = runLab({
      scenario: 'vertical',
      seed: baseSeed,
      until: seconds(40),
      dos: ['8s hang db-primary for 12s'],
    });
    expectFailover(run, 'hung');
    const causes = new Set(journeysOf(run, 1, true).map((journey) => journey[journeyHeader.cause]));
    // Hung writes fill the servers' slots, so that a queue may fill up too.
    expect([...causes].filter((code) => code !== cause.rejectedByFullQueue)).toEqual([cause.timedOut]);
    expect(firstOf(run, 'convertedToReplica').time).toBeGreaterThan(seconds(30));
  });

  it('is restarted within down-after: no failover, nothing lost, replicas catch up', () => {
    const sets = ['sentinel.downAfterMillis=3000'];
    const run = runLab({
      scenario: 'vertical',
      seed: baseSeed,
      until: seconds(30),
      sets,
      dos: ['8s restart db-primary'],
    });
    expect(count(run, 'suspected') + count(run, 'promoted')).toBe(0);
    expect(run.engine.totals().lostWrites).toBe(0);
    expect(chainOf(run, firstOf(run, 'requestsResumed'))).toEqual([
      'requestsResumed',
      'requestsFailing',
      'starting',
    ]);
    expect(firstOf(run, 'requestsResumed').time).toBeGreaterThan(firstOf(run, 'ready').time);
    // All replicas follow again: once nobody writes any more, none is behind.
    const after = runLab({
      scenario: 'vertical',
      seed: baseSeed,
      until: seconds(30),
      sets,
      dos: ['8s restart db-primary', '25s set users.arrivalRate=0'],
    });
    const lag = after.blueprint.components
      .filter(({ kind }) => kind === 'database')
      .map(({ id }) => readingNow(after.engine, id, 'lagVersions'));
    expect(lag).toEqual([0, 0, 0]);
  });
});

describe(`the primary cut off with one client, seed ${baseSeed}`, () => {
  const others = ['api-2', 'api-3', 'api-4', 'db-replica-1', 'db-replica-2'];
  const cuts = [
    ...others.map((other) => `8s cut db-primary->${other} both for 15s`),
    ...sentinels.map((sentinel) => `8s cut ${sentinel}->db-primary both for 15s`),
    // The client's side of the partition holds no sentinel either.
    ...sentinels.map((sentinel) => `8s cut ${sentinel}->api-1 both for 15s`),
  ];
  const run = runLab({ scenario: 'vertical', seed: baseSeed, until: seconds(45), dos: cuts });

  it('goes on confirming writes beside the elected one: split brain, counted and told', () => {
    const promoted = firstOf(run, 'promoted');
    const converted = firstOf(run, 'convertedToReplica', 'db-primary');
    const primary = run.blueprint.components.findIndex((component) => component.id === 'db-primary');
    const confirmed = journeysOf(run, 1, false).filter((journey) =>
      hopsOf(journey).some((hop) => hop.to === primary && hop.finishedAt > promoted.time),
    );
    const { splitBrainWrites, lostWrites } = run.engine.totals();
    expect(splitBrainWrites).toBeGreaterThan(0);
    expect(splitBrainWrites).toBe(confirmed.length);
    expect(chainOf(run, firstOf(run, 'splitBrain', 'db-primary')).slice(0, 2)).toEqual([
      'splitBrain',
      'promoted',
    ]);
    expect(firstOf(run, 'splitBrainEnded').values).toMatchObject({ acknowledged: splitBrainWrites });
    // None of them survives, nor those confirmed by the cut-off primary before another was elected.
    expect(converted.values.discarded).toBe(splitBrainWrites);
    const toldLost = eventsOf(run.story, 'writesLost').reduce((sum, event) => sum + event.values.count, 0);
    expect(lostWrites).toBe(toldLost + splitBrainWrites);
    expectCausesBeforeEffects(run);
  });

  it('is converted about 10 s after it can be reached again', () => {
    const after = firstOf(run, 'convertedToReplica', 'db-primary').time - seconds(23);
    expect(after).toBeGreaterThan(seconds(9.5));
    expect(after).toBeLessThan(seconds(11.5));
  });

  it('is told to the isolated client as soon as a sentinel reaches it', () => {
    const last = eventsOf(run.story, 'clientSwitched').at(-1)!;
    expect(last.component).toBe('api-1');
    expect(last.time).toBeGreaterThan(seconds(23));
    expect(last.time).toBeLessThan(seconds(26));
  });
});
