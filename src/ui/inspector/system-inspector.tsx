/** Nothing selected: what was promised, what was kept, and how much room is left. */
import { factOf } from '../../kinds/facts.ts';
import { grouped, percent, plainNumber } from '../measure/format.ts';
import { findHeadroom } from '../measure/headroom.ts';
import { useSession, useSessionState } from '../session/app-context.ts';
import { useScreen } from '../session/use-screen.ts';
import { type FactRow, FactRows } from './fact-rows.tsx';

export function SystemInspector() {
  const t = useScreen();
  const { live, history } = useSession();
  const description = useSessionState((state) => state.description);
  const totals = useSessionState((state) => state.totals);
  const viewMicros = useSessionState((state) => state.viewMicros);
  const changedAt = useSessionState(
    ({ story }) => story.findLast(({ kind }) => factOf(kind).changes === 'parameter')?.time,
  );
  if (!description) return undefined;
  const { availability, latencyMillis } = description.objectives;
  const rows: FactRow[] = [
    {
      name: t.inspector.objective,
      value: `≥ ${plainNumber(availability * 100)} % · ${latencyMillis} ms`,
    },
  ];
  for (const { id, ok, failed } of totals?.classes ?? []) {
    rows.push({
      name: t.inspector.availabilityOf(t.classes[id] ?? id),
      value: `${percent(ok, ok + failed)} %`,
      note: `${t.answeredOf(grouped(ok), grouped(ok + failed))}`,
    });
  }
  const headroom = findHeadroom(description, live, history, viewMicros, changedAt);
  if (headroom) {
    const { times, component, load, seconds } = headroom;
    rows.push({
      name: t.inspector.headroom,
      value:
        times === undefined
          ? '–'
          : load > 1
            ? t.inspector.overloaded(load.toFixed(1))
            : t.inspector.headroomTimes(times.toFixed(1)),
      note: t.inspector.headroomNote(component, percent(load, 1), seconds),
    });
  }
  rows.push({ name: t.inspector.lostWrites, value: grouped(totals?.lostWrites ?? 0) });
  if (totals && totals.splitBrainWrites > 0) {
    rows.push({
      name: t.inspector.splitBrainWrites,
      value: grouped(totals.splitBrainWrites),
    });
  }
  if (totals && totals.doneTwice > 0)
    rows.push({ name: t.inspector.instruments.doneTwice, value: grouped(totals.doneTwice) });
  return <FactRows rows={rows} />;
}
