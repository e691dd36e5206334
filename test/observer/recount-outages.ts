/**
 * Outages of one class, read off the list of its ended requests. A class fails once 3 of its last 10 ends were failures,
 * from the first of these whose root is known (else from the first); it is well again from the first of at least 10 good
 * ends in a row that lasted a second.
 */
import { failureCauses } from '../../src/engine/telemetry/causes.ts';
import type { RequestLife } from './lives.ts';
import { second } from './spans.ts';

interface Failing {
  readonly kind: 'requestsFailing';
  readonly time: number;
  /** The end of a request that made it certain. */
  readonly toldAt: number;
  /** Story id of the failure that it begins with; undefined when unknown. */
  readonly causeId: number | undefined;
  readonly failureCause: string;
}

interface Resumed {
  readonly kind: 'requestsResumed';
  readonly time: number;
  readonly toldAt: number;
  readonly failed: number;
  readonly lastedMicros: number;
}

const isBad = ({ cause }: RequestLife): boolean => cause !== 0;

/** `ended`: the requests of one class in the order of their ends. */
export function recountOutages(ended: readonly RequestLife[]): readonly (Failing | Resumed)[] {
  const told: (Failing | Resumed)[] = [];
  let begunWith = -1;
  ended.forEach((request, place) => {
    if (begunWith < 0) {
      const from = Math.max(0, place - 9);
      const bad = ended
        .slice(from, place + 1)
        .map((one, index) => ({ one, index: from + index }))
        .filter(({ one }) => isBad(one));
      if (!isBad(request) || bad.length < 3) return;
      const first = bad.find(({ one }) => one.root !== 0) ?? bad[0]!;
      begunWith = first.index;
      told.push({
        kind: 'requestsFailing',
        time: first.one.endedAt,
        toldAt: request.endedAt,
        causeId: first.one.root === 0 ? undefined : first.one.root,
        failureCause: failureCauses[request.cause] as string,
      });
      return;
    }
    let firstGood = place + 1;
    while (!isBad(ended[firstGood - 1]!)) firstGood -= 1;
    const first = ended[firstGood];
    if (first === undefined || place - firstGood < 9 || request.endedAt - first.endedAt < second) return;
    const begunAt = ended[begunWith]!.endedAt;
    const failed = ended.slice(begunWith, place).filter(isBad).length;
    told.push({
      kind: 'requestsResumed',
      time: first.endedAt,
      toldAt: request.endedAt,
      failed,
      lastedMicros: first.endedAt - begunAt,
    });
    begunWith = -1;
  });
  return told;
}
