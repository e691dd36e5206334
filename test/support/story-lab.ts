// Reading a run's story: the first event of a kind, what an event goes back to, and whether causes come before effects.
import { expect } from 'vitest';
import type { StoryEvent, StoryFact, StoryKind } from '../../src/engine/telemetry/story.ts';
import { eventsOf, type LabRun } from './engine-lab.ts';

export function firstOf<Kind extends StoryKind>(run: LabRun, kind: Kind, component?: string) {
  const found = eventsOf(run.story, kind).find((event) => (component ?? event.component) === event.component);
  if (found === undefined) throw new Error(`no ${kind} ${component ?? ''}`);
  return found;
}

/** A fact made by hand, which nothing caused; its id is its time. */
export const toldAt = (time: number, component: string, fact: StoryFact): StoryEvent => ({
  ...fact,
  id: time,
  time,
  component,
  causeId: undefined,
});

export const count = (run: LabRun, kind: StoryKind): number => eventsOf(run.story, kind).length;

/** From an event to what began it all. */
export function chainOf(run: LabRun, event: StoryEvent): StoryKind[] {
  const byId = new Map(run.story.map((one) => [one.id, one]));
  const kinds: StoryKind[] = [];
  for (let one: StoryEvent | undefined = event; one !== undefined; ) {
    kinds.push(one.kind);
    one = one.causeId === undefined ? undefined : byId.get(one.causeId);
  }
  return kinds;
}

export function expectCausesBeforeEffects(run: LabRun): void {
  const byId = new Map(run.story.map((one) => [one.id, one]));
  for (const event of run.story) {
    if (event.causeId === undefined) continue;
    const before = byId.get(event.causeId);
    expect(before, `the cause of ${event.id} ${event.kind}`).toBeDefined();
    expect(before!.id).toBeLessThan(event.id);
    expect(before!.time, `${before!.kind} before ${event.kind}`).toBeLessThanOrEqual(event.time);
  }
}
