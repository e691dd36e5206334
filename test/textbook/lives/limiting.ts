import {
  concurrencyLimit,
  fixedWindow,
  gcra,
  keyed,
  leakyBucket,
  slidingCounter,
  slidingLog,
  tokenBucket,
} from '../../../src/algorithms/index.ts';
import { type Chance, type Life, life } from '../../support/life.ts';

type Outcome = 'ok' | 'failed';
const outcomes: readonly Outcome[] = ['ok', 'failed'];
const window = 10_000;

/** A state beside the requests it admitted that have not ended: only what ends can be settled. */
interface Running<State, Permit> {
  readonly s: State;
  readonly open: Permit[];
}

const running = <State, Permit = number>(s: State): Running<State, Permit> => ({ s, open: [] });

function open<Answer extends { readonly permit?: unknown }>(permits: unknown[], answer: Answer): Answer {
  if (answer.permit !== undefined) permits.push(answer.permit);
  return answer;
}

/** One of the open permits, no longer open; undefined if there is none. */
function close<Permit>(permits: Permit[], chance: Chance): Permit | undefined {
  return permits.splice(chance.below(permits.length), 1)[0];
}

/** Busy enough to be refused, and at times silent for several windows. */
const passTime = (chance: Chance): number => chance.pass(chance.below(40) === 0 ? 4 * window : window / 10);

const clients = ['a', 'b', 'c', 'd', 'e'];
const perClient = keyed(fixedWindow);

export const lives: readonly Life[] = [
  life(
    'fixedWindow',
    () => running(fixedWindow.create({ limit: 5, window, skipSuccessful: true })),
    ({ s, open: permits }, chance) => {
      const now = passTime(chance);
      const act = chance.below(8);
      if (act === 0) return fixedWindow.resetAt(s, now);
      if (act < 5) return open(permits, fixedWindow.admit(s, now));
      fixedWindow.settle(s, now, close(permits, chance), chance.pick(outcomes));
      return fixedWindow.resetAt(s, now);
    },
  ),
  life(
    'slidingLog',
    () => running(slidingLog.create({ limit: 5, window, skipSuccessful: true })),
    ({ s, open: permits }, chance) => {
      const now = passTime(chance);
      if (chance.below(3) > 0) return open(permits, slidingLog.admit(s, now));
      return slidingLog.settle(s, now, close(permits, chance), chance.pick(outcomes));
    },
  ),
  life(
    'slidingCounter',
    () => running(slidingCounter.create({ limit: 5, window, skipSuccessful: true })),
    ({ s, open: permits }, chance) => {
      const now = passTime(chance);
      if (chance.below(3) > 0) return open(permits, slidingCounter.admit(s, now));
      return slidingCounter.settle(s, now, close(permits, chance), chance.pick(outcomes));
    },
  ),
  life(
    'tokenBucket',
    () => tokenBucket.create({ capacity: 5, refillPerSecond: 1000 / 3 }),
    (s, chance) => {
      const now = passTime(chance);
      return chance.below(4) > 0 ? tokenBucket.admit(s, now) : tokenBucket.tokensOf(s, now);
    },
  ),
  life(
    'gcra',
    () => gcra.create({ ratePerSecond: 1000 / 3, burst: 5 }),
    (s, chance) => gcra.admit(s, passTime(chance)),
  ),
  life(
    'leakyBucket',
    () => leakyBucket.create({ ratePerSecond: 1000 / 3, burst: 5, delay: 2 }),
    (s, chance) => {
      const now = passTime(chance);
      return chance.below(4) > 0 ? leakyBucket.admit(s, now) : leakyBucket.excessOf(s, now);
    },
  ),
  life(
    'concurrencyLimit',
    () =>
      running(
        concurrencyLimit.create({ limit: 4, adaptive: { minLimit: 2, maxLimit: 8, slowAfter: window } }),
      ),
    ({ s, open: permits }, chance) => {
      const now = passTime(chance);
      if (chance.below(2) > 0) return open(permits, concurrencyLimit.admit(s, now));
      return concurrencyLimit.settle(s, now, close(permits, chance), chance.pick(outcomes));
    },
  ),
  life(
    'keyed',
    () => ({
      s: perClient.create({ limit: 2, window, skipSuccessful: true, maxKeys: 3 }),
      open: [] as Opened[],
    }),
    ({ s, open: permits }, chance) => {
      const now = passTime(chance);
      const key = chance.pick(clients);
      if (chance.below(3) > 0) {
        const answer = perClient.admit(s, key, now);
        if (answer.permit !== undefined) permits.push({ key, permit: answer.permit });
        return answer;
      }
      const ended = close(permits, chance);
      return perClient.settle(s, ended?.key ?? key, now, ended?.permit, chance.pick(outcomes));
    },
  ),
];

interface Opened {
  readonly key: string;
  readonly permit: { readonly serial: number; readonly permit: number };
}
