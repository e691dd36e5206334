// A session in Node that has run for hours, and every figure that the page shows at a cursor; beside it the engine alone,
// whose seconds nobody joins and whose cursor only moves forward.
import type { RunDescription } from '../../src/engine/description.ts';
import { createEngine } from '../../src/engine/engine.ts';
import type { Readings } from '../../src/engine/telemetry/layout.ts';
import type { LedgerSpan, RunTotals } from '../../src/engine/telemetry/records.ts';
import type { StoryEvent } from '../../src/engine/telemetry/story.ts';
import { createSession } from '../../src/session/create-session.ts';
import { createHistoryView } from '../../src/session/history-view.ts';
import type { RowLimits } from '../../src/session/row-columns.ts';
import { createRowColumns } from '../../src/session/row-columns.ts';
import type { HistoryView } from '../../src/session/session-contract.ts';
import { checkTheory } from '../../src/session/theory/theory-check.ts';
import { failedBefore } from '../../src/ui/canvas/failed-before.ts';
import { lastSeconds, sumClassWindow } from '../../src/ui/measure/class-window.ts';
import { sumComponentWindow } from '../../src/ui/measure/component-window.ts';
import { createInProcessEndpoint } from '../../src/worker/in-process-endpoint.ts';
import { openRun } from '../../src/worker/open-run.ts';
import { createManualTime } from '../../src/worker/testing/manual-time.ts';
import { blueprintOf, commandsOf } from './engine-lab.ts';

export interface LongRun {
  readonly scenario: object;
  readonly seed: number;
  readonly lines: readonly string[];
  readonly untilMicros: number;
  readonly rowLimits?: RowLimits;
}

interface Shown {
  readonly description: RunDescription;
  readonly history: HistoryView;
  readonly gauges: Float64Array;
  readonly readings: Readings;
  readonly totals: RunTotals | undefined;
  readonly traceHash: string;
  readonly story: readonly StoryEvent[];
  readonly viewMicros: number;
  readonly failedBefore: Float64Array | undefined;
}

/** Joined rows add the same times in another order, which moves the last bits of a sum over the whole run. */
const sumsRounded = (_: string, value: unknown): unknown =>
  typeof value === 'number' && Number.isFinite(value) ? Number(value.toFixed(6)) : value;

/** All figures at one time, as one text. */
function figures({
  description,
  history,
  gauges,
  readings,
  totals,
  traceHash,
  story,
  viewMicros,
  ...rest
}: Shown): string {
  const { from, to } = lastSeconds(viewMicros);
  const classes = description.classes.map((_, index) => index);
  const { components } = description;
  const theory = components.map(({ index: one }) =>
    checkTheory({ description, members: [one], history, story, viewMicros, readings }),
  );
  return JSON.stringify({
    all: sumClassWindow(history, classes, viewMicros),
    each: classes.map((index) => sumClassWindow(history, [index], viewMicros)),
    latency: [undefined, ...classes].map((index) =>
      [0.5, 0.95, 0.99].map((p) => history.latencyQuantile(index, from, to, p) ?? null),
    ),
    components: components.map((one) => sumComponentWindow(history, one, viewMicros)),
    failedBefore: [...(rest.failedBefore ?? [])],
    gauges: [...gauges],
    readings: [...readings.values],
    theory: JSON.stringify(theory, sumsRounded),
    totals,
    traceHash,
  });
}

