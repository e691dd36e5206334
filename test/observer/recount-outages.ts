/**
 * Outages, read off a list of ends. What is asked fails once 3 of its last 10 ends were failures, from the first of these
 * whose root is known (else from the first); it is well again from the first of at least 10 good ends in a row that lasted
 * a second.
 */
import { failureCauses } from '../../src/engine/telemetry/causes.ts';
import { second } from './spans.ts';

/** How one request, or one call, ended. */
export interface End {
  readonly endedAt: number;
  readonly cause: number;
  readonly root: number;
}

interface Change<One> {
  readonly begins: boolean;
  readonly time: number;
  /** The end that made it certain. */
  readonly by: One;
  /** Of a beginning: the story id that it names, undefined when unknown, and the cause of the last failure. */
  readonly causeId?: number | undefined;
  readonly failureCause?: string;
  /** Ends and failures: until it was certain of a beginning, in all of an end; and of a beginning those before it. */
  readonly ended: number;
  readonly failed: number;
  readonly endedBefore?: number;
  readonly failedBefore?: number;
  /** Of an end: how long it lasted. */
  readonly lastedMicros?: number;
}

const isBad = ({ cause }: End): boolean => cause !== 0;

/** `ends` in the order in which they came. */
export function recountOutages<One extends End>(ends: readonly One[]): readonly Change<One>[] {
  const told: Change<One>[] = [];
  let begunWith = -1;
  ends.forEach((by, place) => {
    if (begunWith < 0) {
      const from = Math.max(0, place - 9);
      const bad = ends
        .slice(from, place + 1)
        .map((one, index) => ({ one, index: from + index }))
        .filter(({ one }) => isBad(one));
      if (!isBad(by) || bad.length < 3) return;
      const first = bad.find(({ one }) => one.root !== 0) ?? bad[0]!;
      begunWith = first.index;
      const causeId = first.one.root === 0 ? undefined : first.one.root;
      const failureCause = failureCauses[by.cause] as string;
      const until = ends.slice(first.index, place + 1);
      const before = ends.slice(0, first.index);
      told.push({
        begins: true,
        time: first.one.endedAt,
        by,
        causeId,
        failureCause,
        ended: until.length,
        failed: until.filter(isBad).length,
        endedBefore: before.length,
        failedBefore: before.filter(isBad).length,
      });
      return;
    }
    let firstGood = place + 1;
    while (!isBad(ends[firstGood - 1]!)) firstGood -= 1;
    const first = ends[firstGood];
    if (first === undefined || place - firstGood < 9 || by.endedAt - first.endedAt < second) return;
    const lastedMicros = first.endedAt - ends[begunWith]!.endedAt;
    const during = ends.slice(begunWith, firstGood);
    const failed = during.filter(isBad).length;
    told.push({ begins: false, time: first.endedAt, by, ended: during.length, failed, lastedMicros });
    begunWith = -1;
  });
  return told;
}
