/** Why did requests fail? Failures by the story event at their root; the parts add up to the total of the run. */

import { failuresByRoot } from '../measure/failures-by-root.ts';
import { grouped } from '../measure/format.ts';
import { useSessionState } from '../session/app-context.ts';
import { useScreen } from '../session/use-screen.ts';
import styles from './failure-reasons.module.css';
import { useStoryLines } from './use-story-lines.ts';

const shownRoots = 3;

export function FailureReasons() {
  const t = useScreen();
  const totals = useSessionState((state) => state.totals);
  const lines = useStoryLines();
  const { total, roots } = failuresByRoot(totals);
  const shown = roots.slice(0, shownRoots);
  const rest = total - shown.reduce((sum, { count }) => sum + count, 0);
  const nameOf = (root: number): string =>
    root === 0 ? t.narration.unattributed : (lines.find(({ id }) => id === root)?.what ?? `#${root}`);
  const rows = shown.map(({ root, count }) => ({ name: nameOf(root), count }));
  if (rest > 0) rows.push({ name: t.narration.otherRoots(roots.length - shown.length), count: rest });
  return (
    <section aria-label={t.narration.whyFailed}>
      <h3 className={styles.title}>
        {t.narration.whyFailed}
        <span className={styles.total}>{t.narration.failedTotal(grouped(total))}</span>
      </h3>
      {rows.map(({ name, count }) => (
        <div key={name} className={styles.row}>
          <span className={styles.name}>{name}</span>
          <span className={styles.count}>{grouped(count)}</span>
          <meter className={styles.bar} min={0} max={total} value={count} aria-label={name} />
        </div>
      ))}
    </section>
  );
}
