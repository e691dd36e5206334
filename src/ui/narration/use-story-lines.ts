/** The story in the language in force: up to the time on screen, or all that is known on the branch. */
import { useMemo } from 'react';
import type { StoryEvent } from '../../engine/telemetry/story.ts';
import { narrate, type StoryLine } from '../../i18n/narrate.ts';
import { usePreference, useSessionState } from '../session/app-context.ts';

function useLines(story: readonly StoryEvent[]): readonly StoryLine[] {
  const description = useSessionState((state) => state.description);
  const language = usePreference((state) => state.language);
  return useMemo(() => narrate(story, language, description), [story, language, description]);
}

export const useStoryLines = (): readonly StoryLine[] => useLines(useSessionState((state) => state.story));

export const useBranchLines = (): readonly StoryLine[] =>
  useLines(useSessionState((state) => state.storyOnBranch));
