/** What each request edge carried, counted again from the lives of all calls. */
import type { Blueprint } from '../../src/engine/blueprint.ts';
import { failureCauses } from '../../src/engine/telemetry/causes.ts';
import type { CallLife, Lives } from './lives.ts';
import { second, secondOf, spread } from './spans.ts';

const counts = () => ({ sent: 0, answered: 0, failed: 0, retried: 0, rejected: 0, inFlight: 0 });
type EdgeCounts = ReturnType<typeof counts>;

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

function count(sums: EdgeCounts, isSent: boolean, isEnded: boolean, { attempt, answer }: CallLife): void {
  if (isSent) sums.sent += 1;
  if (isSent && attempt > 1) sums.retried += 1;
  if (isEnded) sums[answer === 0 ? 'answered' : 'failed'] += 1;
  if (isEnded && turnedAway.has(failureCauses[answer] ?? '')) sums.rejected += 1;
}

/** From time 0 until now. */
export function recountEdges(blueprint: Blueprint, lives: Lives): ReadonlyMap<string, EdgeCounts> {
  const edges = [...callsByEdge(blueprint, lives)].map(([edge, calls]) => {
    const sums = counts();
    for (const life of calls) {
      count(sums, true, life.returnedAt >= 0, life);
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
    const rows = Array.from({ length: seconds }, counts);
    for (const life of calls) {
      const { sentAt, returnedAt } = life;
      const [sentIn, endedIn] = [secondOf(sentAt), secondOf(returnedAt)];
      rows.forEach((row, at) => {
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
