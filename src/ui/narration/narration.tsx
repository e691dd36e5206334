/** What just happened, and why: one line a fact, each with its cause; the newest is at the bottom and stays in sight. */
import { useEffect, useMemo, useRef } from 'react';
import { aftermath, aftermathTitle, summarize } from '../../i18n/narrate.ts';
import { Panel } from '../controls/panel.tsx';
import { grouped } from '../measure/format.ts';
import { usePreference, useSessionState } from '../session/app-context.ts';
import { useScreen } from '../session/use-screen.ts';
import { FailureReasons } from './failure-reasons.tsx';
import styles from './narration.module.css';
import { shownLines } from './shown-lines.ts';
import { StoryEntry } from './story-entry.tsx';
import { useStoryLines } from './use-story-lines.ts';

/** The list follows the newest line as long as the reader is this close to it. */
const followPixels = 48;

/** A story that has brought nothing new for so long is told to its end, for now. */
const settleMicros = 3_000_000;

interface NarrationProps {
  readonly className?: string | undefined;
  /** Too low for reasons and list in turn: then they scroll together, the list last, where it is followed. */
  readonly isLow?: boolean;
}

export function Narration({ className, isLow }: NarrationProps) {
  const t = useScreen();
  const lines = useStoryLines();
  const { lines: shown, hidden } = shownLines(lines);
  const story = useSessionState((state) => state.story);
  const language = usePreference((state) => state.language);
  const summary = useSessionState((state) =>
    summarize(state.story, language, {
      now: state.viewMicros,
      classes: state.totals?.classes ?? [],
      splitBrainWrites: state.totals?.splitBrainWrites ?? 0,
    }),
  );
  const description = useSessionState((state) => state.description);
  const left = useMemo(
    () => (description === undefined ? [] : aftermath(story, language, description)),
    [story, language, description],
  );
  // While news still comes it is the news that matters.
  const newest = story.at(-1)?.time ?? 0;
  const isSettled = useSessionState(({ viewMicros }) => viewMicros - newest > settleMicros);
  const list = useRef<HTMLOListElement>(null);
  const following = useRef(true);

  useEffect(() => {
    const items = list.current;
    const box = items?.parentElement;
    if (!items || !box) return;
    const toEnd = (): void => {
      if (following.current) box.scrollTop = box.scrollHeight;
    };
    // The box may have grown before its own scrolling is reported: only a reader moves it up.
    let top = box.scrollTop;
    const follow = (): void => {
      const isNear = box.scrollHeight - box.scrollTop - box.clientHeight < followPixels;
      if (isNear) following.current = true;
      else if (box.scrollTop < top) following.current = false;
      top = box.scrollTop;
    };
    // Lines come, lines grow, and the panel itself changes its height: the newest one stays whole in sight.
    const observer = new ResizeObserver(toEnd);
    observer.observe(items);
    observer.observe(box);
    box.addEventListener('scroll', follow, { passive: true });
    toEnd();
    return () => {
      observer.disconnect();
      box.removeEventListener('scroll', follow);
    };
  }, []);

  return (
    <Panel
      name="narration"
      className={className}
      title={t.narration.title}
      lead={
        summary === undefined ? undefined : (
          <p className={styles.summary} data-testid="incident">
            {summary}
          </p>
        )
      }
      footer={isLow ? undefined : <FailureReasons />}
    >
      {isLow ? <FailureReasons /> : undefined}
      {lines.length === 0 && summary === undefined ? (
        <p className={styles.nothing}>{t.narration.nothingYet}</p>
      ) : undefined}
      <ol ref={list} className={styles.list}>
        {hidden === 0 ? undefined : (
          <li className={styles.nothing}>{t.narration.earlier(grouped(hidden))}</li>
        )}
        {shown.map((line) => (
          <StoryEntry key={line.id} line={line} />
        ))}
        {left.length === 0 || !isSettled ? undefined : (
          <li className={styles.left} data-testid="aftermath">
            <strong>{aftermathTitle(language)}</strong> {left.join(' · ')}
          </li>
        )}
      </ol>
    </Panel>
  );
}
