import { sumClassWindow } from '../measure/class-window.ts';
import { failuresByRoot } from '../measure/failures-by-root.ts';
import { grouped, percent, plainNumber } from '../measure/format.ts';
import { useSession, useSessionState } from '../session/app-context.ts';
import { useScreen } from '../session/use-screen.ts';
import { MetricCell } from './metric-cell.tsx';
import { MetricChart } from './metric-chart.tsx';
import { useClassIndexes } from './use-class-indexes.ts';

/** None seen in n is compatible, at 95 %, with a true rate of up to 3 / n. */
const ruleOfThree = 300;

export function ErrorsCell() {
  const t = useScreen();
  const { history, store } = useSession();
  const window = sumClassWindow(history, useClassIndexes(), store.getState().viewMicros);
  const ended = window.ok + window.failed;
  const counts = t.ofRequests(grouped(window.failed), grouped(ended));
  const total = failuresByRoot(useSessionState((state) => state.totals)).total;
  const bound = Number((ruleOfThree / ended).toPrecision(1));
  return (
    <MetricCell
      id="errors"
      title={t.metrics.errors}
      window={t.window(window.from, window.to)}
      windowTitle={t.windowTitle(window.seconds)}
      value={percent(window.failed, ended)}
      unit="%"
      note={`${counts} · ${window.failed === 0 && total === 0 && ended > 0 ? t.metrics.atMost(plainNumber(bound)) : t.metrics.failedThisRun(grouped(total))}`}
      chart={<MetricChart metric="errors" />}
    />
  );
}
