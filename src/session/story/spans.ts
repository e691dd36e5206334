/**
 * From the fact that begins something to the one that ends it, by the declarations alone: bands, conditions, halts,
 * headline and aftermath are read from these spans.
 */
import type { IntervalDeclaration } from '../../engine/telemetry/fact.ts';
import type { StoryEvent } from '../../engine/telemetry/story.ts';
import { factOf, type IntervalName, intervalOf } from '../../kinds/facts.ts';

export interface StorySpan {
  readonly interval: IntervalDeclaration;
  /** A component, a class, or the two ends of an edge in order. */
  readonly subject: string;
  readonly begun: StoryEvent;
  /** Undefined while nothing has ended it or cut it short. */
  readonly ended: StoryEvent | undefined;
}

export const valueNamed = (event: StoryEvent, name: string): unknown =>
  (event.values as Readonly<Record<string, unknown>>)[name];

export function subjectOf(event: StoryEvent): string {
  const { subject, named } = factOf(event.kind);
  if (subject === 'edge') return [event.component, String(valueNamed(event, 'to'))].sort().join(' ');
  return named === undefined ? event.component : String(valueNamed(event, named));
}

/** An opinion is its teller's; the state of an edge is the same from both ends. */
export function intervalKey(name: IntervalName, event: StoryEvent): string {
  const teller = factOf(event.kind).subject === 'edge' ? '' : event.component;
  const { per } = intervalOf(name);
  const which = per === undefined ? '' : ` ${String(valueNamed(event, per))}`;
  return `${name} ${teller} ${subjectOf(event)}${which}`;
}

export const intervalBegun = ({ kind }: StoryEvent): IntervalDeclaration | undefined => {
  const { begins } = factOf(kind);
  return begins && intervalOf(begins);
};

/** A story is read by several parts at every change, and is replaced, never changed. */
const known = new WeakMap<readonly StoryEvent[], readonly StorySpan[]>();

/** In the order of their beginnings; `events` sorted by (time, id). */
export function spansOf(events: readonly StoryEvent[]): readonly StorySpan[] {
  const spans = known.get(events) ?? foldSpans(events);
  known.set(events, spans);
  return spans;
}

type OpenSpan = { -readonly [Key in keyof StorySpan]: StorySpan[Key] };

/** What the process had in its memory is gone. */
function endWithProcess(open: Map<string, OpenSpan>, event: StoryEvent): void {
  for (const [key, span] of open) {
    if (span.interval.diesWithProcess !== true || span.begun.component !== subjectOf(event)) continue;
    span.ended = event;
    open.delete(key);
  }
}

function foldSpans(events: readonly StoryEvent[]): readonly StorySpan[] {
  const spans: OpenSpan[] = [];
  const open = new Map<string, OpenSpan>();
  for (const event of events) {
    const { begins, ends = [], cutsShort = [] } = factOf(event.kind);
    for (const name of [...ends, ...cutsShort]) {
      const key = intervalKey(name, event);
      const span = open.get(key);
      if (span !== undefined) span.ended = event;
      open.delete(key);
    }
    if (begins !== undefined && intervalOf(begins).isDown) endWithProcess(open, event);
    if (begins === undefined || open.has(intervalKey(begins, event))) continue;
    const span = { interval: intervalOf(begins), subject: subjectOf(event), begun: event, ended: undefined };
    spans.push(span);
    open.set(intervalKey(begins, event), span);
  }
  return spans;
}

export const openSpans = (events: readonly StoryEvent[]): readonly StorySpan[] =>
  spansOf(events).filter(({ ended }) => ended === undefined);

/** Components that are down, in the order of the events since which they are: a restart goes on with what a crash began. */
export function downNow(events: readonly StoryEvent[]): ReadonlyMap<string, StoryEvent> {
  const down = new Map<string, Pick<StorySpan, 'begun' | 'ended'>>();
  for (const { interval, subject, begun, ended } of spansOf(events)) {
    if (interval.isDown === undefined) continue;
    const before = down.get(subject);
    if (before?.ended === undefined && before !== undefined) continue;
    down.delete(subject);
    down.set(subject, { begun: before?.ended === begun ? before.begun : begun, ended });
  }
  const open = [...down].filter(([, { ended }]) => ended === undefined);
  return new Map(
    open
      .map(([subject, { begun }]) => [subject, begun] as const)
      .sort(([, one], [, other]) => one.time - other.time || one.id - other.id),
  );
}
