/** The same text for a screen reader: politely, at most one message in 3 s; what came in between is counted. */
import { useEffect, useRef, useState } from 'react';
import type { StoryLine } from '../../i18n/narrate.ts';
import { useScreen } from '../session/use-screen.ts';
import styles from './live-region.module.css';
import { useStoryLines } from './use-story-lines.ts';

const quietMillis = 3_000;

/** Ids begin again after an undo: the fact itself says whether it is the same. A line that only grew still is. */
const keyOf = ({ id, kind, time, component }: StoryLine): string => `${id} ${kind} ${time} ${component}`;

export function LiveRegion() {
  const t = useScreen();
  const lines = useStoryLines();
  const [message, setMessage] = useState('');
  const said = useRef({ id: 0, key: '', at: 0 });
  useEffect(() => {
    const newest = lines.findLast(({ isQuiet }) => !isQuiet);
    const { id, key, at } = said.current;
    // Undo, a rewind, another branch: what was said last is no longer told.
    const isUnsaid = id !== 0 && !lines.some((line) => keyOf(line) === key);
    if (newest === undefined) {
      said.current = { id: 0, key: '', at };
      setMessage('');
      return;
    }
    if (keyOf(newest) === key) return;
    if (isUnsaid) setMessage('');
    const wait = Math.max(0, at + quietMillis - performance.now());
    const timer = window.setTimeout(
      () => {
        const missed = isUnsaid ? 0 : lines.filter((line) => line.id > id && !line.isQuiet).length - 1;
        said.current = { id: newest.id, key: keyOf(newest), at: performance.now() };
        setMessage(missed > 0 ? `${newest.spoken} ${t.narration.more(missed)}` : newest.spoken);
      },
      isUnsaid ? 0 : wait,
    );
    return () => window.clearTimeout(timer);
  }, [lines, t]);
  return (
    <p className={styles.region} role="status" aria-live="polite">
      {message}
    </p>
  );
}
