/** What the sentences about a request say: its time by kind, and how much of it was waiting, work, and travel. */
import type { RequestFacts, TimePart } from '../../i18n/request-text.ts';
import type { RequestSpans } from '../../views/waterfall/request-spans.ts';
import { type SegmentKind, segmentKinds } from '../../views/waterfall/segments.ts';

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

export function factsOf(spans: RequestSpans, names: readonly string[]): RequestFacts {
  const parts = segmentKinds.flatMap((kind): TimePart[] => {
    // The largest comes first.
    const shares = spans.shares.filter((share) => share.kind === kind);
    const [largest] = shares;
    if (largest === undefined) return [];
    const micros = sum(shares.map((share) => share.micros));
    return [{ kind, micros, place: names[largest.component] ?? '', isAll: shares.length === 1 }];
  });
  return {
    rejectedBy: rejectedBy(spans, names),
    fate: spans.fate,
    cause: spans.cause,
    micros: sum(parts.map(({ micros }) => micros)),
    parts: parts.sort((one, other) => other.micros - one.micros),
  };
}

/** The deepest call that ended as the request did was turned away by its callee, or, if it was never sent, by its caller. */
function rejectedBy(
  { fate, cause, rows }: RequestSpans,
  names: readonly string[],
): RequestFacts['rejectedBy'] {
  if (fate !== 'rejected') return undefined;
  const last = rows.filter((row) => row.cause === cause).at(-1);
  if (last === undefined) return undefined;
  const isSent = last.reachedAt !== undefined;
  const place = names[isSent ? last.to : last.from];
  return place === undefined ? undefined : { place, isUnsent: !isSent };
}

export function timeShares({ micros, parts }: RequestFacts): {
  readonly waited: number;
  readonly worked: number;
  readonly travelled: number;
} {
  const share = (...kinds: readonly SegmentKind[]): number =>
    sum(parts.filter(({ kind }) => kinds.includes(kind)).map((part) => part.micros)) / Math.max(1, micros);
  return {
    waited: share('queued', 'confirming', 'halted', 'lost'),
    worked: share('working'),
    travelled: share('travelling'),
  };
}
