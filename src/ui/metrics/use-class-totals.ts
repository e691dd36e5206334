/** The classes of the run with their totals and what they are called. */
import type { Micros } from '../../base/units.ts';
import type { Objectives } from '../../engine/description.ts';
import type { ClassTotals } from '../../engine/telemetry/records.ts';
import { type ClassNoun, classNoun } from '../../i18n/class-noun.ts';
import { percent } from '../measure/format.ts';
import { toldClass } from '../measure/told-class.ts';
import { useSessionState } from '../session/app-context.ts';
import { useScreen } from '../session/use-screen.ts';

export interface NamedTotals {
  readonly noun: ClassNoun;
  /** Of the requests; 0 of a class that never comes. */
  readonly share: number;
  readonly objectives: Objectives;
  /** Of its own. */
  readonly clientTimeoutMicros: Micros | undefined;
  readonly totals: ClassTotals;
}

/** In the order of the run; empty until it has begun. */
export function useClassTotals(): readonly NamedTotals[] {
  const t = useScreen();
  const description = useSessionState((state) => state.description);
  const totals = useSessionState((state) => state.totals?.classes);
  if (description === undefined || totals === undefined) return [];
  return totals.flatMap((its, index) => {
    const one = description.classes[index];
    if (one === undefined) return [];
    const { id, share = 1, objectives, clientTimeoutMicros } = one;
    return { noun: classNoun(id, t, description), share, objectives, clientTimeoutMicros, totals: its };
  });
}

/** The one whose downtime is told first, then as if that were not there. */
export function worstFirst(classes: readonly NamedTotals[]): readonly NamedTotals[] {
  const left = [...classes];
  const sorted: NamedTotals[] = [];
  while (left.length > 0) {
    const worst = toldClass(left, (index) => left[index]?.totals.downtimeSeconds ?? 0);
    sorted.push(...left.splice(worst, 1));
  }
  return sorted;
}

const answered = ({ totals: { ok, failed } }: NamedTotals): string => percent(ok, ok + failed);

/** For more of them there is no room. */
const mostShown = 2;

/** The figure of availability: of every class, or of several only the one that has the least. */
export function availabilityOf(classes: readonly NamedTotals[]): {
  readonly value: string;
  readonly names: readonly string[];
  readonly targets: readonly number[];
  /** Every class by name, where the figure does not show all. */
  readonly each: string | undefined;
} {
  const least = [...classes].sort((a, b) => shareAnswered(a) - shareAnswered(b)).slice(0, 1);
  const shown = classes.length > mostShown ? least : classes;
  return {
    value: shown.length === 0 ? '–' : shown.map(answered).join(' · '),
    names: shown.map(({ noun }) => noun.many),
    targets: [...new Set(shown.map(({ objectives }) => objectives.availability))],
    each:
      shown.length === classes.length
        ? undefined
        : classes.map((one) => `${one.noun.many} ${answered(one)} %`).join(' · '),
  };
}

const shareAnswered = ({ totals: { ok, failed } }: NamedTotals): number =>
  ok + failed === 0 ? 1 : ok / (ok + failed);
