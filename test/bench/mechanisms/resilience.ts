import {
  ConsecutiveBreaker,
  CountBreaker,
  circuitBreaker as cockatielBreaker,
  handleAll,
  type IBreaker,
  SamplingBreaker,
} from 'cockatiel';
import OpossumBreaker from 'opossum';
import {
  bulkhead,
  circuitBreaker,
  deadline,
  hedge,
  retryBudget,
  retryPolicy,
} from '../../../src/algorithms/index.ts';
import type { Mechanism, Prepare } from './mechanism.ts';

type BreakerOptions = Parameters<typeof circuitBreaker.create>[0];
type WindowOptions = Pick<BreakerOptions, 'failureThreshold' | 'window'>;

const one = { sizes: [1] } as const;
const period = 10_000_000;
/** Between two calls. */
const gap = 1_000;

/** One call in a hundred fails, which trips none of the windows. */
const fails = (call: number): boolean => call % 100 === 0;

/** A call and its outcome, without what is called. */
function recorded(given: WindowOptions): Prepare {
  return () => {
    const s = circuitBreaker.create({ openFor: 60_000_000, ...given });
    let now = 0;
    return (times) => {
      let sum = 0;
      for (let call = 0; call < times; call += 1) {
        now += gap;
        const permit = circuitBreaker.tryAcquire(s, now) as number;
        circuitBreaker.report(s, now, permit, fails(call) ? 'failed' : 'ok', 0);
        sum += permit;
      }
      return sum;
    };
  };
}

/** Around an asynchronous call, as the packages do it. */
function awaited(given: WindowOptions): Prepare {
  return () => {
    const s = circuitBreaker.create({ openFor: 60_000_000, ...given });
    let now = 0;
    return async (times) => {
      let sum = 0;
      for (let call = 0; call < times; call += 1) {
        now += gap;
        const permit = circuitBreaker.tryAcquire(s, now) as number;
        sum += await answer();
        circuitBreaker.report(s, now, permit, 'ok', 0);
      }
      return sum;
    };
  };
}

const answer = async (): Promise<number> => 1;

/** Without its timeout, snapshots and percentiles, each of which costs more. */
const opossum: Prepare = () => {
  const breaker = new OpossumBreaker(answer, {
    timeout: false,
    enableSnapshots: false,
    rollingPercentilesEnabled: false,
    errorThresholdPercentage: 50,
    volumeThreshold: 20,
  });
  return async (times) => {
    let sum = 0;
    for (let call = 0; call < times; call += 1) sum += await breaker.fire();
    return sum;
  };
};

function cockatiel(breaker: () => IBreaker): Prepare {
  return () => {
    const policy = cockatielBreaker(handleAll, { halfOpenAfter: 60_000, breaker: breaker() });
    return async (times) => {
      let sum = 0;
      for (let call = 0; call < times; call += 1) sum += await policy.execute(answer);
      return sum;
    };
  };
}

const windows = {
  countInPeriod: { failureThreshold: 500, window: period },
  consecutive: { failureThreshold: 5, window: { kind: 'consecutive' } },
  ratioInPeriod: { failureThreshold: 0.5, window: { kind: 'ratioInPeriod', period, minimumVolume: 20 } },
  ratioInCount: { failureThreshold: 0.5, window: { kind: 'ratioInCount', size: 100 } },
} satisfies Record<string, WindowOptions>;

const packages = {
  opossum: { package: 'opossum', prepare: opossum },
  sampling: {
    package: 'cockatiel SamplingBreaker',
    prepare: cockatiel(() => new SamplingBreaker({ threshold: 0.5, duration: 10_000, minimumRps: 2 })),
  },
  consecutive: {
    package: 'cockatiel ConsecutiveBreaker',
    prepare: cockatiel(() => new ConsecutiveBreaker(5)),
  },
  count: {
    package: 'cockatiel CountBreaker',
    prepare: cockatiel(() => new CountBreaker({ threshold: 0.5, size: 100 })),
  },
};

const breakers: readonly Mechanism[] = [
  ...Object.entries(windows).map(([kind, options]) => ({
    namespace: 'circuitBreaker',
    call: `tryAcquire + report, closed, ${kind}`,
    ...one,
    prepare: recorded(options),
  })),
  {
    namespace: 'circuitBreaker',
    call: 'tryAcquire, await, report, ratioInPeriod',
    ...one,
    prepare: awaited(windows.ratioInPeriod),
    rivals: [packages.opossum, packages.sampling],
  },
  {
    namespace: 'circuitBreaker',
    call: 'tryAcquire, await, report, consecutive',
    ...one,
    prepare: awaited(windows.consecutive),
    rivals: [packages.consecutive],
  },
  {
    namespace: 'circuitBreaker',
    call: 'tryAcquire, await, report, ratioInCount',
    ...one,
    prepare: awaited(windows.ratioInCount),
    rivals: [packages.count],
  },
];

export const mechanisms: readonly Mechanism[] = [
  ...breakers,
  ...(['exponential', 'full', 'decorrelated'] as const).map((kind) => ({
    namespace: 'retryPolicy',
    call: `delayBefore(s, attempt, random), ${kind}`,
    ...one,
    prepare: () => {
      const s = retryPolicy.create({ kind, base: 50_000, cap: 2_000_000 });
      let draw = 0;
      const random = (): number => {
        draw = draw > 0.99 ? 0 : draw + 0.001;
        return draw;
      };
      return (times: number) => {
        let sum = 0;
        for (let call = 0; call < times; call += 1)
          sum += retryPolicy.delayBefore(s, 1 + (call & 7), random) as number;
        return sum;
      };
    },
  })),
  {
    namespace: 'retryBudget',
    call: 'recordRequest(s, now) + tryRetry(s, now)',
    ...one,
    prepare: () => {
      const s = retryBudget.create({ ratio: 0.2, capacity: 100, minimumPerSecond: 10 });
      let now = 0;
      return (times) => {
        let sum = 0;
        for (let call = 0; call < times; call += 1) {
          now += gap;
          retryBudget.recordRequest(s, now);
          sum += retryBudget.tryRetry(s, now) ? 1 : 0;
        }
        return sum;
      };
    },
  },
  {
    namespace: 'bulkhead',
    call: 'tryEnter(s, now, id) + leave(s, now)',
    ...one,
    prepare: () => {
      const s = bulkhead.create<number>({ limit: 10, queueLimit: 10 });
      return (times) => {
        let sum = 0;
        for (let call = 0; call < times; call += 1) {
          sum += bulkhead.tryEnter(s, call, call) === 'entered' ? 1 : 0;
          bulkhead.leave(s, call);
        }
        return sum;
      };
    },
  },
  {
    namespace: 'hedge',
    call: 'recordRequest, delayBeforeHedge, recordAnswer; quantile of 200',
    ...one,
    prepare: () => {
      const s = hedge.create({ quantile: 0.95 });
      let now = 0;
      return (times) => {
        let sum = 0;
        for (let call = 0; call < times; call += 1) {
          now += gap;
          hedge.recordRequest(s, now);
          sum += hedge.delayBeforeHedge(s) ?? 0;
          hedge.recordAnswer(s, 'first', (call * 7_919) % 10_007);
        }
        return sum;
      };
    },
  },
  {
    namespace: 'deadline',
    call: 'remaining(s, now)',
    ...one,
    prepare: () => {
      const s = deadline.create({ now: 0, timeout: 1_000_000 });
      return (times) => {
        let sum = 0;
        for (let call = 0; call < times; call += 1) sum += deadline.remaining(s, call & 0xfffff);
        return sum;
      };
    },
  },
];
