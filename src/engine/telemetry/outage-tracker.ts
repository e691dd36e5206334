/**
 * When a class of requests counts as failing: from its first failure once 3 of its last 10 ended requests failed, until
 * the first of at least 10 good ends in a row that lasted a second (without the second, a partly saturated system would
 * be told as sixty outages a minute). Only what is needed to name an outage; downtime itself is the ledger's.
 */
import { type Micros, microsPerSecond } from '../../base/units.ts';

const windowLength = 10;
const failuresToOpen = 3;

export interface OutageTracker {
  /** Ends and failures of the whole run. */
  ends: number;
  failures: number;
  /** The last ends as bits, the newest lowest: 1 = failed. */
  recent: number;
  /** The failures among them: how many ends came before each, and the story id of its root (0 = unknown). */
  recentFailures: { readonly at: Micros; readonly endsBefore: number; readonly rootId: number }[];
  open: boolean;
  openedAt: Micros;
  /** Root of the failure that the outage begins with. */
  openedBy: number;
  /** Story id of `requestsFailing`. */
  storyId: number;
  /** Ends, and failures among them, before the failure that the outage begins with. */
  endsBefore: number;
  failuresBefore: number;
  /** First good end of the present run of good ends, −1 if the last end was bad. */
  goodSince: Micros;
  goodRun: number;
}

export const createOutageTracker = (): OutageTracker => ({
  ends: 0,
  failures: 0,
  recent: 0,
  recentFailures: [],
  open: false,
  openedAt: -1,
  openedBy: 0,
  storyId: 0,
  endsBefore: 0,
  failuresBefore: 0,
  goodSince: -1,
  goodRun: 0,
});

/** What ended since the outage began, without the present run of good ends: once closed, what the outage was. */
export const costOf = ({ ends, failures, endsBefore, failuresBefore, goodRun }: OutageTracker) => ({
  ended: ends - goodRun - endsBefore,
  failed: failures - failuresBefore,
});

export type OutageChange = 'opened' | 'closed' | undefined;

/** One request ended at `now`. Returns what that made certain; `openedAt` and `goodSince` then hold the exact times. */
export function noteEnd(tracker: OutageTracker, now: Micros, failed: boolean, rootId = 0): OutageChange {
  if (failed) {
    tracker.goodRun = 0;
    tracker.goodSince = -1;
    tracker.recentFailures.push({ at: now, endsBefore: tracker.ends, rootId });
    tracker.failures += 1;
  } else {
    if (tracker.goodRun === 0) tracker.goodSince = now;
    tracker.goodRun += 1;
  }
  tracker.ends += 1;
  const recent = (tracker.recent << 1) | (failed ? 1 : 0);
  if (recent >> windowLength === 1) tracker.recentFailures.shift();
  tracker.recent = recent & ((1 << windowLength) - 1);
  if (tracker.open) {
    const isLasting = tracker.goodRun >= windowLength && now - tracker.goodSince >= microsPerSecond;
    if (!isLasting) return undefined;
    tracker.open = false;
    return 'closed';
  }
  if (!failed || tracker.recentFailures.length < failuresToOpen) return undefined;
  // A stray failure from before the fault is no part of what the fault did: an effect never begins before its cause.
  const first = Math.max(
    0,
    tracker.recentFailures.findIndex((failure) => failure.rootId !== 0),
  );
  tracker.open = true;
  tracker.openedAt = tracker.recentFailures[first]?.at ?? now;
  tracker.openedBy = tracker.recentFailures[first]?.rootId ?? 0;
  tracker.endsBefore = tracker.recentFailures[first]?.endsBefore ?? 0;
  tracker.failuresBefore = tracker.failures - (tracker.recentFailures.length - first);
  return 'opened';
}
