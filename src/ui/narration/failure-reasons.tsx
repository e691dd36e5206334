/** Why did requests fail? Failures by the story event at their root; the parts add up to the total of the run. */
import { failedInOutages } from '../../session/story/incident.ts';
import { failuresByRoot } from '../measure/failures-by-root.ts';
import { grouped } from '../measure/format.ts';
import { useSessionState } from '../session/app-context.ts';
import { useScreen } from '../session/use-screen.ts';
import styles from './failure-reasons.module.css';
import { ShowRequest, searchRoots } from './show-request.tsx';
import { useStoryLines } from './use-story-lines.ts';

const shownReasons = 3;

interface Reason {
  readonly name: string;
  readonly count: number;
  /** Story ids; 0 = none. */
  readonly roots: readonly number[];
}

export function FailureReasons() {
  const t = useScreen();
  const totals = useSessionState((state) => state.totals);
  const story = useSessionState((state) => state.story);
  const lines = useStoryLines();
  const { total, roots } = failuresByRoot(totals);
  const reasons = new Map<string, Reason>();
  for (const { root, count } of roots) {
    const line = lines.find(({ ids }) => ids.includes(root));
    const name = root === 0 ? t.narration.unattributed : (line?.what ?? `#${root}`);
    const same = reasons.get(name);
    reasons.set(name, { name, count: (same?.count ?? 0) + count, roots: [...(same?.roots ?? []), root] });
  }
  const rows = [...reasons.values()].sort((one, two) => two.count - one.count);
  if (rows.length > shownReasons) {
    const others = rows.splice(shownReasons - 1);
    const count = others.reduce((sum, other) => sum + other.count, 0);
    const otherRoots = others.flatMap((other) => other.roots);
    rows.push({ name: t.narration.otherRoots(others.length), count, roots: otherRoots });
  }
  const told = failedInOutages(story);
  const outside = told === undefined || told === 0 ? 0 : total - told;
  return (
    <section aria-label={t.narration.whyFailed}>
      <h3 className={styles.title}>
        {t.narration.whyFailed}
        <span className={styles.total}>{t.narration.failedTotal(grouped(total))}</span>
      </h3>
      {rows.map(({ name, count, roots: ids }) => (
        <div key={name} className={styles.row}>
          <span className={styles.name}>{name}</span>
          <span className={styles.count}>{grouped(count)}</span>
          <ShowRequest bare search={searchRoots(ids)} />
          <meter className={styles.bar} min={0} max={total} value={count} aria-label={name} />
        </div>
      ))}
      {outside > 0 ? (
        <p className={styles.outside}>{t.narration.outsideOutages(grouped(outside))}</p>
      ) : undefined}
    </section>
  );
}
