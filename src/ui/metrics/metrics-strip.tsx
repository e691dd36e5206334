/** Five cells on one time axis: rate, errors, duration, availability and the downtime clock. */
import { useSessionState } from '../session/app-context.ts';
import { useScreen } from '../session/use-screen.ts';
import { AvailabilityCell } from './availability-cell.tsx';
import { DowntimeCell } from './downtime-cell.tsx';
import { ErrorsCell } from './errors-cell.tsx';
import { LatencyCell } from './latency-cell.tsx';
import styles from './metrics-strip.module.css';
import { ThroughputCell } from './throughput-cell.tsx';

export function MetricsStrip({ className }: { readonly className?: string | undefined }) {
  const t = useScreen();
  // History is not React state; the time on screen and the head change whenever it may have.
  useSessionState((state) => state.viewMicros);
  useSessionState((state) => state.headMicros);
  return (
    <section className={[styles.strip, className].filter(Boolean).join(' ')} aria-label={t.metrics.title}>
      <ThroughputCell />
      <LatencyCell />
      <ErrorsCell />
      <AvailabilityCell />
      <DowntimeCell />
    </section>
  );
}
