// Our breaker, set as opossum and cockatiel are, through the recorded scripts: every row, state and event.
import { describe, expect, it } from 'vitest';
import { circuitBreaker } from '../../src/algorithms/index.ts';
import {
  type Call,
  type Drive,
  drive,
  type Manner,
  nameOf,
  twoHundredCalls,
} from '../support/breaker-driver.ts';
import { openRecording } from '../support/recording.ts';

type Options = Parameters<typeof circuitBreaker.create>[0];

interface Library {
  readonly options: Options;
  readonly manner: Manner;
  /** The library's own words for what happens. */
  readonly told: (event: Drive['events'][number]) => string | undefined;
}

const openFor = 60_000_000;
const period = 10_000_000;

const cockatiel = (window: Options['window'], failureThreshold: number): Library => ({
  options: { failureThreshold, openFor, window, halfOpenBy: 'call' },
  manner: { waitsForProbe: true },
  told: ({ at, what }) => (what === 'reject' || what === 'timeout' ? undefined : `${at}:${nameOf[what]}`),
});

const libraries: Readonly<Record<string, Library>> = {
  opossum: {
    options: {
      failureThreshold: 0.5,
      openFor,
      window: { kind: 'ratioInPeriod', period, buckets: 10, minimumVolume: 5, volume: 'attempts' },
      halfOpenBy: 'timer',
      clearOnClose: false,
    },
    manner: {},
    told: ({ at, what }) => `${at}:${what === 'closed' ? 'close' : what}`,
  },
  cockatiel_consecutive: cockatiel({ kind: 'consecutive' }, 5),
  // 0.5 requests per second over 10 s: at least 5.
  cockatiel_sampling: cockatiel(
    { kind: 'ratioInPeriod', period, buckets: 10, minimumVolume: 5, rotateBy: 'outcome' },
    0.5,
  ),
  cockatiel_count: cockatiel({ kind: 'ratioInCount', size: 10, minimumVolume: 5 }, 0.5),
};

const articlesOwn =
  "the article's own breaker: held against ours of the same defects in breaker-article.test.ts";

const recording = openRecording('breaker.json');

function breakerOf({ options }: Library): Parameters<typeof drive>[0] {
  const s = circuitBreaker.create(options);
  return {
    tryAcquire: (now) => circuitBreaker.tryAcquire(s, now),
    report: (now, permit, outcome, duration) => circuitBreaker.report(s, now, permit, outcome, duration),
    stateOf: (now) => circuitBreaker.stateOf(s, now),
    nextDue: () => circuitBreaker.nextDue(s),
  };
}

function scriptAt(name: string): readonly Call[] {
  const script = recording.input<readonly Call[] | string>('scripts', name, 'script');
  return typeof script === 'string' ? twoHundredCalls : script;
}

describe('opossum 9 and cockatiel 3', () => {
  const scripts = recording.peek<Record<string, Record<string, unknown>>>('scripts');
  const comparable = Object.keys(scripts).filter((name) => scripts[name]?.results !== undefined);

  it.each(comparable)('%s', (name) => {
    const script = scriptAt(name);
    const timeouts = recording.input<Record<string, Manner> | null>('scripts', name, 'options');
    for (const [id, library] of Object.entries(libraries)) {
      const at = ['scripts', name, 'results', id];
      const { manner } = library;
      const seen = drive(breakerOf(library), script, { ...manner, ...timeouts?.[id] });
      // Of the 200 calls only those that failed were written down.
      const rows = seen.rows.filter((row) => script !== twoHundredCalls || row.includes(',F,'));
      recording.equal([...at, 'rows'], rows);
      recording.equal([...at, 'finalState'], seen.finalState);
      recording.equal([...at, 'executed'], seen.executed);
      recording.equal([...at, 'maxConcurrentExecutions'], seen.maxConcurrentExecutions);
      recording.equal(
        [...at, 'transitions'],
        seen.events.map(library.told).filter((text) => text !== undefined),
      );
    }
    recording.notComparable(['scripts', name, 'results', 'article'], articlesOwn);
    recording.note('scripts', name, 'desc');
    recording.note('scripts', name, 'verifiedByPythonPort');
  });

  it('15: the state as read without a call, 61 and 121 s after the first failure', () => {
    const at = ['scripts', '15_lazy_transition', 'stateReadWithoutCalls'];
    for (const [id, library] of Object.entries(libraries)) {
      const breaker = breakerOf(library);
      const five: Call[] = [0, 100, 200, 300, 400].map((time) => [time, 'F']);
      recording.equal([...at, id, 'afterTrip'], drive(breaker, five).finalState);
      recording.equal([...at, id, 'at61s_noCalls'], nameOf[breaker.stateOf(61_000_000)]);
      recording.equal([...at, id, 'at121s_noCalls'], nameOf[breaker.stateOf(121_000_000)]);
    }
    recording.notComparable([...at, 'article'], articlesOwn);
  });

  it('nothing is left out', () => {
    for (const name of Object.keys(scripts).filter((script) => !comparable.includes(script)))
      recording.notComparable(['scripts', name], articlesOwn);
    for (const id of Object.keys(libraries)) recording.input('config', id);
    recording.notComparable(['config', 'article'], articlesOwn);
    recording.note('versions');
    recording.note('rowFormat');
    recording.expectNothingSkipped();
    expect(comparable.length).toBe(12);
  });
});
