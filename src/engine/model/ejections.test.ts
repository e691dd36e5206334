// Servers whose calls come to nothing, as nginx's max_fails has it, to the millisecond; probes are too rare to help.
import { describe, expect, it } from 'vitest';
import { eventsOf, readingNow } from '../../../test/support/engine-lab.ts';
import { smallStack } from '../../../test/support/small-stack.ts';
import { callsOf, runTimed } from '../../../test/support/timed-traffic.ts';

/** 6 ms from balancer to balancer. */
const scenario = smallStack({ servers: 3 });
const every = (step: number, count: number, from: number) =>
  Array.from({ length: count }, (_, n) => from + n * step);
const passive = [
  'lb.probeIntervalMillis=60000',
  'lb.serverTimeoutMillis=100',
  'lb.maxFails=2',
  'lb.failMillis=1000',
];

describe('a server that hangs', () => {
  const run = runTimed({
    scenario,
    arrivals: every(10, 150, 10),
    untilMillis: 2_000,
    sets: passive,
    dos: ['5ms hang api-1 for 1s'],
  });
  const [ejected, ...others] = eventsOf(run.story, 'ejected');
  const [readmitted] = eventsOf(run.story, 'readmitted');
  const askedAt = every(1, 150, 0).flatMap((ordinal) =>
    callsOf(run, ordinal).flatMap(({ to, sent }) => (to === 'api-1' ? [sent] : [])),
  );

  it('is ejected by the second call whose time runs out, and the story says why', () => {
    // Calls at 10 and 40 ms; those at 70, 100 and 130 are under way by then.
    expect(askedAt.filter((at) => at < 1_200)).toEqual([10, 40, 70, 100, 130]);
    expect([ejected!.time, others]).toEqual([140_000, []]);
    expect(ejected!.values).toEqual({ server: 'api-1', failures: 2, left: 2, all: 3 });
    expect(ejected!.causeId).toBe(eventsOf(run.story, 'hung')[0]!.id);
  });

  it('is tried with one call, more than failMillis after the last failure, and readmitted by its answer', () => {
    const retried = askedAt.filter((at) => at > 1_200)[0]!;
    // The last call to it has failed at 230 ms.
    expect([1_240, 1_250]).toContain(retried);
    expect(readmitted!.time).toBe((retried + 6) * 1_000);
    expect([readmitted!.causeId, readmitted!.values]).toEqual([
      ejected!.id,
      { server: 'api-1', left: 3, all: 3 },
    ]);
    expect(readingNow(run.engine, 'lb', 'inRotation')).toBe(3);
  });
});

describe('an edit of maxFails', () => {
  it('to 0 readmits who was ejected', () => {
    const run = runTimed({
      scenario,
      arrivals: every(10, 30, 10),
      untilMillis: 600,
      sets: passive,
      dos: ['0ms crash api-1', '200ms set lb.maxFails=0'],
    });
    const [ejected] = eventsOf(run.story, 'ejected');
    expect(ejected!.time).toBe(32_000);
    expect(eventsOf(run.story, 'readmitted').map(({ time }) => time)).toEqual([200_000]);
    expect(eventsOf(run.story, 'readmitted')[0]!.values).toMatchObject({ byEdit: true });
    expect(readingNow(run.engine, 'lb', 'inRotation')).toBe(3);
  });
});

describe('a server that is ejected and down by its probes', () => {
  it('stays ejected when they pass, and the story says so', () => {
    const run = runTimed({
      scenario,
      arrivals: every(10, 30, 10),
      untilMillis: 3_000,
      sets: [
        ...passive,
        'lb.probeIntervalMillis=200',
        'lb.probeTimeoutMillis=100',
        'lb.failMillis=60000',
        'lb.fall=1',
        'lb.rise=1',
      ],
      dos: ['5ms hang api-1 for 1s'],
    });
    expect(eventsOf(run.story, 'ejected')).toHaveLength(1);
    expect(eventsOf(run.story, 'readmitted')).toEqual([]);
    expect(eventsOf(run.story, 'markedUp').map(({ values }) => values)).toEqual([
      { server: 'api-1', passedProbes: 1, left: 2, all: 3, isEjected: true },
    ]);
    expect(readingNow(run.engine, 'lb', 'inRotation')).toBe(2);
  });
});

describe('nobody is ejected', () => {
  const cases = {
    'while failures are not counted': { sets: ['lb.maxFails=0'], dos: ['0ms crash api-1'] },
    'for calls that a full queue turned away': { sets: ['api.slots=1', 'api.queueCapacity=0'], dos: [] },
    'for a timeout further down': { sets: ['api.databaseTimeoutMillis=20'], dos: ['5ms hang db-1'] },
    'for a reset further down': { sets: [], dos: ['53ms crash db-1'] },
  };

  it.each(Object.entries(cases))('%s', (_, { sets, dos }) => {
    const run = runTimed({
      scenario,
      arrivals: every(1, 200, 10),
      untilMillis: 600,
      sets: [...passive, ...sets],
      dos,
    });
    const failures = run.engine.totals().classes.reduce((sum, { failed }) => sum + failed, 0);
    expect(failures > 0 || dos[0] === '0ms crash api-1').toBe(true);
    expect(eventsOf(run.story, 'ejected')).toEqual([]);
  });
});
