// What must be true of every run, whatever happened in it. Each check is a separate reading of the engine's own records
// against one another; the result is a list of sentences, empty when all is well. Used by properties and by the soak.
import type { Blueprint } from '../../src/engine/blueprint.ts';
import type { StampedCommand } from '../../src/engine/command.ts';
import { createEngine } from '../../src/engine/engine.ts';
import type { Engine } from '../../src/engine/engine-contract.ts';
import type { ServiceInstrument } from '../../src/engine/telemetry/instrument-names.ts';
import { readerOf } from '../../src/engine/telemetry/layout.ts';
import {
  type ClassTotals,
  classColumn,
  classStride,
  componentColumn,
  componentStride,
  journeyHeader,
  type LedgerSpan,
} from '../../src/engine/telemetry/records.ts';
import {
  blueprintOf,
  commandsOf,
  emptyHistory,
  type History,
  hopsOf,
  seconds,
  sinkInto,
} from './engine-lab.ts';
import type { RandomRun } from './random-scenario.ts';

export interface CheckedRun {
  readonly engine: Engine;
  readonly history: History;
  readonly problems: readonly string[];
  readonly failed: number;
  readonly unattributed: number;
}

const sum = (numbers: Iterable<number>): number => [...numbers].reduce((total, one) => total + one, 0);

/** Runs to one microsecond before a whole second, so that rows and totals cover the same time. */
export function checkRun(run: RandomRun): CheckedRun {
  const blueprint = blueprintOf(run.scenario);
  const history = emptyHistory();
  const engine = createEngine(blueprint, run.seed, sinkInto(history));
  const log = commandsOf(blueprint, run.dos);
  engine.schedule(log);
  engine.runUntil(seconds(run.untilSeconds) - 1);
  const totals = engine.totals();
  const atEnd = engine.componentTotals();
  const inFlight = engine.journeysInFlight();
  const gauges = engine.gauges();
  engine.runUntil(seconds(run.untilSeconds));
  const problems: string[] = [];
  const must = (isTrue: boolean, sentence: () => string): void => {
    if (!isTrue && problems.length < 20) problems.push(sentence());
  };

  totals.classes.forEach((one, index) => {
    checkClass(one, must);
    checkClassRows(one, index, history, must);
    checkLedger(engine.totals().classes[index]!, index, history, run.untilSeconds, must);
  });
  checkComponents(atEnd, history, run.untilSeconds, must);
  checkLimits(blueprint, log, history, must);
  checkJourneys(history, sum(totals.classes.map(({ ok, failed }) => ok + failed)), totals.journeyRatio, must);
  checkStory(history, totals.classes, must);
  must(
    !gauges.some(Number.isNaN) && !inFlight.some(Number.isNaN),
    () => 'a gauge or journey is not a number',
  );
  const failed = sum(totals.classes.map((one) => one.failed));
  const unattributed = sum(totals.classes.map((one) => one.failuresByRoot['0'] ?? 0));
  return { engine, history, problems, failed, unattributed };
}

type Must = (isTrue: boolean, sentence: () => string) => void;

function checkClass(one: ClassTotals, must: Must): void {
  const { id, arrived, ok, failed, inFlight } = one;
  must(arrived === ok + failed + inFlight && inFlight >= 0, () => `${id}: ${JSON.stringify(one)}`);
  must(
    one.slow <= ok && one.stale <= ok && one.degraded <= ok,
    () => `${id}: more slow, stale or degraded than ok`,
  );
  must(sum(Object.values(one.failuresByCause)) === failed, () => `${id}: causes do not sum to ${failed}`);
  must(sum(Object.values(one.failuresByRoot)) === failed, () => `${id}: roots do not sum to ${failed}`);
}

function checkClassRows(one: ClassTotals, index: number, { rows }: History, must: Must): void {
  for (const name of ['arrived', 'ok', 'failed', 'slow', 'stale', 'degraded'] as const) {
    const inRows = sum(rows.map((row) => row.classes[index * classStride + classColumn[name]]!));
    must(inRows === one[name], () => `${one.id}.${name}: rows ${inRows}, total ${one[name]}`);
  }
  for (const { second, classes } of rows) {
    const row = classes.subarray(index * classStride, (index + 1) * classStride);
    const causes = sum(row.subarray(classColumn.causes));
    must(causes === row[classColumn.failed], () => `${one.id}, second ${second}: causes ${causes}`);
  }
}

/** The ledger against an independent count: journeys by the second in which they arrived. */
function checkLedger(one: ClassTotals, index: number, history: History, until: number, must: Must): void {
  const spans = history.spans.filter((span) => span.class === index);
  const arrived = new Array<number>(until + 1).fill(0);
  const good = new Array<number>(until + 1).fill(0);
  for (const { second, classes } of history.rows) {
    arrived[second] = classes[index * classStride + classColumn.arrived]!;
  }
  for (const journey of history.journeys) {
    if (journey[journeyHeader.class] !== index || journey[journeyHeader.cause] !== 0) continue;
    good[Math.floor(journey[journeyHeader.arrivedAt]! / 1_000_000)]! += 1;
  }
  let from = 0;
  for (const span of spans) {
    const within = (counts: readonly number[]) => sum(counts.slice(span.fromSecond, span.toSecond));
    const text = () => `${one.id}: ${JSON.stringify(span)}`;
    must(span.fromSecond >= from && span.toSecond > span.fromSecond, () => `${text()} out of order`);
    must(sum(arrived.slice(from, span.fromSecond)) === 0, () => `${text()} leaves out arrivals before it`);
    must(
      span.arrived === within(arrived) && span.arrived >= 10,
      () => `${text()} arrived ${within(arrived)}`,
    );
    must(span.good === within(good), () => `${text()} good ${within(good)}`);
    must(span.down === span.good < 0.9 * span.arrived, () => `${text()} wrong verdict`);
    must(span.toSecond <= one.judgedUntilSecond, () => `${text()} not judged yet`);
    from = span.toSecond;
  }
  const lengthOf = (span: LedgerSpan) => span.toSecond - span.fromSecond;
  const down = sum(spans.filter((span) => span.down).map(lengthOf));
  must(
    down === one.downtimeSeconds,
    () => `${one.id}: down ${down} in spans, ${one.downtimeSeconds} in totals`,
  );
}

