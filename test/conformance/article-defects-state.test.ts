// The article's flag cache, sliding window, health report and session map, run as printed, against ours of the same
// defects. The rest of `algorithms` is in article-defects.test.ts and article-defects-sharding.test.ts.
import { describe, expect, it } from 'vitest';
import { article, slidingLog } from '../../src/algorithms/index.ts';
import { microsFromMillis, microsFromSeconds } from '../../src/base/units.ts';
import { openRecording } from '../support/recording.ts';

const recording = openRecording('article-defects.json', 'algorithms');

describe('flagCache', () => {
  const { create, handle, isEnabled, setFlag, setInStore, setStoreUp } = article.flagCache;
  const at = (...names: string[]): string[] => ['featureFlags', ...names];
  const [a, b] = [0, 1];

  it('tells only the instance that switches', () => {
    const s = create({ instances: 2 });
    setFlag(s, a, 'search', true);
    recording.equal(at('twoInstances', 'afterEnable'), [
      isEnabled(s, a, 'search'),
      isEnabled(s, b, 'search'),
    ]);
    setFlag(s, a, 'search', false);
    recording.equal(at('twoInstances', 'afterInstanceAdisables'), {
      redis: String(s.stored.get('search')),
      A: isEnabled(s, a, 'search'),
      B: isEnabled(s, b, 'search'),
    });
    // No verb lets time pass: no answer depends on it.
    recording.equal(at('twoInstances', 'B_after_1500ms'), isEnabled(s, b, 'search'));
    article.flagCache.restart(s, b);
    recording.judged(at('twoInstances', 'note'), isEnabled(s, b, 'search') === false, 'a restart ends it');
  });

  it('keeps what it did not find', () => {
    const s = create({ instances: 1 });
    recording.equal(at('missingKeyCachedFalseForever', 'first'), isEnabled(s, a, 'search'));
    setInStore(s, 'search', true);
    recording.equal(at('missingKeyCachedFalseForever', 'afterSetTrueInRedis'), isEnabled(s, a, 'search'));
  });

  it('has no answer when the store is down', () => {
    const s = create({ instances: 1 });
    setStoreUp(s, false);
    const told = recording.peek<string>('featureFlags', 'redisDown', 'isEnabledThrows');
    recording.judged(
      at('redisDown', 'isEnabledThrows'),
      told.startsWith('MaxRetriesPerRequestError') && isEnabled(s, a, 'search') === 'failed',
      'both fail; the words are the client library’s',
    );
    recording.judged(at('redisDown', 'note'), handle(s, a, 'search') === 'unanswered', 'the request hangs');
  });
});

