/** Failures of every component since the present incident began, which the trays on the canvas count. */
import { secondsFromMicros } from '../../base/units.ts';
import { componentColumn, gaugeColumn, gaugeStride } from '../../engine/telemetry/records.ts';
import type { HistoryView, SessionState } from '../../session/session-contract.ts';
import { faultsSoFar } from '../experiments/faults-of-log.ts';

type Shown = Pick<SessionState, 'branches' | 'branchId' | 'viewMicros' | 'description'>;

/** Undefined while no fault was given. */
export function failedBefore(history: HistoryView, state: Shown): Float64Array | undefined {
  const first = faultsSoFar(state)[0];
  if (first === undefined || state.description === undefined) return undefined;
  const until = Math.floor(secondsFromMicros(first.at));
  const failed = new Float64Array(state.description.components.length);
  for (const component of state.description.components) {
    const { index } = component;
    history.forEachComponentRow(component, 0, until, (columns, offset) => {
      failed[index] = (failed[index] ?? 0) + (columns[offset + componentColumn.failed] ?? 0);
    });
  }
  return failed;
}

/** `before`: as above. */
export function failedSince(gauges: Float64Array, before: Float64Array | undefined): Float64Array {
  return Float64Array.from({ length: gauges.length / gaugeStride }, (_, component) =>
    Math.max(0, (gauges[component * gaugeStride + gaugeColumn.failed] ?? 0) - (before?.[component] ?? 0)),
  );
}
