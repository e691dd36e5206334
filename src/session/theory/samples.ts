/** What one component, or the members of a group together, did in each whole second of a window, in seconds and counts. */
import { microsPerSecond } from '../../base/units.ts';
import type { ServiceInstrument } from '../../engine/telemetry/instrument-names.ts';
import type { ReadInstrument } from '../../engine/telemetry/layout.ts';
import { componentColumn } from '../../engine/telemetry/records.ts';
import type { ComponentKey, HistoryView } from '../session-contract.ts';

export interface Sample {
  readonly second: number;
  /** Seconds covered: more than 1 where history has joined rows. */
  readonly width: number;
  readonly arrived: number;
  readonly ended: number;
  readonly failed: number;
  readonly started: number;
  /** Time integrals: slots, waiting calls and calls inside, each × seconds. */
  readonly busy: number;
  readonly queued: number;
  readonly inside: number;
  /** Longest line of one member. */
  readonly queueMost: number;
  /** Sums over calls, seconds. */
  readonly waiting: number;
  readonly response: number;
}

/** What has no slots started nothing and let nothing wait. */
function readSample(
  columns: Float64Array,
  offset: number,
  width: number,
  read: ReadInstrument<ServiceInstrument>,
): Sample {
  const sum = (name: ServiceInstrument): number => read(name) ?? 0;
  const at = (name: keyof typeof componentColumn): number => columns[offset + componentColumn[name]] ?? 0;
  return {
    second: at('second'),
    width,
    arrived: at('arrived'),
    ended: at('answered') + at('failed'),
    failed: at('failed'),
    started: sum('started'),
    busy: sum('busy') * width,
    queued: sum('queueLength') * width,
    inside: at('inSystem') * width,
    queueMost: sum('queueLengthMax'),
    waiting: sum('waitingSum') / microsPerSecond,
    response: at('responseSum') / microsPerSecond,
  };
}

function add(one: Sample, other: Sample): Sample {
  return {
    second: one.second,
    width: one.width,
    arrived: one.arrived + other.arrived,
    ended: one.ended + other.ended,
    failed: one.failed + other.failed,
    started: one.started + other.started,
    busy: one.busy + other.busy,
    queued: one.queued + other.queued,
    inside: one.inside + other.inside,
    queueMost: Math.max(one.queueMost, other.queueMost),
    waiting: one.waiting + other.waiting,
    response: one.response + other.response,
  };
}

/** Rows that lie in [from, to) as a whole, oldest first. */
export function readSamples(
  history: HistoryView,
  members: readonly ComponentKey[],
  from: number,
  to: number,
): readonly Sample[] {
  const bySecond = new Map<number, Sample>();
  for (const member of members) {
    history.forEachComponentRow(member, from, to, (columns, offset, width, read) => {
      const sample = readSample(columns, offset, width, read);
      if (sample.second < from || sample.second + width > to) return;
      const known = bySecond.get(sample.second);
      bySecond.set(sample.second, known === undefined ? sample : add(known, sample));
    });
  }
  return [...bySecond.values()];
}

/** Everything of `samples` as one; undefined when there is none. */
export function joinSamples(samples: readonly Sample[]): Sample | undefined {
  const [first, ...rest] = samples;
  if (first === undefined) return undefined;
  return rest.reduce((sum, one) => ({ ...add(sum, one), width: sum.width + one.width }), first);
}