describe('slidingSet', () => {
  const { admit, countOf, create, readCount } = article.slidingSet;
  type Sized = { max: number; windowMs: number };
  const begin = (limit: number, windowMs = 1000): ReturnType<typeof create> =>
    create({ limit, window: microsFromMillis(windowMs) });
  const at = (...names: string[]): string[] => ['slidingWindow', ...names];

  it.each([
    ['sameMillisecond', 'requestsInOneMs'],
    ['concurrent500_frozenClock', undefined],
  ])('%s: all of one millisecond are one', (name, requests) => {
    const max = recording.input<number>('slidingWindow', name, 'max');
    const isSized = requests !== undefined;
    const windowMs = isSized ? recording.input<number>('slidingWindow', name, 'windowMs') : 1000;
    const total = isSized ? recording.input<number>('slidingWindow', name, requests) : 500;
    const s = begin(max, windowMs);
    const allowed = Array.from({ length: total }, () => admit(s, 'client', 0)).filter(Boolean);
    recording.equal(at(name, 'allowed'), allowed.length);
    recording.equal(at(name, 'zcard'), countOf(s, 'client', 0));
  });

  it('keeps a steady client out', () => {
    const name = 'rejectedRequestsCounted';
    for (const told of ['client', 'note']) recording.note(...at(name, told));
    const { max, windowMs } = recording.peek<Sized>('slidingWindow', name);
    for (const option of ['max', 'windowMs']) recording.input(...at(name, option));
    const s = begin(max, windowMs);
    const right = slidingLog.create({ limit: max, window: microsFromMillis(windowMs) });
    const times = Array.from({ length: 60 }, (_, place) => microsFromMillis(150 * place));
    const ours = times.map((now) => Number(admit(s, 'client', now))).join('');
    const exact = times.map((now) => Number(slidingLog.admit(right, now).allowed)).join('');
    recording.equal(at(name, 'article'), ours);
    recording.equal(at(name, 'seedAllowed'), [...ours].filter((bit) => bit === '1').length);
    recording.equal(at(name, 'trueSlidingLog'), exact);
    recording.equal(at(name, 'trueAllowed'), [...exact].filter((bit) => bit === '1').length);
  });

  it('forgets what a slower clock wrote', () => {
    recording.note(...at('clockSkew', 'desc'));
    const { max, windowMs } = recording.peek<Sized>('slidingWindow', 'clockSkew');
    for (const option of ['max', 'windowMs']) recording.input(...at('clockSkew', option));
    const rows = recording.peek<[number, string, number][]>('slidingWindow', 'clockSkew', 'rows');
    const run = (skewed: boolean): [number, string, number][] => {
      const s = begin(max, windowMs);
      return rows.map(([offset, server]) => {
        const ahead = skewed && server.startsWith('B') ? microsFromSeconds(2) : 0;
        return [offset, server, Number(admit(s, 'client', microsFromMillis(offset), ahead))];
      });
    };
    const allowedIn = (run: [number, string, number][]): number =>
      run.filter(([, , allowed]) => allowed === 1).length;
    recording.equal(at('clockSkew', 'rows'), run(true));
    recording.equal(at('clockSkew', 'allowed'), allowedIn(run(true)));
    recording.equal(at('clockSkew', 'withoutSkew'), allowedIn(run(false)));
  });

  it('counts until exactly one window later, per client', () => {
    recording.note(...at('edge', 'note'));
    const s = begin(1);
    recording.equal(at('edge', 't=0'), admit(s, 'one', 0));
    recording.equal(at('edge', 't=999ms'), admit(s, 'one', microsFromMillis(999)));
    recording.equal(at('edge', 'other key t=0'), admit(s, 'other', 0));
    recording.equal(at('edge', 't=1000ms exactly'), admit(s, 'other', microsFromMillis(1000)));
  });

  it.each([1, 20])('stores one member per millisecond of bursts of %i', (size) => {
    const runs = recording.peek<Record<string, { recorded: number; lostToCollisions: number }>>(
      'slidingWindow',
      'realClock',
    );
    const name = Object.keys(runs).find((text) => text.includes(`bursts of ${size} `)) as string;
    const { recorded, lostToCollisions } = runs[name] as (typeof runs)[string];
    const total = Number.parseInt(name, 10);
    const s = begin(total, 60_000);
    for (let place = 0; place < total; place += 1) {
      admit(s, 'client', microsFromMillis(5 * size * Math.floor(place / size)));
    }
    const kept = countOf(s, 'client', 0);
    expect(kept).toBe(total / size);
    // On a real clock a burst takes a few milliseconds, and a late timer makes two requests meet.
    const between = size === 1 ? recorded <= kept : recorded >= kept && recorded < 2 * kept;
    recording.judged(
      at('realClock', name),
      between && recorded + lostToCollisions === total,
      'the run’s own times are not recorded: on an even clock it would keep one per burst',
    );
  });

  it('reads the count off a reply that is not there', () => {
    let message = '';
    try {
      readCount(null);
    } catch (problem) {
      message = (problem as TypeError).message;
    }
    recording.equal(at('execNull'), message);
  });
});

