/** One thing to check over one window: what was measured there, put together for those who judge it. */
import type { Micros, Seconds } from '../../base/units.ts';
import type { ComponentDescription, RunDescription } from '../../engine/description.ts';
import type { ServiceInstrument } from '../../engine/telemetry/instrument-names.ts';
import { type Readings, readerOf } from '../../engine/telemetry/layout.ts';
import type { StoryEvent } from '../../engine/telemetry/story.ts';
import type { ComponentKey, HistoryView } from '../session-contract.ts';
import type { Load } from './compare.ts';
import { type Routes, routesOf } from './routes.ts';
import { joinSamples, readSamples, type Sample } from './samples.ts';
import { lastChange, relaxationOf, settle, type TheoryWindow, unsettledWindow } from './window.ts';

export interface TheoryInput {
  readonly description: RunDescription;
  /** Indices: one component, or the members of one group. */
  readonly members: readonly number[];
  readonly history: HistoryView;
  readonly story: readonly StoryEvent[];
  readonly viewMicros: Micros;
  /** Readings of this instant. */
  readonly readings: Readings;
}

export interface TheoryCase {
  readonly input: TheoryInput;
  readonly routes: Routes;
  /** Those that got calls in the window. */
  readonly members: readonly ComponentDescription[];
  readonly window: TheoryWindow;
  readonly settled: boolean;
  /** How fast the line forgets. */
  readonly relaxation: Seconds;
  readonly samples: readonly Sample[];
  readonly total: Sample;
  /** Undefined for what has no slots. */
  readonly load: Load | undefined;
}

export interface QueueCase extends TheoryCase {
  readonly load: Load;
}

const arrivedAt = ({ history }: TheoryInput, component: ComponentKey, { from, to }: TheoryWindow): number =>
  joinSamples(readSamples(history, [component], from, to))?.arrived ?? 0;

/** Whether it was called in the window. */
export const isCalled = (input: TheoryInput, component: ComponentKey, window: TheoryWindow): boolean =>
  arrivedAt(input, component, window) > 0;

function loadOf(total: Sample, servers: number | undefined, members: number): Load | undefined {
  if (servers === undefined) return undefined;
  return {
    arrivalRate: total.arrived / total.width / members,
    holding: total.started === 0 ? 0 : total.busy / total.started,
    servers,
    members,
  };
}

/** Undefined when no call came in the window. */
export function openCase(input: TheoryInput): TheoryCase | undefined {
  const { description, history, readings, story, viewMicros } = input;
  const routes = routesOf(description);
  const all = description.components.filter(({ index }) => input.members.includes(index));
  const unsettled = unsettledWindow(lastChange(story, routes.onTheWay, viewMicros), viewMicros);
  const members = all.filter((one) => isCalled(input, one, unsettled));
  const [first] = members;
  if (first === undefined) return undefined;
  const servers = readerOf<ServiceInstrument>(readings, first.id)('slots');
  const raw = joinSamples(readSamples(history, members, unsettled.from, unsettled.to));
  if (raw === undefined) return undefined;
  const rawLoad = loadOf(raw, servers, members.length);
  const relaxation = rawLoad === undefined ? 0 : relaxationOf(rawLoad);
  const { window, settled } = settle(unsettled, relaxation);
  const samples = readSamples(history, members, window.from, window.to);
  const total = joinSamples(samples);
  if (total === undefined || total.arrived === 0) return undefined;
  const load = loadOf(total, servers, members.length);
  return { input, routes, members, window, settled, relaxation, samples, total, load };
}
