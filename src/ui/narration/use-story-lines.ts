/** The story up to the time on screen, in words. */
import { useMemo } from 'react';
import type { HealthState } from '../../engine/telemetry/records.ts';
import type { StoryEvent, StoryKind } from '../../engine/telemetry/story.ts';
import { useSessionState } from '../session/app-context.ts';
import { stateOfStory } from './state-of-story.ts';

export interface StoryLine {
  readonly id: number;
  readonly kind: StoryKind;
  readonly time: number;
  readonly state: HealthState;
  readonly what: string;
  readonly because: string | undefined;
  readonly so: string | undefined;
  /** One sentence for the live region. */
  readonly spoken: string;
}

const lineOf = (event: StoryEvent): StoryLine => ({
  id: event.id,
  kind: event.kind,
  time: event.time,
  state: stateOfStory(event),
  what: `${event.component} ${event.kind}`,
  because: undefined,
  so: undefined,
  spoken: `${event.component} ${event.kind}`,
});

export function useStoryLines(): readonly StoryLine[] {
  const story = useSessionState((state) => state.story);
  return useMemo(() => story.map(lineOf), [story]);
}
