import { lastSeconds } from '../measure/class-window.ts';
import { millis } from '../measure/format.ts';
import { useSession, useSessionState } from '../session/app-context.ts';
import { useScreen } from '../session/use-screen.ts';
import { MetricCell } from './metric-cell.tsx';
import { MetricChart } from './metric-chart.tsx';

const quantiles = [0.5, 0.95, 0.99] as const;

export function LatencyCell() {
  const t = useScreen();
  const { history, store } = useSession();
  const classes = useSessionState((state) => state.description?.classes) ?? [];
  const wanted = [...new Set(classes.map(({ objectives }) => objectives.latencyMillis))];
  const { from, to } = lastSeconds(store.getState().viewMicros);
  const values = quantiles.map((p) => millis(history.latencyQuantile(undefined, from, to, p)));
  return (
    <MetricCell
      id="latency"
      title={t.metrics.latency}
      window={t.window(from, to)}
      windowTitle={t.windowTitle(to - from)}
      value={values.join(' · ')}
      unit="ms"
      note={wanted.length === 0 ? '' : t.metrics.latencyNote(wanted)}
      chart={<MetricChart metric="latency" />}
    />
  );
}
