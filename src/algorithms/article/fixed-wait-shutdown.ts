/**
 * A shutdown that waits a fixed time for requests instead of for their end.
 *
 *   signal: stop listening;  + wait: close database and cache, exit;  + grace, if that is not later: killed as it is
 *
 * Source: the article's graceful shutdown; held against `application.gracefulShutdown`. O(requests). Known failure: an idle
 * server takes as long as a busy one; with a grace as long as the wait (Kubernetes: 30 s) it is killed before it closes
 * anything; what takes longer than the wait is cut off; and it stops listening before any balancer has heard of it.
 */
import { atLeast, check, list, optional, positive, readOptions } from '../../base/options.ts';
import type { Micros } from '../../base/units.ts';
import type { Defect } from './defect.ts';

const key = (name: string): readonly string[] => ['application', 'gracefulShutdown', name];

export const defects: readonly Defect[] = [
  {
    name: 'fixedWait',
    keys: [key('idle')],
    right: 'serverLifecycle',
    what: 'It sleeps for the whole wait, although the last request ended long before or never was.',
  },
  {
    name: 'killedBeforeCleanup',
    keys: [key('withKubernetesDefaultGrace30s'), key('note')],
    right: 'serverLifecycle',
    what: 'The wait is as long as the grace, so the kill comes first and no connection is closed in order.',
  },
  {
    name: 'closedBeforeDrained',
    keys: [key('plain')],
    right: 'serverLifecycle',
    what: 'It refuses connections from the signal on, while balancers still send: readiness never gets to say no.',
  },
];

export interface FixedWaitShutdownOptions {
  readonly wait: Micros;
  /** From the signal to the kill; none if left out. */
  readonly grace?: Micros;
  /** How long each request in flight at the signal still takes. */
  readonly inFlight: readonly Micros[];
}

export type Step = 'signalled' | 'serverClosed' | 'databaseClosed' | 'cacheClosed' | 'completed';

export interface Shutdown {
  readonly steps: readonly { readonly at: Micros; readonly step: Step }[];
  readonly endsAt: Micros;
  readonly endedBy: 'exit' | 'kill';
  /** Per request in flight. */
  readonly requests: readonly ('answered' | 'reset')[];
}

/** From the signal, at 0. */
export function courseOf(given: FixedWaitShutdownOptions): Shutdown {
  const { wait, grace, inFlight } = readOptions<
    FixedWaitShutdownOptions & { grace: Micros | undefined },
    FixedWaitShutdownOptions
  >(
    given,
    {},
    {
      wait: positive,
      grace: optional(positive),
      inFlight: list('times'),
    },
  );
  inFlight.forEach((time, place) => {
    check(`inFlight[${place}]`, time, atLeast(0));
  });
  const killed = grace !== undefined && grace <= wait;
  const endsAt = killed ? grace : wait;
  const idleAt = Math.max(0, ...inFlight);
  const steps: { at: Micros; step: Step }[] = [{ at: 0, step: 'signalled' }];
  if (idleAt < endsAt) steps.push({ at: idleAt, step: 'serverClosed' });
  if (!killed) {
    for (const step of ['databaseClosed', 'cacheClosed', 'completed'] as const)
      steps.push({ at: wait, step });
  }
  return {
    steps,
    endsAt,
    endedBy: killed ? 'kill' : 'exit',
    requests: inFlight.map((time) => (time < endsAt ? 'answered' : 'reset')),
  };
}

/** What a new connection meets `after` the signal, be it a client's, a kept one or the readiness probe's. */
export function connectionAt(after: Micros): 'accepted' | 'refused' {
  return after < 0 ? 'accepted' : 'refused';
}
