// Calls through a circuit breaker, as a script says: what each of them met, in the words of test/reference/breaker.json.
// Time is in milliseconds in scripts and rows, in Micros towards the breaker.
import { type Micros, microsPerMilli } from '../../src/base/units.ts';

/** When it is called, success or failure, and after how long (0 if left out). */
export type Call = readonly [at: number, outcome: 'S' | 'F', duration?: number];

export type BreakerState = 'closed' | 'open' | 'halfOpen';

/** Any breaker, with its state inside. */
export interface DrivenBreaker {
  readonly tryAcquire: (now: Micros) => number | undefined;
  readonly report: (now: Micros, permit: number, outcome: 'ok' | 'failed', duration: Micros) => void;
  readonly stateOf: (now: Micros) => BreakerState;
  /** When it will change by itself. */
  readonly nextDue?: () => Micros | undefined;
}

/** How a library calls through its breaker. */
export interface Manner {
  /** A call has failed when it takes so long, though it still runs. */
  readonly timeout?: number;
  /** Who is refused while it is half open waits until that is decided, and tries again. */
  readonly waitsForProbe?: boolean;
}

/** What happened besides the calls. */
export interface BreakerEvent {
  readonly at: number;
  readonly what: BreakerState | 'reject' | 'timeout';
}

export interface Drive {
  /** `time,outcome,duration,state before,ran|notRun,state after the start,result@time`. */
  readonly rows: readonly string[];
  readonly finalState: string;
  readonly executed: number;
  readonly maxConcurrentExecutions: number;
  readonly events: readonly BreakerEvent[];
}

/** The 200 calls of script 09, which the recording only describes: one each 49 ms, every fortieth fails. */
export const twoHundredCalls: readonly Call[] = Array.from({ length: 200 }, (_, index) => [
  49 * index,
  index % 40 === 20 ? 'F' : 'S',
]);

export const nameOf = { closed: 'CLOSED', open: 'OPEN', halfOpen: 'HALF_OPEN' } as const;

interface Row {
  readonly call: Call;
  readonly before: BreakerState;
  after: BreakerState;
  hasRun: boolean;
  result: string;
}

/** At the same time, what ends comes before what begins. */
interface Ending {
  readonly at: number;
  readonly happen: () => void;
}

export function drive(breaker: DrivenBreaker, script: readonly Call[], manner: Manner = {}): Drive {
  const rows: Row[] = [];
  const events: BreakerEvent[] = [];
  const endings: Ending[] = [];
  let waiting: Row[] = [];
  let [executed, running, most] = [0, 0, 0];
  let seen: BreakerState = 'closed';

  const look = (at: number): BreakerState => {
    const state = breaker.stateOf(at * microsPerMilli);
    if (state !== seen) events.push({ at, what: state });
    seen = state;
    return state;
  };

  const report = (row: Row, at: number, permit: number, failed: boolean, duration: number): void => {
    breaker.report(at * microsPerMilli, permit, failed ? 'failed' : 'ok', duration * microsPerMilli);
    row.result = `${failed ? 'err' : 'ok'}@${at}`;
    if (look(at) === 'halfOpen') return;
    const released = waiting;
    waiting = [];
    for (const next of released) start(next, at);
  };

  const run = (row: Row, at: number, permit: number): void => {
    const [, outcome, duration = 0] = row.call;
    row.hasRun = true;
    executed += 1;
    running += 1;
    most = Math.max(most, running);
    const limit = manner.timeout ?? Number.POSITIVE_INFINITY;
    const isLate = duration >= limit;
    const end = (): void => {
      running -= 1;
      if (!isLate) report(row, at + duration, permit, outcome === 'F', duration);
    };
    if (isLate) {
      endings.push({
        at: at + limit,
        happen: () => {
          events.push({ at: at + limit, what: 'timeout' });
          report(row, at + limit, permit, true, limit);
        },
      });
    }
    if (duration === 0) end();
    else endings.push({ at: at + duration, happen: end });
  };

  function start(row: Row, at: number): void {
    const permit = breaker.tryAcquire(at * microsPerMilli);
    const state = look(at);
    if (permit !== undefined) run(row, at, permit);
    else if (state === 'halfOpen' && manner.waitsForProbe === true) waiting.push(row);
    else {
      row.result = `REJECTED@${at}`;
      events.push({ at, what: 'reject' });
    }
  }

  /** Everything that ends, and every change by itself, up to `until`. */
  const settle = (until: number): void => {
    for (;;) {
      const next = endings.reduce<Ending | undefined>(
        (soonest, ending) => (soonest === undefined || ending.at < soonest.at ? ending : soonest),
        undefined,
      );
      const due = breaker.nextDue?.();
      const dueAt = due === undefined ? Number.POSITIVE_INFINITY : due / microsPerMilli;
      if (Math.min(dueAt, next?.at ?? Number.POSITIVE_INFINITY) > until) return;
      if (next === undefined || dueAt <= next.at) look(dueAt);
      else {
        endings.splice(endings.indexOf(next), 1);
        next.happen();
      }
    }
  };

  for (const call of script) {
    const [at] = call;
    settle(at);
    const before = look(at);
    const row: Row = { call, before, after: before, hasRun: false, result: '' };
    rows.push(row);
    start(row, at);
    row.after = look(at);
  }
  const last = endings.reduce((latest, ending) => Math.max(latest, ending.at), script.at(-1)?.[0] ?? 0);
  settle(last);
  // Those who waited for a probe may have begun later still.
  settle(endings.reduce((latest, ending) => Math.max(latest, ending.at), last));

  return {
    rows: rows.map(({ call: [at, outcome, duration = 0], before, after, hasRun, result }) =>
      [at, outcome, duration, nameOf[before], hasRun ? 'ran' : 'notRun', nameOf[after], result].join(','),
    ),
    finalState: nameOf[seen],
    executed,
    maxConcurrentExecutions: most,
    events,
  };
}
