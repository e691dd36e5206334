/** The table of every kill for programs. Its keys are a contract: they are added to, not renamed. */
import { plainJson } from '../base/plain-text.ts';
import { type Micros, secondsFromMicros } from '../base/units.ts';
import type { KillReport } from '../lab/kill-report.ts';
import { confidence } from '../lab/statistics.ts';
import type { CountSummary, TimeSummary } from '../lab/summaries.ts';

export function killReportJson(report: KillReport): string {
  const { scenario, fault, seed, seedsAsked, seeds, faultAfter, until, watched, spared } = report;
  const json = {
    scenario,
    fault,
    seed,
    seedsAsked,
    seeds,
    faultBetweenSeconds: [secondsFromMicros(faultAfter), secondsFromMicros(faultAfter) + 1],
    untilSeconds: secondsFromMicros(until),
    watchedSeconds: secondsFromMicros(watched),
    confidence,
    cannotSufferIt: spared,
    kills: report.kills.map((row) => ({
      component: row.component,
      timeToDetectSeconds: timesOf(row.detected),
      lostWrites: countsOf(row.lostWrites),
      lostSessions: countsOf(row.lostSessions),
      classes: Object.fromEntries(
        row.classes.map(({ id, failed, downtimeSeconds, recovered }) => [
          id,
          {
            failed: countsOf(failed),
            downtimeSeconds: countsOf(downtimeSeconds),
            timeToRecoverySeconds: timesOf(recovered),
          },
        ]),
      ),
    })),
  };
  return `${plainJson(json)}\n`;
}

/** `mean` and `interval` are of the excess over the undisturbed runs. */
function countsOf({ mean, halfWidth, neverSeenBound, counted, undisturbed }: CountSummary) {
  return {
    mean,
    interval: halfWidth === undefined ? undefined : [mean - halfWidth, mean + halfWidth],
    neverSeenBound,
    counted,
    undisturbed,
  };
}

/** `null` = not within the window, `"none"` = there was no outage to recover from. */
function timesOf(summary: TimeSummary) {
  const { runs, beyond, median, low, high, neverSeenBound } = summary;
  const seconds = (micros: Micros | undefined) =>
    micros === undefined || micros === Number.POSITIVE_INFINITY ? null : secondsFromMicros(micros);
  return {
    runs,
    beyondWindow: beyond,
    median: seconds(median),
    interval: runs === 0 ? undefined : [seconds(low), seconds(high)],
    intervalConfidence: summary.confidence,
    neverSeenBound,
    values: summary.values.map((value) => (value === undefined ? 'none' : seconds(value))),
  };
}
