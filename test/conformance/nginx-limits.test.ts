// nginx.json c_limits: limit_req with three directives over seven scripts, a rate given per minute, and limit_conn.
//
// nginx reads its clock in whole milliseconds at a moment that was not recorded: after the client sent the request,
// before it had the answer. So each row is fed the whole millisecond of that span at which `excessOf` is exactly the
// excess that nginx logged, the nearest to the sending if several give it (all do once the bucket is empty); if none
// does, the row fails. Decisions, delays and the state carried to the next row are then the mechanism's own.
import { describe, expect, it } from 'vitest';
import * as concurrencyLimit from '../../src/algorithms/limiting/concurrency-limit.ts';
import * as leakyBucket from '../../src/algorithms/limiting/leaky-bucket.ts';
import { microsFromMillis, millisFromMicros } from '../../src/base/units.ts';
import { openRecording, type Path } from '../support/recording.ts';

const recording = openRecording('nginx.json', 'c_limits');

type Row = readonly [scheduled: number, sent: number, status: number, latency: number, excess: number];

/** The first request's place on nginx's clock; any will do. */
const startMs = 60_000;
/** Longest that the client waited beyond the delay, ms, on two shared cores: one that nginx held back comes alone. */
const mostOverhead = { atOnce: 15, delayed: 6 };

describe('nginx limit_req', () => {
  const runs = recording.peek<Record<string, { directive: string; scripts: object }>>('limit_req', 'runs');
  const cases = Object.entries(runs).flatMap(([run, { scripts }]) =>
    Object.keys(scripts).map((script) => [run, script] as const),
  );

  it.each(cases)('%s: %s', (run, script) => {
    const directive = recording.input<string>('limit_req', 'runs', run, 'directive');
    compare(['limit_req', 'runs', run, 'scripts', script], {
      ratePerSecond: Number(/rate=(\d+)r\/s/.exec(directive)![1]),
      burst: Number(/burst=(\d+)/.exec(directive)?.[1] ?? 0),
      nodelay: directive.includes('nodelay'),
    });
  });

  it('30 a minute, burst 1, nodelay', () => {
    compare(['limit_req', 'rate30rpm_burst1_nodelay_every500', 'rows'], {
      ratePerSecond: 30 / 60,
      burst: 1,
      nodelay: true,
    });
  });
});

function compare(path: Path, options: leakyBucket.LeakyBucketOptions): void {
  const rows = recording.peek<Row[]>(...path);
  const s = leakyBucket.create(options);
  const [, firstSent, , firstLatency] = rows[0]!;
  let clock = startMs;
  rows.forEach((row, place) => {
    const [scheduled, sent, , latency, excess] = row;
    const field = (name: number): Path => [...path, place, name];
    recording.input(...field(0));
    recording.input(...field(1));
    expect(Math.abs(sent - scheduled)).toBeLessThan(6);

    // The clock was at `startMs` some time between the first request's sending and its answer.
    const since = sent - firstSent;
    const delayed = options.nodelay === true ? 0 : (excess * 1000) / options.ratePerSecond;
    const waited = row[2] === 200 ? Math.max(0, latency - Math.floor(delayed)) : latency;
    const earliest = Math.max(clock, startMs + Math.floor(since - firstLatency));
    const latest = Math.max(clock, startMs + Math.ceil(since + waited));
    const reading = place === 0 ? startMs : nearestThatGives(s, excess, startMs + since, earliest, latest);
    recording.judged(field(4), reading !== undefined, 'some ms before the answer gives this excess');
    clock = reading as number;

    const { allowed, delay } = leakyBucket.admit(s, microsFromMillis(clock));
    recording.equal(field(2), allowed ? 200 : 503);
    const heldBack = millisFromMicros(delay ?? 0);
    const most = heldBack > 0 ? mostOverhead.delayed : mostOverhead.atOnce;
    const overhead = latency - heldBack;
    recording.judged(field(3), overhead >= -1 && overhead <= most, `delay + ${overhead} ms, ${most} at most`);
  });
}

function nearestThatGives(
  s: leakyBucket.LeakyBucket,
  excess: number,
  sent: number,
  earliest: number,
  latest: number,
): number | undefined {
  let best: number | undefined;
  for (let ms = earliest; ms <= latest; ms += 1) {
    if (leakyBucket.excessOf(s, microsFromMillis(ms)) !== excess) continue;
    if (best === undefined || Math.abs(ms - sent) < Math.abs(best - sent)) best = ms;
  }
  return best;
}

describe('nginx limit_conn', () => {
  it('three at a time', () => {
    const [, limit] = /limit_conn lc (\d+)/.exec(recording.input<string>('limit_conn', 'directive'))!;
    const s = concurrencyLimit.create({ limit: Number(limit) });
    const permits = new Map<number, number | undefined>();
    const trace = recording.peek<{ op: 'open' | 'release'; id: number }[]>('limit_conn', 'trace');
    recording.equal(
      ['limit_conn', 'trace'],
      trace.map(({ op, id }, now) => {
        if (op === 'release') {
          concurrencyLimit.settle(s, now, permits.get(id), 'ok');
          return { op, id };
        }
        const inflight = s.inFlight;
        const { allowed, permit } = concurrencyLimit.admit(s, now);
        permits.set(id, permit);
        return { op, id, inflight, status: allowed ? 200 : 503 };
      }),
    );
  });
});

describe('c_limits', () => {
  it('nothing was skipped', () => {
    recording.note('limit_req', 'rate');
    recording.note('limit_req', 'note');
    recording.expectNothingSkipped();
  });
});
