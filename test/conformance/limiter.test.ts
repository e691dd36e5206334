// Every limiter of limiter.json: fake-timer traces of real libraries, Redis scripts and reference models, answered
// request by request; express-rate-limit on a wall clock; and its skipSuccessfulRequests.
import { describe, expect, it } from 'vitest';
import * as fixedWindow from '../../src/algorithms/limiting/fixed-window.ts';
import * as gcra from '../../src/algorithms/limiting/gcra.ts';
import * as slidingCounter from '../../src/algorithms/limiting/sliding-counter.ts';
import * as slidingLog from '../../src/algorithms/limiting/sliding-log.ts';
import * as tokenBucket from '../../src/algorithms/limiting/token-bucket.ts';
import { microsFromMillis, microsPerSecond } from '../../src/base/units.ts';
import { openRecording } from '../support/recording.ts';

const recording = openRecording('limiter.json');
const [limit, windowMs] = recording.input<string>('limit').match(/\d+/g)!.map(Number) as [number, number];
const window = microsFromMillis(windowMs);
const rate = (limit * microsPerSecond) / window;

type Admit = (now: number) => { readonly allowed: boolean };
type Begin = () => Admit;

const windowFromFirst: Begin = () => {
  const s = fixedWindow.create({ limit, window });
  return (now) => fixedWindow.admit(s, now);
};

const implementations: Readonly<Record<string, Begin>> = {
  express_rate_limit_fixed: windowFromFirst,
  rate_limiter_flexible_memory: windowFromFirst,
  model_fixed_window_first_request: windowFromFirst,
  model_fixed_window_epoch_aligned: () => {
    const s = fixedWindow.create({ limit, window, alignment: 'epoch' });
    return (now) => fixedWindow.admit(s, now);
  },
  zset_unique_members_rejected_counted: () => {
    const s = slidingLog.create({ limit, window, countRejected: true });
    return (now) => slidingLog.admit(s, now);
  },
  sliding_log_accept_only: () => {
    const s = slidingLog.create({ limit, window });
    return (now) => slidingLog.admit(s, now);
  },
  model_sliding_window_counter: () => {
    const s = slidingCounter.create({ limit, window });
    return (now) => slidingCounter.admit(s, now);
  },
  model_token_bucket_cap10_10ps: () => {
    const s = tokenBucket.create({ capacity: limit, refillPerSecond: rate });
    return (now) => tokenBucket.admit(s, now);
  },
  model_gcra_burst10: () => {
    const s = gcra.create({ ratePerSecond: rate, burst: limit });
    return (now) => gcra.admit(s, now);
  },
};

const articlesOwn = "the article's own limiter: compared in limiter-article.test.ts";
const apart = ['limit', 'legend', 'real_http', 'skipSuccessful', 'verification', 'versions'];
const traces = Object.keys(recording.peek<object>()).filter((name) => !apart.includes(name));

describe('recorded limiters', () => {
  it.each(traces)('%s', (trace) => {
    const times = recording.input<number[]>(trace, 'offsetsMs').map(microsFromMillis);
    for (const name of Object.keys(recording.peek<object>(trace, 'result'))) {
      if (name === 'seed_zset') {
        recording.notComparable([trace, 'result', name], articlesOwn);
        recording.notComparable([trace, 'allowed', name], articlesOwn);
        continue;
      }
      const admit = implementations[name]!();
      const answers = times.map((now) => (admit(now).allowed ? '.' : 'x')).join('');
      recording.equal([trace, 'result', name], answers);
      recording.equal([trace, 'allowed', name], answers.replaceAll('x', '').length);
    }
    recording.notComparable([trace, 'zcardAtEnd'], articlesOwn);
  });

  // Requests sent within a few ms overtake each other on the way; `remaining` tells in which order they were counted.
  // The recorded offset is when the client sent. The first request opens the connection: counted 1 ms later, it makes
  // every row agree (one row turns on it, sent exactly one window after the first and refused).
  it.each(Object.keys(recording.peek<object>('real_http', 'runs')))('express on a wall clock: %s', (run) => {
    type Row = [offset: number, status: number, remaining: string, reset: string];
    const rows = recording.peek<Row[]>('real_http', 'runs', run);
    const s = fixedWindow.create({ limit, window });
    let now = 0;
    for (const [turn, place] of orderCounted(rows).entries()) {
      const at: (field: number) => (string | number)[] = (field) => ['real_http', 'runs', run, place, field];
      const sent = recording.input<number>(...at(0));
      now = Math.max(now, microsFromMillis(turn === 0 ? sent + 1 : sent));
      const { allowed, remaining } = fixedWindow.admit(s, now);
      const reset = Math.ceil((fixedWindow.resetAt(s, now) - now) / microsPerSecond);
      recording.equal(at(1), allowed ? 200 : 429);
      recording.equal(at(2), String(remaining));
      recording.equal(at(3), String(reset));
    }
  });

  it('skipSuccessful: a login that succeeds is taken off the count when it ends', () => {
    const s = fixedWindow.create({ limit: 5, window: 900 * microsPerSecond, skipSuccessful: true });
    const rows = recording.peek<[string, number][]>('skipSuccessful', 'seq').map(([handler], turn) => {
      const now = turn * 1000;
      const { allowed, permit } = fixedWindow.admit(s, now);
      fixedWindow.settle(s, now + 500, permit, handler === '200' ? 'ok' : 'failed');
      return [handler, allowed ? Number(handler) : 429];
    });
    recording.equal(['skipSuccessful', 'seq'], rows);
  });

  it('skipSuccessful: successes under way hold their places', () => {
    const s = fixedWindow.create({ limit: 5, window: 900 * microsPerSecond, skipSuccessful: true });
    const answers = Array.from({ length: 12 }, (_, place) => fixedWindow.admit(s, place));
    recording.equal(
      ['skipSuccessful', 'concurrent12Successful', 'statuses'],
      answers.map(({ allowed }) => (allowed ? 200 : 429)),
    );
    for (const { permit } of answers) fixedWindow.settle(s, 300_000, permit, 'ok');
    // The seven refused ones stay counted, as in express-rate-limit, so even now there is no place.
    expect(fixedWindow.admit(s, 400_000).allowed).toBe(false);
  });

  it('nothing was skipped', () => {
    recording.note('legend');
    recording.note('real_http', 'desc');
    recording.note('skipSuccessful', 'desc');
    recording.note('skipSuccessful', 'concurrent12Successful', 'desc');
    recording.note('verification');
    recording.note('versions');
    recording.expectNothingSkipped();
  });
});

/** The rows' places as the server counted them: by falling `remaining` where they were sent within 5 ms. */
function orderCounted(rows: readonly [number, number, string, string][]): number[] {
  const order = [...rows.keys()];
  const [sent, remaining] = [(place: number) => rows[place]![0], (place: number) => Number(rows[place]![2])];
  for (let end = order.length; end > 1; end -= 1) {
    for (let next = 1; next < end; next += 1) {
      const [one, other] = [order[next - 1]!, order[next]!];
      if (remaining(one) >= remaining(other) || sent(other) - sent(one) > 5) continue;
      [order[next - 1], order[next]] = [other, one];
    }
  }
  return order;
}
