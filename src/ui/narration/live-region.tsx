/** The same text for a screen reader: politely, at most one message in 3 s; what came in between is counted. */
import { useEffect, useRef, useState } from 'react';
import type { StoryLine } from '../../i18n/narrate.ts';
import { useScreen } from '../session/use-screen.ts';
import styles from './live-region.module.css';

const quietMillis = 3_000;

export function LiveRegion({ lines }: { readonly lines: readonly StoryLine[] }) {
  const t = useScreen();
  const [message, setMessage] = useState('');
  const said = useRef({ id: 0, at: 0 });
  useEffect(() => {
    const newest = lines.at(-1);
    if (newest === undefined || newest.id === said.current.id) return;
    const wait = Math.max(0, said.current.at + quietMillis - performance.now());
    const timer = window.setTimeout(() => {
      const missed = lines.filter(({ id }) => id > said.current.id).length - 1;
      said.current = { id: newest.id, at: performance.now() };
      setMessage(missed > 0 ? `${newest.spoken} ${t.narration.more(missed)}` : newest.spoken);
    }, wait);
    return () => window.clearTimeout(timer);
  }, [lines, t]);
  return (
    <p className={styles.region} role="status" aria-live="polite">
      {message}
    </p>
  );
}
