import { plainNumber } from '../measure/format.ts';
import { useScreen } from '../session/use-screen.ts';
import { MetricCell } from './metric-cell.tsx';
import { MetricChart } from './metric-chart.tsx';
import { availabilityOf, useClassTotals } from './use-class-totals.ts';

export function AvailabilityCell() {
  const t = useScreen();
  const { value, names, targets, each } = availabilityOf(useClassTotals());
  const wanted = targets.map((target) => plainNumber(target * 100)).join(' · ');
  return (
    <MetricCell
      id="availability"
      title={t.metrics.availability}
      window={t.thisRun}
      value={value}
      unit="%"
      note={names.length === 0 ? '' : t.metrics.availabilityNote(names, wanted)}
      {...(each === undefined ? {} : { help: each })}
      chart={<MetricChart metric="availability" />}
    />
  );
}
