// Rows of the waterfall for what a call policy did: tries that it turned away, and what it made of those that failed.
import { describe, expect, it } from 'vitest';
import type { RequestSpans } from '../../src/views/waterfall/request-spans.ts';
import { blueprintOf, runLab, seconds } from '../support/engine-lab.ts';
import { spansOf } from '../support/spans-of.ts';

describe('a try that its caller never sent', () => {
  const run = (sets: readonly string[], dos: readonly string[] = ['3s hang payment']) =>
    spansOf({ scenario: 'breaker', seed: 1, until: seconds(8), sets, dos });
  const retries = ['api.service.retry.on=any', 'api.service.retry.attempts=3'];
  const late = 'api.serviceTimeoutMillis=300';
  /** Rows about payments, by request: how each ended. */
  const tries = (all: readonly RequestSpans[]): string[][] =>
    all
      .map(({ rows }) => rows.filter(({ to }) => to === paymentPlace))
      .filter((rows) => rows.length > 0 && rows.every(({ returnedAt }) => returnedAt !== undefined))
      .map((rows) =>
        rows.map(({ attempt, cause, isUnsent, policy }) =>
          [attempt, cause ?? 'ok', ...(isUnsent ? ['not sent'] : []), ...policy].join(' '),
        ),
      );
  const kindsOfTries = (all: readonly RequestSpans[]) => new Set(tries(all).map((one) => one.join(', ')));
  const paymentPlace = runLab({ scenario: 'breaker', seed: 1, until: 1 })
    .engine.describe()
    .components.findIndex(({ id }) => id === 'payment');

  it('because of an open breaker is the last row, and every row above it only failed with it', () => {
    const spans = run([late]);
    const rejected = spans.filter(({ cause }) => cause === 'rejectedByBreaker');
    expect(rejected.length).toBeGreaterThan(50);
    for (const { rows, fate } of rejected) {
      expect(fate).toBe('rejected');
      expect(rows.filter(({ isUnsent }) => isUnsent)).toEqual([rows.at(-1)]);
      expect(rows.map(({ cause }) => cause)).toEqual(rows.map(() => 'rejectedByBreaker'));
      const [sender, unsent] = rows.slice(-2);
      expect([unsent?.from, unsent?.to, unsent?.sentAt]).toEqual([
        sender?.to,
        paymentPlace,
        unsent?.returnedAt,
      ]);
    }
    expect([...kindsOfTries(spans)].sort()).toEqual(
      ['1 ok', '1 timedOut', '1 rejectedByBreaker not sent'].sort(),
    );
  });

  it('can be a further one: the first was sent and timed out, the next met the breaker', () => {
    const found = kindsOfTries(run([late, ...retries]));
    expect(found).toContain('1 timedOut, 2 rejectedByBreaker not sent');
    expect(found).toContain('1 rejectedByBreaker not sent');
  });

  it('is one that the retry budget does not pay for: the try before says so, unless it was the last anyway', () => {
    const [broken, none] = ['payment.errorRatio=1', 'api.service.breaker=off'];
    const poor = run([broken, none, ...retries, 'api.service.retry.budgetRatio=0'], []);
    const found = kindsOfTries(poor);
    expect([...found].sort()).toEqual([
      '1 errored budgetSpent',
      '1 errored, 2 errored budgetSpent',
      '1 errored, 2 errored, 3 errored',
    ]);
    // Four processes have a reserve of ten each.
    const retried = tries(poor).reduce((sum, rows) => sum + rows.length - 1, 0);
    expect(retried).toBe(40);
  });

  it.each([
    ['degraded', 'degraded'],
    ['error', 'errored'],
  ])('or failed is answered by the fallback, which its row says: %s', (answer, note) => {
    const found = kindsOfTries(run([late, `api.service.fallback.answer=${answer}`]));
    expect([...found].sort()).toEqual(
      ['1 ok', `1 timedOut ${note}`, `1 rejectedByBreaker not sent ${note}`].sort(),
    );
  });

  it('because of a full bulkhead or pool is shown as well, with the wait for a connection', () => {
    const full = kindsOfTries(run(['api.service.breaker=off', 'api.service.bulkhead.limit=1'], []));
    expect([...full].sort()).toEqual(['1 ok', '1 rejectedByBulkhead not sent']);
    const poor = spansOf({
      scenario: 'three-tier',
      seed: 4,
      until: seconds(6),
      sets: ['api.database.pool.size=1', 'api.database.pool.waitMillis=50'],
      dos: ['2s slow database x40 for 2s'],
    });
    const unsent = poor.flatMap(({ rows }) => rows.filter(({ isUnsent }) => isUnsent));
    const database = blueprintOf('three-tier').components.findIndex(({ id }) => id === 'database');
    expect(new Set(unsent.map(({ to }) => to))).toEqual(new Set([database]));
    const waits = unsent.map(({ cause, segments }) => [
      cause,
      ...segments.map(({ kind, from, to }) => `${kind} ${to - from}`),
    ]);
    expect(waits.length).toBeGreaterThan(20);
    expect(new Set(waits.map(String))).toEqual(new Set(['rejectedByPool,queued 50000']));
  });
});
