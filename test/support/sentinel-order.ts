// The order of a failover's events: what each sentinel went through, and which of two events always came first.
import type { SentinelEvent, SentinelRun } from './sentinel-reference.ts';
import { leaderOf } from './sentinel-runs.ts';

type Role = 'leader' | 'follower';

/** A suspicion's kind tells whom it is about. */
export function kindOf([, , name, detail]: SentinelEvent): string {
  return name.endsWith('down') ? `${name} ${detail.split(' ')[0]}` : name;
}

/** One sentinel's events in its own order, as one text. */
export function storyOf(events: readonly SentinelEvent[], sentinel: number): string {
  return events
    .filter(([, by]) => by === sentinel)
    .map(kindOf)
    .join(', ');
}

/** The stories of a run, each with who went through it. */
export function storiesOf(run: Pick<SentinelRun, 'events'>): string[] {
  const leader = leaderOf(run);
  return [1, 2, 3].map(
    (sentinel) => `${sentinel === leader ? 'leader' : 'follower'}: ${storyOf(run.events, sentinel)}`,
  );
}

interface Occurrence {
  readonly role: Role;
  readonly at: number;
  readonly place: number;
}

/** The first event of each kind at the leader and one follower, by role and kind; once for each follower. */
function firstOccurrences(run: Pick<SentinelRun, 'events'>): Map<string, Occurrence>[] {
  const leader = leaderOf(run);
  const followers = [1, 2, 3].filter((sentinel) => sentinel !== leader);
  return followers.map((follower) => {
    const found = new Map<string, Occurrence>();
    for (const [place, event] of run.events.entries()) {
      if (event[1] !== leader && event[1] !== follower) continue;
      const role = event[1] === leader ? 'leader' : 'follower';
      const key = `${role} ${kindOf(event)}`;
      if (!found.has(key)) found.set(key, { role, at: event[0], place });
    }
    return found;
  });
}

/** One sentinel's events are in its own order; those of two, heard over two connections, in the order of time. */
function isAfter(one: Occurrence, other: Occurrence): boolean {
  return one.role === other.role ? one.place > other.place : one.at > other.at;
}

/** Happened-before: `first` came before `then` in every one of many runs. */
export interface Precedence {
  readonly first: string;
  readonly then: string;
}

/** Those that hold in all `runs`, of pairs that occurred together at least `least` times. */
export function precedences(runs: readonly Pick<SentinelRun, 'events'>[], least: number): Precedence[] {
  const occurrences = runs.flatMap(firstOccurrences);
  const keys = [...new Set(occurrences.flatMap((found) => [...found.keys()]))];
  const together = new Int32Array(keys.length * keys.length);
  const broken = new Uint8Array(together.length);
  for (const found of occurrences) {
    const all = keys.map((key) => found.get(key));
    for (const [i, first] of all.entries()) {
      if (first === undefined) continue;
      for (const [j, then] of all.entries()) {
        if (then === undefined || i === j) continue;
        together[i * keys.length + j]! += 1;
        if (isAfter(first, then)) broken[i * keys.length + j] = 1;
      }
    }
  }
  return keys.flatMap((first, i) =>
    keys.flatMap((then, j) => {
      const pair = i * keys.length + j;
      return together[pair]! >= least && broken[pair] === 0 ? [{ first, then }] : [];
    }),
  );
}

/** Those of `expected` that a run does not keep. */
export function violated(run: Pick<SentinelRun, 'events'>, expected: readonly Precedence[]): string[] {
  return firstOccurrences(run).flatMap((found) =>
    expected
      .filter(({ first, then }) => {
        const [one, other] = [found.get(first), found.get(then)];
        return one !== undefined && other !== undefined && isAfter(one, other);
      })
      .map(({ first, then }) => `${then} before ${first}`),
  );
}

export const kindsOf = (runs: readonly Pick<SentinelRun, 'events'>[]): ReadonlySet<string> =>
  new Set(runs.flatMap(({ events }) => events.map(kindOf)));
