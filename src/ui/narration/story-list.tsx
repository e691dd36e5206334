/** One line a fact, each with its cause; the newest is at the bottom and stays in sight. */
import { useMemo } from 'react';
import { aftermath, aftermathTitle } from '../../i18n/story/aftermath-text.ts';
import { grouped } from '../measure/format.ts';
import { usePreference, useSessionState } from '../session/app-context.ts';
import { useScreen } from '../session/use-screen.ts';
import styles from './narration.module.css';
import { shownLines } from './shown-lines.ts';
import { StoryEntry } from './story-entry.tsx';
import { useFollow } from './use-follow.ts';
import { useStoryLines } from './use-story-lines.ts';

/** A story that has brought nothing new for so long is told to its end, for now. */
const settleMicros = 3_000_000;

export function StoryList() {
  const t = useScreen();
  const { lines, hidden } = shownLines(useStoryLines());
  const story = useSessionState((state) => state.story);
  const language = usePreference((state) => state.language);
  const description = useSessionState((state) => state.description);
  const classes = useSessionState((state) => state.totals?.classes);
  const left = useMemo(
    () => (description === undefined ? [] : aftermath(story, language, description, classes ?? [])),
    [story, language, description, classes],
  );
  // While news still comes it is the news that matters.
  const newest = story.at(-1)?.time ?? 0;
  const isSettled = useSessionState(({ viewMicros }) => viewMicros - newest > settleMicros);
  const list = useFollow<HTMLOListElement>();
  return (
    <ol ref={list} className={styles.list}>
      {hidden === 0 ? undefined : <li className={styles.nothing}>{t.narration.earlier(grouped(hidden))}</li>}
      {lines.map((line) => (
        <StoryEntry key={line.id} line={line} />
      ))}
      {left.length === 0 || !isSettled ? undefined : (
        <li className={styles.left} data-testid="aftermath">
          <strong>{aftermathTitle(language)}</strong> {left.join(' · ')}
        </li>
      )}
    </ol>
  );
}