describe('overwrittenHealth and processUsage', () => {
  const at = (...names: (string | number)[]): (string | number)[] => ['health', ...names];
  const { report } = article.overwrittenHealth;

  it.each([
    ['db ok, redis ok', {}],
    ['db down, redis ok', { databaseUp: false }],
    ['db ok, redis down', { cacheUp: false }],
    ['db down, redis down', { databaseUp: false, cacheUp: false }],
    ['db 100 ms', { databaseLatency: microsFromMillis(100) }],
    ['redis 50 ms', { cacheLatency: microsFromMillis(50) }],
    ['heap 85 %', { heapUsed: 85, heapCommitted: 100 }],
  ])('%s', (name, measured) => {
    const { httpStatus, status } = report(measured);
    const [told = ''] = recording.peek<string>('health', 'table', name).split('   <--');
    recording.judged(
      at('table', name),
      told === `${status} HTTP ${httpStatus}`,
      'verdict and status before the remark',
    );
  });

  it('takes CPU seconds for a percentage', () => {
    const rows = recording.peek<{ cpuSecondsSinceStart: number }[]>('health', 'cpuFormula', 'table');
    recording.equal(
      at('cpuFormula', 'table'),
      rows.map(({ cpuSecondsSinceStart }) => {
        const cpuTime = microsFromSeconds(cpuSecondsSinceStart);
        const reported = article.processUsage.cpuPercent(cpuTime);
        return { cpuSecondsSinceStart, reported, status: report({ cpuTime }).cpu };
      }),
    );
    const cpuAfter = (seconds: number, share: number): string =>
      report({ cpuTime: microsFromSeconds(seconds * share) }).cpu;
    const crosses = cpuAfter(13_999, 0.05) === 'healthy' && cpuAfter(14_000, 0.05) === 'degraded';
    recording.judged(at('cpuFormula', 'note'), crosses, '5 % of a core crosses 70 at 14,000 s');
    recording.note(...at('cpuFormula', 'formula'));
    recording.note(...at('_note'));
    recording.notComparable(
      at('heapUsedOverHeapTotalPct_thisIdleProcess'),
      'the heap of one process on another machine; the ratio is in article-defects-application.test.ts',
    );
  });
});

describe('sessionMap', () => {
  const { create, recordWrite, route, sizeOf } = article.sessionMap;
  const at = (...names: string[]): string[] => ['sessionConsistency', ...names];
  const pinFor = microsFromSeconds(5);
  const soon = microsFromMillis(50);

  /** Over all pairs of who takes the write and who the read. */
  function staleShare(instances: number, mapOf: (instance: number) => number): number {
    let stale = 0;
    for (let writer = 0; writer < instances; writer += 1) {
      for (let reader = 0; reader < instances; reader += 1) {
        const s = create({ instances, pinFor });
        recordWrite(s, mapOf(writer), 'alice', 0);
        if (route(s, mapOf(reader), 'alice', soon) === 'replica') stale += 1;
      }
    }
    return stale / (instances * instances);
  }

  it('is stale for (n − 1) / n of the reads', () => {
    recording.note(...at('setup'));
    for (const instances of [1, 2, 3, 4]) {
      const share = staleShare(instances, (instance) => instance);
      expect(share).toBeCloseTo((instances - 1) / instances, 12);
      recording.within(at('staleReadFraction', `n${instances}`), share, 0, 0.003);
    }
    recording.equal(
      at('staleReadFraction', 'n3_sharedStore'),
      staleShare(3, () => 0),
    );
    recording.note(...at('expectedIfIndependent'));
  });

  it('deletes nothing and takes no session for one', () => {
    const s = create({ instances: 1, pinFor });
    for (let user = 0; user < 100; user += 1) recordWrite(s, 0, `session-${user}`, 0);
    route(s, 0, 'session-0', 1_000 * pinFor);
    recording.judged(at('leak'), sizeOf(s, 0) === 100, 'all entries are there long after they are of use');
    recordWrite(s, 0, undefined, 0);
    recording.judged(
      at('undefinedKey'),
      route(s, 0, undefined, soon) === 'primary',
      'a read without a session follows a stranger’s write',
    );
  });
});

describe('the book', () => {
  it('leaves nothing out', () => {
    for (const name of ['weightedRoundRobin', 'roundRobin', 'leastConnections', 'ipHash']) {
      recording.notComparable([name], 'compared in article-defects.test.ts');
    }
    for (const name of ['shardFns', 'consistentHash']) {
      recording.notComparable([name], 'compared in article-defects-sharding.test.ts');
    }
    recording.expectNothingSkipped();
  });
});
