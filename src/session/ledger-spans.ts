/**
 * Verdicts of one branch, keyed by class and first second. Above 20,000 spans, old neighbours of one class with the
 * same verdict are joined within aligned minutes, then longer: counts add, and no verdict changes.
 */
import type { LedgerSpan } from '../engine/telemetry/records.ts';

const mostSpans = 20_000;
const spansAfterJoining = 14_000;
const sharpSeconds = 600;

export interface LedgerSpans {
  /** Sorted by first second, then class; edited in place. */
  readonly spans: readonly LedgerSpan[];
  put(span: LedgerSpan): void;
  cutsCleanly(judgedUntil: readonly number[]): boolean;
  copyUpTo(judgedUntil: readonly number[]): LedgerSpans;
}

const compare = (one: LedgerSpan, other: LedgerSpan): number =>
  one.fromSecond - other.fromSecond || one.class - other.class;

export function createLedgerSpans(spans: LedgerSpan[] = [], joinedWidth = 60): LedgerSpans {
  let grain = joinedWidth;

  function indexOf(span: LedgerSpan): number {
    let low = 0;
    let high = spans.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = spans[middle];
      if (other !== undefined && compare(other, span) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The nearest span of the same class that begins earlier. */
  function spanBefore(index: number, span: LedgerSpan): LedgerSpan | undefined {
    for (let at = index - 1; at >= 0; at -= 1) {
      const other = spans[at];
      if (other?.class === span.class) return other;
    }
    return undefined;
  }

  function join(): void {
    const sharpFrom = (spans.at(-1)?.toSecond ?? 0) - sharpSeconds;
    const lastOf = new Map<number, number>();
    const joined: LedgerSpan[] = [];
    for (const span of spans) {
      const at = lastOf.get(span.class);
      const last = at === undefined ? undefined : joined[at];
      const isSameSpan =
        last !== undefined &&
        span.toSecond <= sharpFrom &&
        last.down === span.down &&
        last.toSecond === span.fromSecond &&
        Math.floor(last.fromSecond / grain) === Math.floor((span.toSecond - 1) / grain);
      if (at !== undefined && last !== undefined && isSameSpan) {
        const arrived = last.arrived + span.arrived;
        joined[at] = { ...last, toSecond: span.toSecond, arrived, good: last.good + span.good };
      } else {
        lastOf.set(span.class, joined.length);
        joined.push(span);
      }
    }
    spans.splice(0, spans.length, ...joined);
    grain *= 2;
  }

  const isKept = (span: LedgerSpan, judgedUntil: readonly number[]): boolean =>
    span.toSecond <= (judgedUntil[span.class] ?? 0);

  return {
    spans,
    put(span) {
      const index = indexOf(span);
      const found = spans[index];
      if (found !== undefined && compare(found, span) === 0) {
        if (found.toSecond <= span.toSecond) spans[index] = span;
        return;
      }
      const before = spanBefore(index, span);
      if (before !== undefined && before.toSecond > span.fromSecond) return;
      spans.splice(index, 0, span);
      if (spans.length > mostSpans) {
        for (let pass = 0; pass < 20 && spans.length > spansAfterJoining; pass += 1) join();
      }
    },
    cutsCleanly(judgedUntil) {
      return spans.every(
        (span) => isKept(span, judgedUntil) || span.fromSecond >= (judgedUntil[span.class] ?? 0),
      );
    },
    copyUpTo(judgedUntil) {
      return createLedgerSpans(
        spans.filter((span) => isKept(span, judgedUntil)),
        grain,
      );
    },
  };
}
