/** Outages of a class of requests, as the users see them (`outage-tracker.ts`). */
import { type FactDeclaration, type IntervalDeclaration, told } from './fact.ts';

export const outageIntervals = {
  outage: { isOutage: true, flapsWithin: 2_000_000 },
} as const satisfies Record<string, IntervalDeclaration>;

export const outageFacts = {
  /** A class counts as failing from its first failure once 3 of its last 10 ended requests failed. */
  requestsFailing: {
    subject: 'class',
    named: 'class',
    tone: 'down',
    decidedBy: 'component',
    values: told<{
      class: 'class';
      failureCause: 'cause';
      /** From the first failure to the one that made it certain: requests that ended, failures among them. */
      ended: 'count';
      failed: 'count';
      /** The same of the run before that: what ended since is the totals of the class less these. */
      endedBefore: 'count';
      failedBefore: 'count';
    }>(),
    begins: 'outage',
  },
  /** ... and as answered again from the first of 10 good answers in a row, once that has lasted a second. */
  requestsResumed: {
    subject: 'class',
    named: 'class',
    tone: 'healthy',
    decidedBy: 'component',
    values: told<{
      class: 'class';
      /** From the first failure to the last: requests that ended, failures among them. */
      ended: 'count';
      failed: 'count';
      lastedMicros: 'micros';
    }>(),
    ends: ['outage'],
  },
} as const satisfies Record<string, FactDeclaration<keyof typeof outageIntervals>>;
