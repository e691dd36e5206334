/**
 * The story in the language in force: up to the time on screen, or all that is known on the branch. How a story is told
 * loads with the first event; until then there are no lines.
 */
import { useEffect, useSyncExternalStore } from 'react';
import type { RunDescription } from '../../engine/description.ts';
import type { StoryEvent } from '../../engine/telemetry/story.ts';
import type { Language } from '../../i18n/language.ts';
import { loadLater } from '../../i18n/load-language.ts';
import type { narrate, StoryLine } from '../../i18n/narrate.ts';
import { late } from '../../late/late.ts';
import { usePreference, useSessionState } from '../session/app-context.ts';

type Context = RunDescription | undefined;
type Narrate = typeof narrate;

const noLines: readonly StoryLine[] = [];
let narrator: Narrate | undefined;
let isLoading = false;
const listeners = new Set<() => void>();

/** After a failure the next event, or a part that is asked for again, tries once more. */
async function loadNarrator(): Promise<void> {
  if (isLoading || narrator !== undefined) return;
  isLoading = true;
  try {
    const [module] = await Promise.all([late(() => import('../../i18n/narrate.ts')), loadLater()]);
    narrator = module.narrate;
    for (const listener of listeners) listener();
  } catch {
    // Headline and list are of the same files: they say so and can be asked again.
  } finally {
    isLoading = false;
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Panel, reasons, axis and live region read the same lines: they are made once. */
const made = new WeakMap<
  readonly StoryEvent[],
  { context: Context; language: Language; lines: readonly StoryLine[] }
>();

function linesOf(
  tell: Narrate,
  story: readonly StoryEvent[],
  language: Language,
  context: Context,
): readonly StoryLine[] {
  const known = made.get(story);
  if (known !== undefined && known.context === context && known.language === language) return known.lines;
  const lines = tell(story, language, context);
  made.set(story, { context, language, lines });
  return lines;
}

function useLines(story: readonly StoryEvent[]): readonly StoryLine[] {
  const description = useSessionState((state) => state.description);
  const language = usePreference((state) => state.language);
  const tell = useSyncExternalStore(subscribe, () => narrator);
  useEffect(() => {
    if (story.length > 0) void loadNarrator();
  }, [story]);
  return tell === undefined ? noLines : linesOf(tell, story, language, description);
}

export const useStoryLines = (): readonly StoryLine[] => useLines(useSessionState((state) => state.story));

export const useBranchLines = (): readonly StoryLine[] =>
  useLines(useSessionState((state) => state.storyOnBranch));
