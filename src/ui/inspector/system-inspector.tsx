/** Nothing selected: what was promised, what was kept, and how much room is left. */
import type { Objectives } from '../../engine/description.ts';
import { duration } from '../../i18n/format.ts';
import type { ScreenText } from '../../i18n/texts.ts';
import { factOf } from '../../kinds/facts.ts';
import { grouped, percent, plainNumber } from '../measure/format.ts';
import { findHeadroom, type Headroom } from '../measure/headroom.ts';
import { useClassTotals } from '../metrics/use-class-totals.ts';
import { useSession, useSessionState } from '../session/app-context.ts';
import { useScreen } from '../session/use-screen.ts';
import { type FactRow, FactRows } from './fact-rows.tsx';

const objectiveText = ({ availability, latencyMillis }: Objectives): string =>
  `≥ ${plainNumber(availability * 100)} % · ${latencyMillis} ms`;

/** A line may break between the parts of a note, not within one. */
const unbroken = (text: string): string => text.replaceAll(' ', '\u00a0');

export function SystemInspector() {
  const t = useScreen();
  const { live, history } = useSession();
  const description = useSessionState((state) => state.description);
  const totals = useSessionState((state) => state.totals);
  const classes = useClassTotals();
  const viewMicros = useSessionState((state) => state.viewMicros);
  const changedAt = useSessionState(
    ({ story }) => story.findLast(({ kind }) => factOf(kind).changes === 'parameter')?.time,
  );
  if (!description) return undefined;
  const { availability, latencyMillis } = description.objectives;
  const rows: FactRow[] = [
    {
      name: t.inspector.objective,
      value: objectiveText({ availability, latencyMillis }),
    },
  ];
  for (const one of classes) {
    const { noun, objectives, totals: its } = one;
    const { ok, failed } = its;
    rows.push({
      name: t.inspector.availabilityOf(noun.many),
      value: `${percent(ok, ok + failed)} %`,
      note: [
        t.answeredOf(grouped(ok), grouped(ok + failed)),
        ...(classes.length === 1 || description.arrivals === 'tape'
          ? []
          : [t.inspector.shareOf(`${percent(one.share, 1)} %`)]),
        ...(objectiveText(objectives) === objectiveText(description.objectives)
          ? []
          : [`${t.inspector.objective} ${objectiveText(objectives)}`]),
        ...(one.clientTimeoutMicros === undefined
          ? []
          : [t.inspector.patience(duration(one.clientTimeoutMicros))]),
      ]
        .map(unbroken)
        .join(' · '),
    });
  }
  const headroom = findHeadroom(description, live, history, viewMicros, changedAt);
  if (headroom) rows.push(headroomRow(headroom, t));
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

function headroomRow({ times, component, load, seconds, failing }: Headroom, t: ScreenText): FactRow {
  const { inspector } = t;
  const busiest = inspector.headroomNote(component, percent(load, 1), seconds);
  const name = inspector.headroom;
  if (load > 1) return { name, value: inspector.overloaded(load.toFixed(1)), note: busiest };
  if (failing !== undefined) {
    const value = failing.isOverload ? inspector.noHeadroom : inspector.headroomUnknown;
    const why = inspector.headroomFailing(grouped(failing.failed), t.causes[failing.cause], seconds);
    return { name, value, note: `${why}\n${busiest}` };
  }
  return {
    name,
    value: times === undefined ? '–' : inspector.headroomTimes(times.toFixed(1)),
    note: busiest,
  };
}
