/** The downtime ledger: spans in order, none judged twice, each with the arrivals of its seconds; totals agree. */
import type { ClassTotals, LedgerSpan } from '../../src/engine/telemetry/records.ts';
import type { Observer } from './observer.ts';
import type { Problems } from './problems.ts';

/** A span that is still open holds fewer requests than this. */
const fewestRequests = 10;

export function checkLedger(totals: readonly ClassTotals[], observer: Observer, problems: Problems): void {
  totals.forEach((total, index) => {
    const spans = observer.spans[index] as readonly LedgerSpan[];
    const arrivals = observer.arrivals[index] as readonly number[];
    const wrong = (what: string) => problems.add('ledger', `${total.id}: ${what}`);
    const arrivedIn = (from: number, to: number): number =>
      arrivals.slice(from, to).reduce((sum, count) => sum + count, 0);
    let down = 0;
    let judged = 0;
    let good = 0;
    for (const span of spans) {
      if (span.fromSecond < judged || span.toSecond <= span.fromSecond)
        wrong(`${span.fromSecond}–${span.toSecond} after ${judged}`);
      if (arrivedIn(judged, span.fromSecond) > 0) wrong(`requests between ${judged} and ${span.fromSecond}`);
      if (arrivedIn(span.fromSecond, span.toSecond) !== span.arrived) wrong(`arrivals of ${span.fromSecond}`);
      if (span.good > span.arrived) wrong(`more good than arrived in ${span.fromSecond}`);
      if (span.down !== span.good < 0.9 * span.arrived) wrong(`verdict on ${span.fromSecond}`);
      judged = span.toSecond;
      good += span.good;
      if (span.down) down += span.toSecond - span.fromSecond;
    }
    if (judged > total.judgedUntilSecond) wrong(`judged to ${judged}, said ${total.judgedUntilSecond}`);
    if (down !== total.downtimeSeconds) wrong(`${down} s down, said ${total.downtimeSeconds}`);
    if (good > total.ok) wrong(`${good} good of ${total.ok} ok`);
    if (arrivedIn(judged, total.judgedUntilSecond) >= fewestRequests)
      wrong(`open span since ${judged} is full`);
  });
}

/** Once every request has ended nothing is left to judge but a span that is too small. */
export function checkLedgerComplete(
  totals: readonly ClassTotals[],
  observer: Observer,
  problems: Problems,
): void {
  totals.forEach((total, index) => {
    const spans = observer.spans[index] as readonly LedgerSpan[];
    const good = spans.reduce((sum, span) => sum + span.good, 0);
    const arrived = spans.reduce((sum, span) => sum + span.arrived, 0);
    problems.equal(total.judgedUntilSecond, observer.seconds, 'ledger', () => `${total.id} judged until`);
    const isComplete = total.arrived - arrived < fewestRequests && total.ok - good < fewestRequests;
    problems.expect(
      isComplete,
      'ledger',
      () => `${total.id}: ${arrived} of ${total.arrived} arrivals judged`,
    );
  });
}
