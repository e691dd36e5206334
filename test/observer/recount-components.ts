/** Component rows and the report of a run, counted again from the lives of all calls. */
import type { Blueprint } from '../../src/engine/blueprint.ts';
import type { TapFact } from '../../src/engine/tap.ts';
import { failureCauses } from '../../src/engine/telemetry/causes.ts';
import type { Lives, QueueStep } from './lives.ts';
import { quantileOf } from './quantiles.ts';
import { slotsOverTime } from './settings.ts';
import { overlap, second, secondOf, spread } from './spans.ts';

/** One visit of a component: a call inside it, or, for the users, a request. Ends at −1 while it lasts. */
interface Visit {
  readonly reachedAt: number;
  readonly queuedAt: number;
  readonly startedAt: number;
  readonly finishedAt: number;
  /** Present where calls take turns in an event loop. */
  readonly turns: readonly { readonly from: number; readonly to: number }[];
  readonly cause: number;
  readonly isRefused: boolean;
}

/** When it kept a slot, or the loop, from others. A turn ends with its call at the latest: a crash ends both. */
function busySpans(
  { turns, startedAt, finishedAt }: Visit,
  now: number,
): readonly (readonly [number, number])[] {
  const end = orNow(finishedAt, now);
  if (turns.length > 0) return turns.map(({ from, to }) => [from, to < 0 ? end : to]);
  return startedAt < 0 ? [] : [[startedAt, end]];
}

export function visitsOf(lives: Lives, component: number): readonly Visit[] {
  const calls = lives.calls
    .filter((life) => life.callee === component && life.reachedAt >= 0)
    .map((life): Visit => ({ ...life, cause: life.outcome }));
  const requests = lives.requests
    .filter((request) => request.users === component)
    .map(
      (request): Visit => ({
        reachedAt: request.arrivedAt,
        queuedAt: -1,
        startedAt: -1,
        finishedAt: request.endedAt,
        turns: [],
        cause: request.cause,
        isRefused: false,
      }),
    );
  return [...calls, ...requests];
}

const orNow = (time: number, now: number): number => (time < 0 ? now : time);
const queueEnd = ({ startedAt, finishedAt }: Visit, now: number): number =>
  orNow(startedAt < 0 ? finishedAt : startedAt, now);

const emptyRow = () => ({
  arrived: 0,
  answered: 0,
  failed: 0,
  inSystem: 0,
  responseSum: 0,
});
export type ComponentRow = ReturnType<typeof emptyRow>;

/** Rows of the seconds 0 … count − 1 of one component, but for health (`recount-gauges.ts`). */
export function recountRows(lives: Lives, component: number, count: number): readonly ComponentRow[] {
  const rows = Array.from({ length: count }, emptyRow);
  const add = (time: number, name: keyof ComponentRow, amount: number): void => {
    const row = rows[secondOf(time)];
    if (time >= 0 && row !== undefined) row[name] += amount;
  };
  for (const { reachedAt, finishedAt, cause, isRefused } of visitsOf(lives, component)) {
    add(reachedAt, 'arrived', 1);
    add(finishedAt, cause === 0 ? 'answered' : 'failed', 1);
    if (isRefused) continue;
    add(finishedAt, 'responseSum', finishedAt - reachedAt);
    spread(reachedAt, orNow(finishedAt, count * second), count, (at, micros) => {
      rows[at]!.inSystem += micros;
    });
  }
  for (const row of rows) row.inSystem /= second;
  return rows;
}

const emptyServiceRow = () => ({ busy: 0, queueLength: 0, queueLengthMax: 0, started: 0, waitingSum: 0 });

/** What was started, was busy and waited at the slots of one component in the seconds 0 … count − 1. */
export function recountServiceRows(lives: Lives, component: number, count: number) {
  const rows = Array.from({ length: count }, emptyServiceRow);
  const now = count * second;
  const integrate = (from: number, to: number, name: 'busy' | 'queueLength'): void =>
    spread(from, to, count, (at, micros) => {
      rows[at]![name] += micros;
    });
  for (const visit of visitsOf(lives, component)) {
    const { reachedAt, queuedAt, startedAt, isRefused } = visit;
    if (isRefused) continue;
    if (queuedAt >= 0) integrate(queuedAt, queueEnd(visit, now), 'queueLength');
    if (startedAt < 0) continue;
    for (const [from, to] of busySpans(visit, now)) integrate(from, to, 'busy');
    const row = rows[secondOf(startedAt)];
    if (row === undefined) continue;
    row.started += 1;
    row.waitingSum += startedAt - reachedAt;
  }
  rows.forEach((row, at) => {
    row.queueLengthMax = longestQueue(lives.queueSteps[component] ?? [], at);
    row.busy /= second;
    row.queueLength /= second;
  });
  return rows;
}

