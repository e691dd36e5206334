import { secondsFromMicros } from '../../base/units.ts';
import { clock } from '../measure/format.ts';
import { useSession, useSessionState } from '../session/app-context.ts';
import { useScreen } from '../session/use-screen.ts';
import { MetricCell } from './metric-cell.tsx';
import { MetricChart } from './metric-chart.tsx';

const monthSeconds = 30 * 24 * 3_600;

export function DowntimeCell() {
  const t = useScreen();
  const { store } = useSession();
  const classes = useSessionState((state) => state.totals?.classes);
  const objective = useSessionState((state) => state.description?.objectives.availability ?? 1);
  const write = classes?.find(({ id }) => id === 'write');
  const read = classes?.find(({ id }) => id === 'read');
  const pending = Math.max(
    0,
    Math.floor(secondsFromMicros(store.getState().viewMicros)) - (write?.judgedUntilSecond ?? 0),
  );
  return (
    <MetricCell
      id="downtime"
      title={t.metrics.downtime}
      window={t.thisRun}
      value={clock(write?.downtimeSeconds ?? 0)}
      unit={t.metrics.downtimeOf(clock((1 - objective) * monthSeconds))}
      note={t.metrics.downtimeNote(clock(read?.downtimeSeconds ?? 0), pending)}
      chart={<MetricChart metric="downtime" />}
    />
  );
}
