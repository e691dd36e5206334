/** Three figures for a narrow screen; each opens its chart in the sheet. */
import { classNoun } from '../../i18n/class-noun.ts';
import { lastSeconds, windowSeconds } from '../measure/class-window.ts';
import { clock, millis } from '../measure/format.ts';
import { useApp, useDesk, useSessionState } from '../session/app-context.ts';
import { openSheet } from '../session/desk-store.ts';
import { useScreen } from '../session/use-screen.ts';
import type { Metric } from './metric.ts';
import styles from './metric-chips.module.css';
import { availabilityOf, useClassTotals, worstFirst } from './use-class-totals.ts';

export function MetricChips({ className }: { readonly className?: string | undefined }) {
  const t = useScreen();
  const { desk, session } = useApp();
  const classes = useClassTotals();
  const [worst] = worstFirst(classes);
  const viewMicros = useSessionState((state) => state.viewMicros);
  const opened = useDesk((state) => (state.sheet === 'metrics' ? state.metric : undefined));
  const { from, to } = lastSeconds(viewMicros);
  const chips: readonly { metric: Metric; name: string; value: string }[] = [
    { metric: 'availability', name: t.metrics.availability, value: `${availabilityOf(classes).value} %` },
    {
      metric: 'latency',
      name: t.metrics.p99(windowSeconds),
      value: `${millis(session.history.latencyQuantile(undefined, from, to, 0.99))} ms`,
    },
    {
      metric: 'downtime',
      name: t.metrics.downtime(worst?.noun ?? classNoun('write', t)),
      value: clock(worst?.totals.downtimeSeconds ?? 0),
    },
  ];
  return (
    <section className={[styles.chips, className].filter(Boolean).join(' ')} aria-label={t.metrics.title}>
      {chips.map(({ metric, name, value }) => (
        <button
          key={metric}
          type="button"
          className={styles.chip}
          data-chip={metric}
          aria-pressed={opened === metric}
          onClick={() => {
            desk.setState({ metric });
            openSheet(desk, 'metrics');
          }}
        >
          <span className={styles.name}>{name}</span>
          <span className={styles.value}>{value}</span>
        </button>
      ))}
    </section>
  );
}
