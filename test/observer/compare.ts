/**
 * Everything that a run's telemetry says, compared with what the observer counts from the facts of the tap. Counts, times
 * and rows must be equal to the last bit; so must means, which both sides make of the same whole numbers.
 */
import type { Blueprint } from '../../src/engine/blueprint.ts';
import type { Engine } from '../../src/engine/engine-contract.ts';
import type { TapFact } from '../../src/engine/tap.ts';
import {
  classColumn,
  classStride,
  componentColumn,
  componentStride,
  gaugeColumn,
  healthStates,
  journeyHeader,
  journeyLength,
} from '../../src/engine/telemetry/records.ts';
import { compareEdgeRows, compareEdges } from './compare-edges.ts';
import { compareCountRows, compareInstruments, compareStateRow } from './compare-instruments.ts';
import { compareStory } from './compare-story.ts';
import type { Differences } from './differences.ts';
import { type Lives, readLives } from './lives.ts';
import { recountClassRow, recountLatencies, recountQuantiles, recountTotals } from './recount-classes.ts';
import { recountReport, recountRows } from './recount-components.ts';
import { gaugesOf, recountGauges, StateWatch, stateAfter } from './recount-gauges.ts';
import { readState } from './recount-instruments.ts';
import { recountInFlight, recountJourneys, recountRatio } from './recount-journeys.ts';
import { recountLedger } from './recount-ledger.ts';
import { second, secondOf } from './spans.ts';
import type { ToldHistory } from './told-history.ts';

/** What both sides are asked about. */
export interface Seen {
  readonly blueprint: Blueprint;
  readonly facts: readonly TapFact[];
  readonly history: ToldHistory;
  readonly now: number;
}

type Asked = Pick<
  Engine,
  'now' | 'layout' | 'readings' | 'gauges' | 'journeysInFlight' | 'totals' | 'componentTotals' | 'latencies'
>;

/** The state at this instant, and what the run says of itself so far. */
export function compareInstant(seen: Seen, engine: Asked, differences: Differences): void {
  const { blueprint, facts, history, now } = seen;
  const lives = readLives(facts, blueprint);
  compareTotals(seen, lives, engine, differences);
  compareEdges(seen, lives, engine, differences);
  const state = stateAfter(blueprint, facts, history.story);
  const gauges = engine.gauges();
  recountGauges(blueprint, state, lives, now).forEach((counted, component) => {
    const shown = gaugesOf(gauges, component);
    const id = blueprint.components[component]?.id;
    for (const [name, value] of Object.entries(counted))
      differences.same(
        shown[gaugeColumn[name as keyof typeof gaugeColumn]],
        value,
        `gauge ${name}`,
        () => `${id} at ${now}`,
      );
  });
  compareInstruments(seen, lives, state, engine, differences);
  engine.componentTotals().forEach((report, component) => {
    const counted = recountReport(blueprint, facts, lives, component, now);
    for (const [name, value] of Object.entries(counted))
      differences.same(
        report[name as keyof typeof report],
        value,
        `report ${name}`,
        () => `${report.id} at ${now}`,
      );
  });
  const inFlight = journeysIn(engine.journeysInFlight());
  inFlight.sort((a, b) => a[journeyHeader.ordinal]! - b[journeyHeader.ordinal]!);
  compareJourneys(inFlight, recountInFlight(lives, blueprint), 'journey in flight', differences);
}

function compareTotals(seen: Seen, lives: Lives, engine: Asked, differences: Differences): void {
  const { blueprint, now } = seen;
  const totals = engine.totals();
  const latencies = engine.latencies();
  differences.same(totals.time, now, 'total', () => 'time');
  differences.same(totals.events, lives.events, 'total', () => 'events');
  differences.same(totals.lostWrites, lives.writes.lost, 'total', () => `lostWrites at ${now}`);
  differences.same(totals.splitBrainWrites, lives.writes.splitBrain, 'total', () => `splitBrain at ${now}`);
  differences.same(totals.journeyRatio, recountRatio(lives, now), 'total', () => `journeyRatio at ${now}`);
  blueprint.classes.forEach(({ id }, index) => {
    const requests = lives.requests.filter((request) => request.class === index);
    const lostWrites = lives.writes.lostOf[index] ?? 0;
    const { judgedUntilSecond, downtimeSeconds } = recountLedger(requests, index, secondOf(now));
    const counted = {
      id,
      ...recountTotals(requests, blueprint),
      lostWrites,
      judgedUntilSecond,
      downtimeSeconds,
    };
    const told = totals.classes[index];
    differences.same(
      Object.keys(told ?? {}).sort(),
      Object.keys(counted).sort(),
      'total',
      () => `columns of ${id}`,
    );
    for (const [name, value] of Object.entries(counted)) {
      const shown = told?.[name as keyof typeof told];
      differences.same(sorted(shown), sorted(value), `total ${name}`, () => `${id} at ${now}`);
    }
    differences.same(latencies[id], recountQuantiles(requests), 'latencies', () => `${id} at ${now}`);
  });
}

