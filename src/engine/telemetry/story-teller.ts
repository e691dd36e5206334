/**
 * Numbers and hands out story events. What has been told is the session's to keep: the engine reads none of it back.
 */
import type { Micros } from '../../base/units.ts';
import type { HistorySink } from './records.ts';
import type { StoryEvent, StoryKind, ValuesOf } from './story.ts';

export class StoryTeller {
  nextId = 1;
  private readonly sink: HistorySink;
  private readonly ids: readonly string[];

  constructor(sink: HistorySink, ids: readonly string[]) {
    this.sink = sink;
    this.ids = ids;
  }

  /** Tells a fact and returns its id, never 0. `causeId` 0 means that the engine recorded no cause. */
  tell<Kind extends StoryKind>(
    kind: Kind,
    component: number,
    time: Micros,
    causeId: number,
    values: ValuesOf<Kind>,
  ): number {
    const id = this.nextId;
    this.nextId += 1;
    const event = {
      id,
      kind,
      time,
      component: this.ids[component] as string,
      causeId: causeId === 0 ? undefined : causeId,
      values,
    };
    this.sink.story(event as unknown as StoryEvent);
    return id;
  }
}
