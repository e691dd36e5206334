// The waterfalls of a run: of the journeys that it kept, and of the requests under way at its end.
import { expect } from 'vitest';
import { journeyHeader } from '../../src/engine/telemetry/records.ts';
import { unpackJourneys } from '../../src/session/journey-shelf.ts';
import { haltsOf } from '../../src/session/story/halts.ts';
import { type RequestSpans, requestSpans } from '../../src/views/waterfall/request-spans.ts';
import { type LabOptions, runLab } from './engine-lab.ts';

export function spansOf(options: LabOptions): readonly RequestSpans[] {
  const { story, journeys, engine } = runLab(options);
  const { components, links } = engine.describe();
  const halts = haltsOf(story);
  const id = (index: number): string => components[index]?.id ?? '';
  const delays = new Map(
    links.map(({ from, to, oneWayDelayMicros }) => [`${from} ${to}`, oneWayDelayMicros]),
  );
  const surroundings = {
    now: engine.now,
    delayOf: (from: number, to: number) => delays.get(`${id(from)} ${id(to)}`) ?? 0,
    haltsOf: (component: number) => halts.get(id(component)) ?? [],
  };
  const inFlight = unpackJourneys(engine.journeysInFlight());
  expect(inFlight.every((journey) => journey[journeyHeader.endedAt] === -1)).toBe(true);
  return [...journeys, ...inFlight].map((journey) => requestSpans(journey, surroundings));
}