const sorted = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? Object.entries(value).sort() : value;

/** Cuts journeys that lie one after another. */
function journeysIn(all: Float64Array): Float64Array[] {
  const journeys: Float64Array[] = [];
  for (let at = 0; at < all.length; ) {
    const length = journeyLength(all, at);
    journeys.push(all.subarray(at, at + length));
    at += length;
  }
  return journeys;
}

function compareJourneys(
  shown: readonly Float64Array[],
  counted: readonly (readonly number[])[],
  place: string,
  differences: Differences,
): void {
  differences.same(shown.length, counted.length, place, () => 'how many');
  counted.forEach((numbers, index) => {
    const journey = [...(shown[index] ?? [])];
    differences.same(journey, numbers, place, () => `${index}, request ${numbers[journeyHeader.ordinal]}`);
  });
}

/** All that was handed to the sink until now. */
export function compareHistory(seen: Seen, differences: Differences): void {
  const { blueprint, facts, history, now } = seen;
  const lives = readLives(facts, blueprint);
  const count = secondOf(now);
  const seconds = history.rows.map((row) => row.second);
  differences.same(
    seconds,
    Array.from({ length: count }, (_, at) => at),
    'rows',
    () => 'seconds',
  );
  compareComponentRows(seen, lives, count, differences);
  compareStates(seen, lives, differences);
  compareEdgeRows(seen, lives, count, differences);
  blueprint.classes.forEach(({ id }, index) => {
    const requests = lives.requests.filter((request) => request.class === index);
    history.rows.forEach((row, at) => {
      const shown = [...row.classes.subarray(index * classStride, (index + 1) * classStride)];
      const counted = recountClassRow(requests, blueprint, index, at);
      for (const [name, column] of [...Object.entries(classColumn), ...causeColumns])
        differences.same(shown[column], counted[column], `class row ${name}`, () => `${id}, second ${at}`);
      const sparse = row.latencies.filter((one) => one.class === index && one.second === at);
      const told = sparse.map((one) => [...one.sparse]);
      const latencies = recountLatencies(requests, at);
      const expected = latencies.length === 0 ? [] : [latencies];
      differences.same(told, expected, 'class row latencies', () => `${id}, second ${at}`);
    });
    const spans = history.spans.filter((span) => span.class === index);
    const ledger = recountLedger(requests, index, count);
    differences.same(
      spans.map(Object.entries).map(sorted),
      ledger.spans.map(Object.entries).map(sorted),
      'ledger',
      () => id,
    );
  });
  compareStory(seen, lives, differences);
  compareJourneys(history.journeys, recountJourneys(lives, blueprint), 'journey', differences);
}

const causeColumns = Array.from(
  { length: classStride - classColumn.causes },
  (_, code) => [`cause ${code}`, classColumn.causes + code] as const,
);

function compareComponentRows(
  { blueprint, history }: Seen,
  lives: Lives,
  count: number,
  differences: Differences,
): void {
  blueprint.components.forEach(({ id }, component) => {
    recountRows(lives, component, count).forEach((counted, at) => {
      const row = history.rows[at]?.components.subarray(
        component * componentStride,
        (component + 1) * componentStride,
      );
      for (const [name, value] of Object.entries({ second: at, component, ...counted })) {
        const column = componentColumn[name as keyof typeof componentColumn];
        differences.same(row?.[column], value, `row ${name}`, () => `${id}, second ${at}`);
      }
    });
  });
}

/** Health and lag of each row: the state after all that happened before the second's end. */
function compareStates(seen: Seen, lives: Lives, differences: Differences): void {
  const { blueprint, facts, history, now } = seen;
  const state = new StateWatch(blueprint, history.story);
  const changes = facts.filter(StateWatch.sees);
  let next = 0;
  for (const told of history.rows) {
    const { second: at, components } = told;
    const end = (at + 1) * second;
    for (let fact = changes[next]; fact !== undefined && fact.time < end; fact = changes[next]) {
      state.apply(fact);
      next += 1;
    }
    blueprint.components.forEach(({ id }, component) => {
      const row = components.subarray(component * componentStride, (component + 1) * componentStride);
      const steps = lives.queueSteps[component] ?? [];
      const queued = steps.findLast(({ time }) => time < end)?.length ?? 0;
      const health = healthStates.indexOf(state.health(component, queued, end));
      const where = () => `${id}, second ${at}`;
      differences.same(row[componentColumn.health], health, 'row health', where);
      compareStateRow(told, id, readState(state, component, end), differences);
    });
  }
  compareCountRows(seen, lives, state, secondOf(now), differences);
}
