// The article's breaker under fake timers, call by call, against ours of the same defects.
import { describe, expect, it } from 'vitest';
import { article } from '../../src/algorithms/index.ts';
import { microsFromMillis, microsFromSeconds } from '../../src/base/units.ts';
import { type Call, drive, nameOf, twoHundredCalls } from '../support/breaker-driver.ts';
import { openRecording } from '../support/recording.ts';

const recording = openRecording('breaker.json');
const { create, report, stateOf, tryAcquire } = article.countingBreaker;
type Breaker = ReturnType<typeof create>;

const said = recording.input<string>('config', 'article');
const optionOf = (name: string): number => Number(new RegExp(`${name} (\\d+)`).exec(said)?.[1]);

const begin = (): Breaker =>
  create({
    failureThreshold: optionOf('failureThreshold'),
    successThreshold: optionOf('successThreshold'),
    openFor: microsFromMillis(optionOf('timeout')),
    period: microsFromMillis(optionOf('monitoringPeriod')),
  });

interface Script {
  readonly script?: readonly Call[] | string;
  readonly results?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly stateReadWithoutCalls?: Readonly<Record<string, unknown>>;
}

const scripts = recording.peek<Record<string, Script>>('scripts');
const driven = Object.keys(scripts).filter((name) => scripts[name]?.results !== undefined);
const elsewhere = 'compared in test/conformance/breaker.test.ts';

function run(script: readonly Call[]): { s: Breaker; logs: string[]; driven: ReturnType<typeof drive> } {
  const s = begin();
  const logs: string[] = [];
  const result = drive(
    {
      tryAcquire: (now) => (tryAcquire(s, now) ? 0 : undefined),
      report: (now, _, outcome) => {
        const change = report(s, now, outcome);
        if (change === undefined) return;
        logs.push(`${now / 1000}:Circuit breaker: ${nameOf[change.from]} -> ${nameOf[change.to]}`);
      },
      stateOf: () => stateOf(s),
    },
    script,
  );
  return { s, logs, driven: result };
}

describe('countingBreaker', () => {
  it.each(driven)('%s', (name) => {
    const at = (...rest: string[]): string[] => ['scripts', name, 'results', 'article', ...rest];
    const script = recording.input<readonly Call[] | string>('scripts', name, 'script');
    const isWhole = typeof script !== 'string';
    const { s, logs, driven: result } = run(isWhole ? script : twoHundredCalls);
    // Of the 200 calls the recording keeps the first sixteen that failed or were refused.
    const kept = result.rows.filter((row) => isWhole || !/,S,0,CLOSED,ran,CLOSED,ok@/.test(row));
    recording.equal(at('rows'), isWhole ? kept : kept.slice(0, 16));
    recording.equal(at('finalState'), result.finalState);
    recording.equal(at('executed'), result.executed);
    recording.equal(at('maxConcurrentExecutions'), result.maxConcurrentExecutions);
    const { failureCount, successCount } = s;
    recording.equal(at('finalCounts'), { state: nameOf[s.mode], failureCount, successCount });
    const isLogged = scripts[name]?.results?.article?.logs !== undefined;
    if (isLogged) recording.equal(at('logs'), logs);
    else expect(logs).toEqual([]);
  });

  it('says open until somebody calls', () => {
    const at = (name: string): string[] => [
      'scripts',
      '15_lazy_transition',
      'stateReadWithoutCalls',
      'article',
      name,
    ];
    const { s } = run(recording.peek<Call[]>('scripts', '15_lazy_transition', 'script').slice(0, 5));
    // Reading takes no time as an argument: nothing depends on when one looks.
    for (const name of ['afterTrip', 'at61s_noCalls', 'at121s_noCalls']) {
      recording.equal(at(name), nameOf[stateOf(s)]);
    }
  });

  it('stays open when the clock is set back', () => {
    const at = (name: string): string[] => ['scripts', '17_wall_clock_step_back_1h', name];
    const s = begin();
    for (const offset of [0, 100, 200, 300, 400]) {
      const now = microsFromSeconds(7_200) + microsFromMillis(offset);
      tryAcquire(s, now);
      report(s, now, 'failed');
    }
    const later = microsFromSeconds(7_200 - 3_600 + 120);
    const text = recording.peek<string>(...at('result'));
    recording.judged(at('result'), text.includes('OPEN') && !tryAcquire(s, later), 'the call is refused');
    recording.equal(at('state'), nameOf[stateOf(s)]);
    expect(tryAcquire(s, microsFromSeconds(7_200 + 61))).toBe(true);
  });

  it('leaves nothing out', () => {
    for (const [name, { results = {}, stateReadWithoutCalls = {} }] of Object.entries(scripts)) {
      for (const text of ['desc', 'verifiedByPythonPort']) recording.note('scripts', name, text);
      if (results.article !== undefined) recording.note('scripts', name, 'options');
      for (const library of Object.keys(results)) {
        if (library !== 'article') recording.notComparable(['scripts', name, 'results', library], elsewhere);
      }
      for (const library of Object.keys(stateReadWithoutCalls)) {
        if (library === 'article') continue;
        recording.notComparable(['scripts', name, 'stateReadWithoutCalls', library], elsewhere);
      }
    }
    for (const library of Object.keys(recording.peek<object>('config'))) {
      if (library !== 'article') recording.notComparable(['config', library], elsewhere);
    }
    for (const name of ['versions', 'rowFormat']) recording.note(name);
    recording.expectNothingSkipped();
  });
});
