import { secondsFromMicros } from '../../base/units.ts';
import { clock, grouped, plainNumber } from '../measure/format.ts';
import { useSession, useSessionState } from '../session/app-context.ts';
import { useScreen } from '../session/use-screen.ts';
import styles from './downtime-cell.module.css';
import { MetricCell } from './metric-cell.tsx';
import { MetricChart } from './metric-chart.tsx';

const monthSeconds = 30 * 24 * 3_600;

export function DowntimeCell() {
  const t = useScreen();
  const { store } = useSession();
  const classes = useSessionState((state) => state.totals?.classes);
  const objective = useSessionState((state) => state.description?.objectives.availability ?? 1);
  const lost = useSessionState((state) => state.totals?.lostWrites ?? 0);
  const splitBrain = useSessionState((state) => state.totals?.splitBrainWrites ?? 0);
  const write = classes?.find(({ id }) => id === 'write');
  const read = classes?.find(({ id }) => id === 'read');
  const pending = Math.max(
    0,
    Math.floor(secondsFromMicros(store.getState().viewMicros)) - (write?.judgedUntilSecond ?? 0),
  );
  const allowed = clock((1 - objective) * monthSeconds);
  return (
    <MetricCell
      id="downtime"
      title={t.metrics.downtime}
      window={t.thisRun}
      value={clock(write?.downtimeSeconds ?? 0)}
      unit={t.metrics.downtimeOf(allowed)}
      help={t.metrics.downtimeTitle(plainNumber(objective * 100), allowed)}
      note={
        <>
          <span className={splitBrain > 0 ? styles.reads : undefined}>
            {t.metrics.downtimeReads(clock(read?.downtimeSeconds ?? 0))}
            {' · '}
          </span>
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
