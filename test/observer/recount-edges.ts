/** What each request edge carried, counted again from the lives of all calls. */
import type { Blueprint } from '../../src/engine/blueprint.ts';
import { failureCauses } from '../../src/engine/telemetry/causes.ts';
import type { CallLife, Lives } from './lives.ts';
import { second, secondOf, spread } from './spans.ts';

const counts = () => ({
  sent: 0,
  answered: 0,
  failed: 0,
  retried: 0,
  rejected: 0,
  outcomeUnknown: 0,
  doneTwice: 0,
  inFlight: 0,
});
type EdgeCounts = ReturnType<typeof counts> & { readonly withheld?: number; readonly fellBack?: number };

/** Said here once more, and not read from the engine's table: turned away before any work. */
export const turnedAway = new Set([
  'rejectedByFullQueue',
  'rejectedByRule',
  'connectionTableFull',
  'rejectedByBreaker',
  'rejectedByBulkhead',
  'rejectedByPool',
  'tooManyConnections',
]);

/** `caller->callee` of each link that carries requests, with the calls that went over it. */
function callsByEdge({ components, links }: Blueprint, { calls }: Lives): ReadonlyMap<string, CallLife[]> {
  const edges = new Map<string, CallLife[]>();
  for (const { carries, from, to } of links) if (carries === 'request') edges.set(`${from}->${to}`, []);
  for (const life of calls) {
    const edge = `${components[life.caller]?.id}->${components[life.callee]?.id}`;
    const known = edges.get(edge);
    if (known === undefined) throw new Error(`a call went over ${edge}, which carries none`);
    known.push(life);
  }
  return edges;
}

/** Code of the verb `write`. */
const write = 1;
const unanswered = new Set(['timedOut', 'reset']);

function count(
  sums: EdgeCounts,
  isSent: boolean,
  isEnded: boolean,
  { attempt, answer, verb }: CallLife,
): void {
  if (isSent) sums.sent += 1;
  if (isSent && attempt > 1) sums.retried += 1;
  if (isEnded) sums[answer === 0 ? 'answered' : 'failed'] += 1;
  if (isEnded && turnedAway.has(failureCauses[answer] ?? '')) sums.rejected += 1;
  if (isEnded && verb === write && unanswered.has(failureCauses[answer] ?? '')) sums.outcomeUnknown += 1;
}

/** What policies of servers did to an edge at the times that are wanted; none but servers have such policies. */
function policiesOver(edge: string, { components }: Blueprint, { policies }: Lives) {
  const [from, to] = edge.split('->').map((name) => components.findIndex(({ id }) => id === name));
  if (components[from ?? -1]?.kind !== 'app-server') return () => ({});
  const own = policies.filter(({ caller, callee }) => caller === from && callee === to);
  return (within: (time: number) => boolean) => {
    const count = (what: string): number => own.filter((one) => one.what === what && within(one.time)).length;
    return { withheld: count('withheld'), fellBack: count('fellBack') };
  };
}

/** From time 0 until now. */
export function recountEdges(blueprint: Blueprint, lives: Lives): ReadonlyMap<string, EdgeCounts> {
  const edges = [...callsByEdge(blueprint, lives)].map(([edge, calls]) => {
    const policies = policiesOver(edge, blueprint, lives)(() => true);
    const sums: EdgeCounts = { ...counts(), ...policies };
    for (const life of calls) {
      count(sums, true, life.returnedAt >= 0, life);
      if (life.doneTwiceAt >= 0) sums.doneTwice += 1;
      if (life.returnedAt < 0) sums.inFlight += 1;
    }
    return [edge, sums] as const;
  });
  return new Map(edges);
}

/** Rows of the seconds 0 … count − 1; in flight is the average over a second. */
export function recountEdgeRows(
  blueprint: Blueprint,
  lives: Lives,
  seconds: number,
): ReadonlyMap<string, readonly EdgeCounts[]> {
  const edges = [...callsByEdge(blueprint, lives)].map(([edge, calls]) => {
    const policies = policiesOver(edge, blueprint, lives);
    const rows = Array.from(
      { length: seconds },
      (_, at): EdgeCounts => ({ ...counts(), ...policies((time) => secondOf(time) === at) }),
    );
    for (const life of calls) {
      const { sentAt, returnedAt } = life;
      const [sentIn, endedIn] = [secondOf(sentAt), secondOf(returnedAt)];
      rows.forEach((row, at) => {
        if (life.doneTwiceAt >= 0 && at === secondOf(life.doneTwiceAt)) row.doneTwice += 1;
        count(row, at === sentIn, returnedAt >= 0 && at === endedIn, life);
      });
      const end = returnedAt < 0 ? seconds * second : returnedAt;
      spread(sentAt, end, seconds, (at, micros) => {
        rows[at]!.inFlight += micros;
      });
    }
    for (const row of rows) row.inFlight /= second;
    return [edge, rows] as const;
  });
  return new Map(edges);
}