function checkComponents(
  atEnd: ReturnType<Engine['componentTotals']>,
  { rows }: History,
  until: number,
  must: Must,
): void {
  const elapsed = until - 1e-6;
  atEnd.forEach((one, index) => {
    const column = (name: keyof typeof componentColumn): number[] =>
      rows.map((row) => row.components[index * componentStride + componentColumn[name]]!);
    const failed = sum(Object.values(one.errorsByCause));
    const answered = Math.round(one.throughputPerSecond * elapsed);
    const arrived = Math.round(one.arrivalsPerSecond * elapsed);
    must(sum(column('arrived')) === arrived, () => `${one.id}: arrived ${sum(column('arrived'))} ${arrived}`);
    must(sum(column('answered')) === answered, () => `${one.id}: answered ${answered}`);
    must(sum(column('failed')) === failed, () => `${one.id}: failed ${failed}`);
    must(answered + failed <= arrived, () => `${one.id}: more left than came`);
    const reading = (name: ServiceInstrument): number[] =>
      rows.flatMap((row) => readerOf<ServiceInstrument>(row, one.id)(name) ?? []);
    const queued = sum(reading('queueLength'));
    // The rows hold one microsecond more of the integral.
    const longest = Math.max(0, ...reading('queueLengthMax'));
    const gap = Math.abs(queued - one.meanQueueLength * elapsed);
    must(gap <= 1e-6 * (longest + 1), () => `${one.id}: queue ${queued}, ${one.meanQueueLength * elapsed}`);
    must(
      Math.min(0, ...reading('busy'), ...reading('queueLength')) === 0,
      () => `${one.id}: less than nothing`,
    );
    must(
      one.meanInSystem * elapsed >= queued - 1e-3,
      () => `${one.id}: more in the queue than in the system`,
    );
  });
}

/** No more slots taken and no longer a line than the component ever had room for. */
function checkLimits(
  { components }: Blueprint,
  log: readonly StampedCommand[],
  { rows }: History,
  must: Must,
): void {
  components.forEach(({ id, group, values }) => {
    const most = (...names: readonly string[]): number => {
      const set = log.flatMap(({ command }) => {
        if (command.kind !== 'set') return [];
        const [owner, name = ''] = command.path.split('.');
        return (owner === id || owner === group) && names.includes(name) ? [command.value] : [];
      });
      return Math.max(0, ...set, ...names.map((name) => values[name] ?? 0));
    };
    // What waits for an event loop has no bound.
    const isLoop = values.concurrency === 1;
    const [slots, capacity] = [most('slots', 'connections', 'servers'), most('queueCapacity')];
    for (const row of rows) {
      const { second } = row;
      const read = readerOf<ServiceInstrument>(row, id);
      const [busy, longest, queued] = [read('busy'), read('queueLengthMax'), read('queueLength')];
      if (busy === undefined || longest === undefined || queued === undefined) continue;
      must(busy <= slots + 1e-9, () => `${id}, second ${second}: ${busy} busy of ${slots}`);
      if (!isLoop)
        must(longest <= capacity, () => `${id}, second ${second}: ${longest} waiting of ${capacity}`);
      must(longest >= queued, () => `${id}, second ${second}: ${queued} waiting, at most ${longest}`);
    }
  });
}

function checkJourneys(history: History, ended: number, ratio: number, must: Must): void {
  must(ratio === 1, () => 'not every journey is kept');
  // Those of the last microsecond may have come later.
  must(history.journeys.length >= ended, () => `${history.journeys.length} journeys, ${ended} ended`);
  for (const journey of history.journeys) {
    const [arrivedAt, endedAt] = [journey[journeyHeader.arrivedAt]!, journey[journeyHeader.endedAt]!];
    must(endedAt >= arrivedAt, () => `request ${journey[0]}: ended before it came`);
    for (const hop of hopsOf(journey)) {
      const happened = [hop.sentAt, hop.reachedAt, hop.startedAt, hop.finishedAt].filter((time) => time >= 0);
      const isOrdered = happened.every((time, place) => place === 0 || time >= happened[place - 1]!);
      must(isOrdered && hop.sentAt >= arrivedAt, () => `request ${journey[0]}: ${JSON.stringify(hop)}`);
    }
  }
}

function checkStory({ story, journeys }: History, classes: readonly ClassTotals[], must: Must): void {
  const ids = new Set<number>();
  for (const { id, causeId, kind, time, values } of story) {
    must(!ids.has(id), () => `story ${id} told twice`);
    const isTold = causeId === undefined || (causeId < id && ids.has(causeId));
    must(isTold, () => `story ${id} ${kind} at ${time} by ${causeId}`);
    must(JSON.stringify(values).search(/null|""/) < 0, () => `story ${id} ${kind} ${JSON.stringify(values)}`);
    ids.add(id);
  }
  const roots = [
    ...classes.flatMap((one) => Object.keys(one.failuresByRoot).map(Number)),
    ...journeys.map((journey) => journey[journeyHeader.rootId]!),
  ];
  for (const root of new Set(roots)) must(root === 0 || ids.has(root), () => `root ${root} was never told`);
}
