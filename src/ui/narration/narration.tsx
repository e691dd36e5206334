/** What just happened, and why: one line a fact, each with its cause; the newest is at the bottom and stays in sight. */
import { useEffect, useRef } from 'react';
import { Panel } from '../controls/panel.tsx';
import { useScreen } from '../session/use-screen.ts';
import { FailureReasons } from './failure-reasons.tsx';
import { LiveRegion } from './live-region.tsx';
import styles from './narration.module.css';
import { StoryEntry } from './story-entry.tsx';
import { useStoryLines } from './use-story-lines.ts';

/** The list follows the newest line as long as the reader is this close to it. */
const followPixels = 48;

export function Narration({ className }: { readonly className?: string | undefined }) {
  const t = useScreen();
  const lines = useStoryLines();
  const list = useRef<HTMLOListElement>(null);
  const following = useRef(true);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new line is what moves the list
  useEffect(() => {
    const box = list.current?.parentElement;
    if (!box) return;
    const follow = (): void => {
      following.current = box.scrollHeight - box.scrollTop - box.clientHeight < followPixels;
    };
    box.addEventListener('scroll', follow, { passive: true });
    if (following.current) box.scrollTop = box.scrollHeight;
    return () => box.removeEventListener('scroll', follow);
  }, [lines.length]);

  return (
    <Panel name="narration" className={className} title={t.narration.title} footer={<FailureReasons />}>
      {lines.length === 0 ? <p className={styles.nothing}>{t.narration.nothingYet}</p> : undefined}
      <ol ref={list} className={styles.list}>
        {lines.map((line) => (
          <StoryEntry key={line.id} line={line} />
        ))}
      </ol>
      <LiveRegion lines={lines} />
    </Panel>
  );
}
