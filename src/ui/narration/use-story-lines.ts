/** The story in the language in force: up to the time on screen, or all that is known on the branch. */
import type { RunDescription } from '../../engine/description.ts';
import type { StoryEvent } from '../../engine/telemetry/story.ts';
import type { Language } from '../../i18n/language.ts';
import { narrate, type StoryLine } from '../../i18n/narrate.ts';
import { usePreference, useSessionState } from '../session/app-context.ts';

type Context = RunDescription | undefined;

/** Panel, reasons, axis and live region read the same lines: they are made once. */
const made = new WeakMap<
  readonly StoryEvent[],
  { context: Context; language: Language; lines: readonly StoryLine[] }
>();

function linesOf(story: readonly StoryEvent[], language: Language, context: Context): readonly StoryLine[] {
  const known = made.get(story);
  if (known !== undefined && known.context === context && known.language === language) return known.lines;
  const lines = narrate(story, language, context);
  made.set(story, { context, language, lines });
  return lines;
}

function useLines(story: readonly StoryEvent[]): readonly StoryLine[] {
  const description = useSessionState((state) => state.description);
  const language = usePreference((state) => state.language);
  return linesOf(story, language, description);
}

export const useStoryLines = (): readonly StoryLine[] => useLines(useSessionState((state) => state.story));

export const useBranchLines = (): readonly StoryLine[] =>
  useLines(useSessionState((state) => state.storyOnBranch));
