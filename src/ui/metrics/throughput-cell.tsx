import { sumClassWindow } from '../measure/class-window.ts';
import { rate } from '../measure/format.ts';
import { useSession } from '../session/app-context.ts';
import { useScreen } from '../session/use-screen.ts';
import { MetricCell } from './metric-cell.tsx';
import { MetricChart } from './metric-chart.tsx';
import { useClassIndexes } from './use-class-indexes.ts';

export function ThroughputCell() {
  const t = useScreen();
  const { history, store } = useSession();
  const window = sumClassWindow(history, useClassIndexes(), store.getState().viewMicros);
  const seconds = Math.max(1, window.seconds);
  // Some were on their way when the window began: what was answered in it was offered in it or just before.
  const offered = Math.max(window.arrived, window.ok);
  return (
    <MetricCell
      id="throughput"
      title={t.metrics.throughput}
      window={t.window(window.from, window.to)}
      windowTitle={t.windowTitle(window.seconds)}
      value={`${rate(window.ok / seconds)} / ${rate(offered / seconds)}`}
      unit={t.metrics.perSecond}
      note={t.metrics.goodOffered}
      chart={<MetricChart metric="throughput" />}
    />
  );
}
