import { percent, plainNumber } from '../measure/format.ts';
import { useSessionState } from '../session/app-context.ts';
import { useScreen } from '../session/use-screen.ts';
import { MetricCell } from './metric-cell.tsx';
import { MetricChart } from './metric-chart.tsx';

export function AvailabilityCell() {
  const t = useScreen();
  const classes = useSessionState((state) => state.totals?.classes);
  const objective = useSessionState((state) => state.description?.objectives.availability);
  const shares = classes?.map(({ ok, failed }) => percent(ok, ok + failed)) ?? ['–'];
  return (
    <MetricCell
      id="availability"
      title={t.metrics.availability}
      window={t.thisRun}
      value={shares.join(' · ')}
      unit="%"
      note={
        objective === undefined
          ? ''
          : t.metrics.availabilityNote(
              classes?.map(({ id }) => t.classes[id] ?? id) ?? [],
              plainNumber(objective * 100),
            )
      }
      chart={<MetricChart metric="availability" />}
    />
  );
}
