/** The story up to the time on screen, in the language in force. */
import { useMemo } from 'react';
import { narrate, type StoryLine } from '../../i18n/narrate.ts';
import { usePreference, useSessionState } from '../session/app-context.ts';

export function useStoryLines(): readonly StoryLine[] {
  const story = useSessionState((state) => state.story);
  const description = useSessionState((state) => state.description);
  const language = usePreference((state) => state.language);
  return useMemo(() => narrate(story, language, description), [story, language, description]);
}
