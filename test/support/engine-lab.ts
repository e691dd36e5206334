// Scenarios driven through the engine's door, with everything the engine hands to its sink kept in order. Nothing here
// needs Node, so that the same cases can be run in a browser.
import type { Blueprint } from '../../src/engine/blueprint.ts';
import type { StampedCommand } from '../../src/engine/command.ts';
import { createEngine } from '../../src/engine/engine.ts';
import type { ComponentTotals, Engine } from '../../src/engine/engine-contract.ts';
import type { ServiceInstrument } from '../../src/engine/telemetry/instrument-names.ts';
import { readingOf } from '../../src/engine/telemetry/layout.ts';
import type { HistorySink, LedgerSpan, SecondReadings } from '../../src/engine/telemetry/records.ts';
import {
  componentColumn,
  componentStride,
  hopColumn,
  hopStride,
  journeyHeader,
  journeyHeaderStride,
} from '../../src/engine/telemetry/records.ts';
import type { StoryEvent, StoryKind } from '../../src/engine/telemetry/story.ts';
import { parseCommandText } from '../../src/scenario/command-text.ts';
import { compile } from '../../src/scenario/compile.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { setAssignment } from '../../src/scenario/set-path.ts';
import { type TemplateId, templates } from '../../src/scenario/templates/index.ts';

export const seconds = (count: number): number => Math.round(count * 1_000_000);

/** Compiles a template or a scenario's source, as the CLI would with `--set`. */
export function blueprintOf(what: TemplateId | object, sets: readonly string[] = []): Blueprint {
  const parsed = parseScenario(typeof what === 'string' ? templates[what] : what);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problem));
  let scenario = parsed.value;
  for (const assignment of sets) {
    const set = setAssignment(scenario, assignment);
    if (!set.ok) throw new Error(JSON.stringify(set.problem));
    scenario = set.value;
  }
  const compiled = compile(scenario);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problem));
  return compiled.value;
}

/** Command lines as in `--do`, sorted by time. */
export function commandsOf(blueprint: Blueprint, lines: readonly string[]): readonly StampedCommand[] {
  const log = lines.map((line) => {
    const parsed = parseCommandText(line, { target: blueprint });
    if (!parsed.ok) throw new Error(`${line}: ${JSON.stringify(parsed.problem)}`);
    return parsed.value;
  });
  return log.sort((a, b) => a.at - b.at);
}

export interface History {
  readonly story: StoryEvent[];
  readonly rows: SecondReadings[];
  readonly spans: LedgerSpan[];
  readonly journeys: Float64Array[];
}

export const emptyHistory = (): History => ({ story: [], rows: [], spans: [], journeys: [] });

export const nullSink: HistorySink = {
  story: () => undefined,
  second: () => undefined,
  ledger: () => undefined,
  journey: () => undefined,
};

/** Keeps everything; `keepJourneys: false` for long runs. */
export function sinkInto(history: History, keepJourneys = true): HistorySink {
  return {
    story: (event) => void history.story.push(event),
    second: (row) => void history.rows.push(row),
    ledger: (span) => void history.spans.push(span),
    journey: (journey) => {
      if (keepJourneys) history.journeys.push(journey);
    },
  };
}

export interface LabRun extends History {
  readonly blueprint: Blueprint;
  readonly engine: Engine;
}

export interface LabOptions {
  readonly scenario: TemplateId | object;
  readonly seed: number;
  readonly until: number;
  readonly sets?: readonly string[];
  readonly dos?: readonly string[];
  readonly keepJourneys?: boolean;
}

/** One run, straight through. The story comes out sorted as a person reads it. */
export function runLab(options: LabOptions): LabRun {
  const { scenario, seed, until, sets = [], dos = [], keepJourneys = true } = options;
  const blueprint = blueprintOf(scenario, sets);
  const history = emptyHistory();
  const engine = createEngine(blueprint, seed, sinkInto(history, keepJourneys));
  engine.schedule(commandsOf(blueprint, dos));
  engine.runUntil(until);
  history.story.sort((a, b) => a.time - b.time || a.id - b.id);
  return { ...history, blueprint, engine };
}

/** What an instrument reads now; undefined where the subject does not have it. */
export const readingNow = (engine: Engine, subject: string, instrument: string): number | undefined =>
  readingOf(engine.readings(), subject, instrument);

/** A figure of a component's row, a column or a reading of its service centre. */
export type RowFigure = keyof typeof componentColumn | ServiceInstrument;

export function figureInRow(
  row: SecondReadings,
  { index, id }: { readonly index: number; readonly id: string },
  name: RowFigure,
): number {
  const column = name in componentColumn ? componentColumn[name as keyof typeof componentColumn] : undefined;
  return column === undefined
    ? (readingOf(row, id, name) ?? Number.NaN)
    : row.components[index * componentStride + column]!;
}

export function totalsOf(engine: Engine, id: string): ComponentTotals {
  const totals = engine.componentTotals().find((component) => component.id === id);
  if (totals === undefined) throw new Error(`no component ${id}`);
  return totals;
}

type EventOf<Kind extends StoryKind> = Extract<StoryEvent, { kind: Kind }>;

export function eventsOf<Kind extends StoryKind>(
  story: readonly StoryEvent[],
  kind: Kind,
): readonly EventOf<Kind>[] {
  return story.filter((event): event is EventOf<Kind> => event.kind === kind);
}

export interface Hop {
  readonly from: number;
  readonly to: number;
  readonly sentAt: number;
  readonly reachedAt: number;
  readonly startedAt: number;
  readonly heldSince: number;
  readonly finishedAt: number;
  readonly returnedAt: number;
  readonly cause: number;
  readonly attempt: number;
}

/** The calls of one journey, in the order in which they were sent. */
export function hopsOf(journey: Float64Array): readonly Hop[] {
  return Array.from({ length: journey[journeyHeader.hops]! }, (_, place) => {
    const column = (name: keyof typeof hopColumn): number =>
      journey[journeyHeaderStride + place * hopStride + hopColumn[name]]!;
    return {
      from: column('from'),
      to: column('to'),
      sentAt: column('sentAt'),
      reachedAt: column('reachedAt'),
      startedAt: column('startedAt'),
      heldSince: column('heldSince'),
      finishedAt: column('finishedAt'),
      returnedAt: column('returnedAt'),
      cause: column('cause'),
      attempt: column('attempt'),
    };
  });
}
