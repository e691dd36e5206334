import { secondsFromMicros } from '../../base/units.ts';
import { classNoun } from '../../i18n/class-noun.ts';
import { clock, grouped, plainNumber } from '../measure/format.ts';
import { useSession, useSessionState } from '../session/app-context.ts';
import { useScreen } from '../session/use-screen.ts';
import styles from './downtime-cell.module.css';
import { MetricCell } from './metric-cell.tsx';
import { MetricChart } from './metric-chart.tsx';
import { type NamedTotals, useClassTotals, worstFirst } from './use-class-totals.ts';

const monthSeconds = 30 * 24 * 3_600;

export function DowntimeCell() {
  const t = useScreen();
  const { store } = useSession();
  const lost = useSessionState((state) => state.totals?.lostWrites ?? 0);
  const splitBrain = useSessionState((state) => state.totals?.splitBrainWrites ?? 0);
  const [worst, next, ...others] = worstFirst(useClassTotals());
  const noun = worst?.noun ?? classNoun('write', t);
  const objective = worst?.objectives.availability ?? 1;
  const pending = Math.max(
    0,
    Math.floor(secondsFromMicros(store.getState().viewMicros)) - (worst?.totals.judgedUntilSecond ?? 0),
  );
  const allowed = clock((1 - objective) * monthSeconds);
  const told = (one: NamedTotals): string =>
    t.metrics.downtimeOther(one.noun, clock(one.totals.downtimeSeconds));
  return (
    <MetricCell
      id="downtime"
      title={t.metrics.downtime(noun)}
      window={t.thisRun}
      value={clock(worst?.totals.downtimeSeconds ?? 0)}
      unit={t.metrics.downtimeOf(allowed)}
      help={t.metrics.downtimeTitle(noun, plainNumber(objective * 100), allowed)}
      note={
        <>
          {next === undefined ? undefined : (
            <span
              className={splitBrain > 0 ? styles.others : undefined}
              title={others.length === 0 ? undefined : [next, ...others].map(told).join(' · ')}
            >
              {told(next)}
              {' · '}
            </span>
          )}
          <span className={lost > 0 ? styles.lost : undefined} title={t.metrics.lostWritesTitle} data-lost>
            {t.metrics.lostWrites(grouped(lost))}
          </span>
          <span className={splitBrain > 0 ? styles.more : `${styles.more} ${styles.spare}`}>
            {splitBrain > 0 ? (
              <span className={styles.lost}>{t.metrics.splitBrainWrites(grouped(splitBrain))}</span>
            ) : undefined}
            {pending > 0 ? (
              <span className={styles.spare} title={t.metrics.pendingTitle}>
                {splitBrain > 0 ? ' · ' : undefined}
                {t.metrics.pending(pending)}
              </span>
            ) : undefined}
          </span>
        </>
      }
      chart={<MetricChart metric="downtime" />}
    />
  );
}
