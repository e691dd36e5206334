/** Stretches of time that tile a call's life: made by laying spans over pieces, so that none overlap and none is missing. */
import type { Micros } from '../../base/units.ts';

/** In the order in which a legend tells them. */
export const segmentKinds = [
  /** There or back, on the wire. */
  'travelling',
  /** Reached the callee, not yet taken up. */
  'queued',
  /** Served by the callee's own work. */
  'working',
  /** The callee waits for what it called itself. */
  'waiting',
  /** The callee has done its work and holds the answer back until a replica confirms it. */
  'confirming',
  /** The process hangs: whatever is inside stands still. */
  'halted',
  /** The caller waits for what never comes, or comes too late: a message or an answer got lost. */
  'lost',
  /** Its caller, or somebody before it, has left: this is for nobody. */
  'abandoned',
] as const;
export type SegmentKind = (typeof segmentKinds)[number];

export interface Segment {
  readonly kind: SegmentKind;
  readonly from: Micros;
  readonly to: Micros;
}

export type Span = readonly [from: Micros, to: Micros];

/** Where a span lies over a piece of one of `over`, the piece becomes `kind`. Nothing of zero length is left. */
export function overlay(
  pieces: readonly Segment[],
  spans: readonly Span[],
  over: readonly SegmentKind[],
  kind: SegmentKind,
): readonly Segment[] {
  const cut = pieces.flatMap((piece) => {
    if (!over.includes(piece.kind)) return [piece];
    const parts: Segment[] = [];
    let at = piece.from;
    for (const [spanFrom, spanTo] of spans) {
      const from = Math.max(at, spanFrom);
      const to = Math.min(piece.to, spanTo);
      if (to <= from) continue;
      parts.push({ kind: piece.kind, from: at, to: from }, { kind, from, to });
      at = to;
    }
    return [...parts, { kind: piece.kind, from: at, to: piece.to }];
  });
  return join(cut);
}

/** Neighbours of one kind become one. */
function join(pieces: readonly Segment[]): readonly Segment[] {
  const joined: Segment[] = [];
  for (const piece of pieces) {
    if (piece.to <= piece.from) continue;
    const last = joined.at(-1);
    if (last?.kind === piece.kind && last.to === piece.from)
      joined[joined.length - 1] = { ...last, to: piece.to };
    else joined.push(piece);
  }
  return joined;
}