/** Plays to the end a minute at a time, as a frame would bring it, then reads the figures at each time in turn. */
export function figuresOfSession(run: LongRun, times: readonly number[]): readonly string[] {
  const time = createManualTime();
  const blueprint = blueprintOf(run.scenario);
  const log = commandsOf(blueprint, run.lines).map(
    (stamped, index) => ({ ...stamped, by: 'own', order: index + 1 }) as const,
  );
  const place = { id: 1, atMicros: 0, headMicros: 0, viewMicros: 0 };
  const { scenario, seed, rowLimits } = run;
  const session = createSession({
    scenario,
    seed,
    autoplay: false,
    rowLimits,
    carried: {
      scenario,
      seed,
      branches: [{ ...place, log, withdrawn: [] }],
      current: 1,
      traceHash: '',
      playing: false,
      speed: 1,
    },
    wallNow: () => time.wall,
    makeEndpoint: () => createInProcessEndpoint({ openRun, wallNow: () => time.wall, defer: time.defer }),
  });
  const { store, live, history, actions } = session;
  function seek(to: number): void {
    actions.seek(to);
    do session.animationFrame(time.wall);
    while (time.flush() > 0);
    if (live.gaugesMicros !== to) throw new Error(`stands at ${live.gaugesMicros}, not at ${to}`);
  }
  time.flush();
  for (let at = 0; at < run.untilMicros; at += 60e6) seek(Math.min(run.untilMicros, at + 60e6));
  const read = times.map((at) => {
    seek(at);
    const state = store.getState();
    const { description, story, viewMicros } = state;
    if (description === undefined) throw new Error('not open');
    const { gauges, readings, totals, traceHash } = live;
    const failed = failedBefore(history, state);
    return figures({
      description,
      history,
      gauges,
      readings,
      totals,
      traceHash,
      story,
      viewMicros,
      failedBefore: failed,
    });
  });
  session.dispose();
  return read;
}

/** The same at the same times, by one engine that goes straight on; `times` are in order here. */
export function figuresOfStraightRun(run: LongRun, times: readonly number[]): ReadonlyMap<number, string> {
  const blueprint = blueprintOf(run.scenario);
  const log = commandsOf(blueprint, run.lines);
  const rows = createRowColumns({ mostRows: Number.POSITIVE_INFINITY, sharpSeconds: 0 });
  const ledger: LedgerSpan[] = [];
  const known: StoryEvent[] = [];
  const engine = createEngine(blueprint, run.seed, {
    story: (event) => void known.push(event),
    second: (row) => rows.put({ ...row, width: 1 }),
    ledger: (span) => void ledger.push(span),
    journey: () => undefined,
  });
  engine.schedule(log);
  const history = createHistoryView({
    revision: () => 0,
    headMicros: () => engine.now,
    history: () => ({
      rows,
      ledger: { spans: ledger, put: () => {}, cutsCleanly: () => true, copyUpTo: () => neverCalled() },
      journeys: { add: () => {}, between: () => [], copyUpTo: () => neverCalled(), length: 0 },
      losses: {
        put: () => {},
        at: () => ({ lostWrites: 0, splitBrainWrites: 0 }),
        copyUpTo: () => neverCalled(),
      },
      story: known,
      absorb: () => {},
      cutsCleanly: () => true,
      copyUpTo: () => neverCalled(),
    }),
  });
  return new Map(
    times.map((at) => {
      engine.runUntil(at);
      engine.runUntil(at);
      const story = known.filter(({ time }) => time <= at).sort((a, b) => a.time - b.time || a.id - b.id);
      const description = engine.describe();
      const branch = { id: 1, letter: 'A', parent: undefined, atMicros: 0, headMicros: at, withdrawn: [] };
      const entries = log.map((stamped) => ({ ...stamped, by: 'own', order: 1 }) as const);
      const state = { description, branches: [{ ...branch, log: entries }], branchId: 1, viewMicros: at };
      const failed = failedBefore(history, state);
      const [gauges, readings] = [engine.gauges(), engine.readings()];
      const [totals, traceHash] = [engine.totals(), engine.traceHash()];
      return [
        at,
        figures({
          description,
          history,
          gauges,
          readings,
          totals,
          traceHash,
          story,
          viewMicros: at,
          failedBefore: failed,
        }),
      ];
    }),
  );
}

function neverCalled(): never {
  throw new Error('a straight run copies nothing');
}
