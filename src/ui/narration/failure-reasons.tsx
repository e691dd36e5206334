/** Why did requests fail? Failures by the story event at their root; the parts add up to the total of the run. */
import { failedInOutages } from '../../i18n/narrate.ts';
import { failuresByRoot } from '../measure/failures-by-root.ts';
import { grouped } from '../measure/format.ts';
import { useSessionState } from '../session/app-context.ts';
import { useScreen } from '../session/use-screen.ts';
import styles from './failure-reasons.module.css';
import { useStoryLines } from './use-story-lines.ts';

const shownReasons = 3;

export function FailureReasons() {
  const t = useScreen();
  const totals = useSessionState((state) => state.totals);
  const story = useSessionState((state) => state.story);
  const lines = useStoryLines();
  const { total, roots } = failuresByRoot(totals);
  const reasons = new Map<string, number>();
  for (const { root, count } of roots) {
    const line = lines.find(({ ids }) => ids.includes(root));
    const name = root === 0 ? t.narration.unattributed : (line?.what ?? `#${root}`);
    reasons.set(name, (reasons.get(name) ?? 0) + count);
  }
  const rows = [...reasons]
    .map(([name, count]) => ({ name, count }))
    .sort((one, two) => two.count - one.count);
  if (rows.length > shownReasons) {
    const others = rows.splice(shownReasons - 1);
    const count = others.reduce((sum, other) => sum + other.count, 0);
    rows.push({ name: t.narration.otherRoots(others.length), count });
  }
  const told = failedInOutages(story);
  const outside = told === undefined || told === 0 ? 0 : total - told;
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
      {outside > 0 ? (
        <p className={styles.outside}>{t.narration.outsideOutages(grouped(outside))}</p>
      ) : undefined}
    </section>
  );
}