/** The same of all that has been until now; busy and waiting are those of this instant. */
export function recountService(lives: Lives, component: number, now: number, isHung: boolean) {
  const visits = visitsOf(lives, component).filter(({ isRefused }) => !isRefused);
  const inside = visits.filter(({ finishedAt }) => finishedAt < 0);
  const isAtWork = ({ startedAt, turns }: Visit): boolean => startedAt >= 0 && (turns.at(-1)?.to ?? -1) < 0;
  const busy = inside.filter(isAtWork).length;
  const queued = inside.filter(({ queuedAt, startedAt }) => queuedAt >= 0 && startedAt < 0).length;
  const started = visits.filter(({ startedAt }) => startedAt >= 0);
  return {
    busy,
    // A hung process takes nothing in, yet its host goes on accepting for it.
    queueLength: isHung ? inside.length - busy : queued,
    queueLengthMax: longestQueue(lives.queueSteps[component] ?? [], secondOf(now)),
    started: started.length,
    waitingSum: sum(started.map(({ reachedAt, startedAt }) => startedAt - reachedAt)),
  };
}

/** The longest that a queue was within a second, its length at the beginning included. */
function longestQueue(steps: readonly QueueStep[], at: number): number {
  const before = steps.findLast(({ time }) => time < at * second)?.length ?? 0;
  const within = steps.filter(({ time }) => secondOf(time) === at).map(({ length }) => length);
  return Math.max(before, ...within);
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** What the report says of one component at `now`: since the end of the warm-up once that is over. */
export function recountReport(
  blueprint: Blueprint,
  facts: readonly TapFact[],
  lives: Lives,
  component: number,
  now: number,
) {
  const since = now >= blueprint.warmupMicros ? blueprint.warmupMicros : 0;
  const elapsed = now - since;
  const visits = visitsOf(lives, component);
  const inside = visits.filter((visit) => !visit.isRefused);
  const arrived = visits.filter((visit) => visit.reachedAt >= since);
  const ended = visits.filter((visit) => visit.finishedAt >= since);
  const answered = ended.filter((visit) => visit.cause === 0);
  const started = inside.filter((visit) => visit.startedAt >= since);
  const served = inside.filter((visit) => visit.startedAt >= 0);
  const queued = inside.filter((visit) => visit.queuedAt >= 0);
  const load = sum(inside.map((visit) => overlap(visit.reachedAt, orNow(visit.finishedAt, now), since, now)));
  const queueing = sum(queued.map((visit) => overlap(visit.queuedAt, queueEnd(visit, now), since, now)));
  const spans = served.flatMap((visit) => busySpans(visit, now));
  const busy = sum(spans.map(([from, to]) => overlap(from, to, since, now)));
  const steps = slotsOverTime(blueprint, facts, component);
  const slots = sum(
    steps.map((step, place) => step.slots * overlap(step.from, steps[place + 1]?.from ?? now, since, now)),
  );
  const responses = sum(ended.filter((one) => !one.isRefused).map((one) => one.finishedAt - one.reachedAt));
  const waits = started.map((visit) => visit.startedAt - visit.reachedAt);
  const perMicro = (amount: number): number => (elapsed === 0 ? 0 : amount / elapsed);
  const errors = failureCauses.flatMap((name, code) => {
    const count = ended.filter((visit) => code > 0 && visit.cause === code).length;
    return count === 0 ? [] : [[name, count] as const];
  });
  return {
    id: blueprint.components[component]?.id,
    utilization: slots === 0 ? 0 : busy / slots,
    meanInSystem: perMicro(load),
    meanQueueLength: perMicro(queueing),
    waitingMillis: {
      mean: waits.length === 0 ? 0 : sum(waits) / waits.length / 1_000,
      p99: waits.length === 0 ? 0 : quantileOf(waits, 99, 128) / 1_000,
    },
    throughputPerSecond: perMicro(answered.length * second),
    arrivalsPerSecond: perMicro(arrived.length * second),
    meanResponseMillis: ended.length === 0 ? 0 : responses / ended.length / 1_000,
    errorsByCause: Object.fromEntries(errors),
  };
}
