/** What the waterfall asks of a language. */
import type { CallVerb, PolicyNote } from '../../engine/telemetry/records.ts';
import type { RequestRow } from './request-spans.ts';
import type { SegmentKind } from './segments.ts';

export interface WaterfallWords {
  /** Chinese text is never drawn below 13 px. */
  readonly script: 'latin' | 'cjk';
  /** In the legend. */
  readonly segment: Readonly<Record<SegmentKind, string>>;
  readonly verb: Readonly<Record<CallVerb, string>>;
  attempt(number: number): string;
  /** The caller left here. */
  readonly gaveUp: string;
  readonly retry: string;
  readonly playhead: string;
  /** Beyond the end of the record; of a request under way, and of one that has ended. */
  readonly goesOn: string;
  readonly goesOnForNobody: string;
  /** Inside a segment, longest first. */
  segmentLabel(kind: SegmentKind, micros: number): readonly string[];
  readonly policyNote: Readonly<Record<PolicyNote, string>>;
  /** How a call ended and how long its caller waited for it, longest first. */
  rowEnd(row: RequestRow, until: number): readonly string[];
  /** A tick of the axis; `span` is the length of the axis. */
  axisTick(micros: number, span: number): string;
}
