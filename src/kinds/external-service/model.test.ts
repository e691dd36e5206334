// The shop of the template `breaker`, whose checkouts ask a payment provider first: what it answers, and what that does.
import { describe, expect, it } from 'vitest';
import { eventsOf, runLab, seconds } from '../../../test/support/engine-lab.ts';
import { callsOf, runTimed } from '../../../test/support/timed-traffic.ts';
import { cause } from '../../engine/telemetry/causes.ts';
import { readingOf } from '../../engine/telemetry/layout.ts';

const none = 'api.service.breaker=off';
const writes = Array.from({ length: 2_000 }, (_, n) => ({ at: 50 * n, write: true }));
const untilMillis = 50 * writes.length + 20_000;

/** Of the calls to the provider: how many ended by each cause. */
function causesOf(sets: readonly string[]): Record<string, number> {
  const run = runTimed({ scenario: 'breaker', arrivals: writes, untilMillis, sets: [none, ...sets] });
  const total = run.engine.componentTotals().find(({ id }) => id === 'payment');
  return { ...total?.errorsByCause };
}

const within = (count: number, share: number): void => {
  const expected = writes.length * share;
  expect(Math.abs(count - expected)).toBeLessThan(3.3 * Math.sqrt(expected * (1 - share)));
};

describe('an external service', () => {
  it('answers each call after its latency, however many there are', () => {
    const run = runTimed({
      scenario: 'breaker',
      arrivals: Array.from({ length: 40 }, () => ({ at: 0, write: true })),
      untilMillis: 5_000,
      sets: [none, 'payment.meanLatencyMillis=300', 'payment.latencyCv=0'],
    });
    const times = Array.from({ length: 40 }, (_, n) => callsOf(run, n))
      .flatMap((calls) => calls.filter(({ to }) => to === 'payment'))
      .map(({ reached, started, finished }) => [started - reached, finished - started]);
    expect(times).toHaveLength(40);
    expect(new Set(times.map(String))).toEqual(new Set(['0,300']));
  });

  it('answers a share with errors, drawn by the call, and a write that could not be paid is not stored', () => {
    const errors = causesOf(['payment.errorRatio=0.2']);
    within(errors.errored ?? 0, 0.2);
    const run = runTimed({
      scenario: 'breaker',
      arrivals: writes.slice(0, 100),
      untilMillis: 20_000,
      sets: [none, 'payment.errorRatio=1'],
    });
    const stored = run.rows.reduce((sum, row) => sum + (readingOf(row, 'api-1->database', 'sent') ?? 0), 0);
    expect(stored).toBe(0);
    const totals = run.engine.totals().classes.find(({ id }) => id === 'checkout');
    expect(totals).toMatchObject({ ok: 0, failuresByCause: { errored: 100 } });
  });

  it('does not answer a share while anybody waits', () => {
    const run = runTimed({
      scenario: 'breaker',
      arrivals: writes,
      untilMillis,
      sets: [none, 'payment.hangRatio=0.1'],
    });
    const totals = run.engine.totals().classes.find(({ id }) => id === 'checkout');
    within(totals?.failuresByCause.timedOut ?? 0, 0.1);
  });

  it('has one answer for a call, whatever else is asked: an edit of the errors moves no latency', () => {
    const latencies = (ratio: number): string[] =>
      Array.from({ length: 30 }, (_, n) =>
        callsOf(runOnce(ratio), n).filter(({ to }) => to === 'payment'),
      ).flatMap((calls) => calls.map(({ reached, finished }) => (finished - reached).toFixed(3)));
    const runOnce = (ratio: number) =>
      runTimed({
        scenario: 'breaker',
        arrivals: writes.slice(0, 30),
        untilMillis: 10_000,
        sets: [none, `payment.errorRatio=${ratio}`],
      });
    expect(latencies(0.5)).toEqual(latencies(0));
  });

  it('fails nobody but who asks it when it refuses, and its error is put down to the edit that made it', () => {
    const run = runTimed({
      scenario: 'breaker',
      arrivals: writes.slice(0, 40),
      untilMillis: 10_000,
      dos: ['500ms set payment.errorRatio=1'],
      sets: [none],
    });
    const [edit] = eventsOf(run.story, 'parameterChanged');
    const totals = run.engine.totals().classes.find(({ id }) => id === 'checkout');
    expect(totals?.failuresByRoot).toEqual({ [String(edit!.id)]: totals?.failed });
    expect(callsOf(run, 39)[0]!.cause).toBe(cause.errored);
  });
});

describe('the article’s breaker before a provider that hangs', () => {
  const hang = (sets: readonly string[]) => {
    const run = runLab({ scenario: 'breaker', seed: 1, until: seconds(60), dos: ['20s hang payment'], sets });
    const reads = run.engine.totals().classes.find(({ id }) => id === 'read');
    const sent = (from: number, to: number): number =>
      run.rows
        .filter(({ second }) => second >= from && second < to)
        .flatMap((row) => [1, 2, 3, 4].map((n) => readingOf(row, `api-${n}->payment`, 'sent') ?? 0))
        .reduce((sum, one) => sum + one, 0);
    return { share: (reads?.failed ?? 0) / (reads?.arrived ?? 1), sent, story: run.story };
  };

  it('spares the reads that its absence costs, because no slot waits for what does not come', () => {
    const [without, withIt] = [hang([none]), hang([])];
    expect(without.share).toBeGreaterThan(0.1);
    // Only until each of the four has seen its five failures.
    expect(withIt.share).toBeLessThan(0.04);
    expect(eventsOf(withIt.story, 'breakerOpened')).toHaveLength(4);
    expect(withIt.sent(27, 60)).toBe(0);
    expect(without.sent(27, 60)).toBeGreaterThan(200);
  });

  it.each([
    ['a timeout of 200 ms', 'api.serviceTimeoutMillis=200'],
    ['a bulkhead of 10', 'api.service.bulkhead.limit=10'],
  ])('is not needed by the reads with %s', (_, set) => {
    expect(hang([none, set]).share).toBe(0);
  });
});
