/** What a service centre tells of its waiting line. */
import {
  type FactDeclaration,
  type IntervalDeclaration,
  type RootMeaning,
  told,
  type ValuesFrom,
} from '../telemetry/fact.ts';
import type { Try } from '../telemetry/tries.ts';

export const saturationIntervals = {
  saturation: { flapsWithin: 10_000_000 },
} as const satisfies Record<string, IntervalDeclaration>;

type SaturatedValues = {
  queueCapacity: 'count';
  /** At least half of its slots wait for others with a line as long as what they do at a time, most of all for this one. */
  'waitsFor?': 'component';
  /** So many replicas can confirm, while writes there wait for more. */
  'canConfirm?': 'count';
};

/** Slots that wait for what is broken help nobody, but waiting for less of it does. */
function relief({ waitsFor, canConfirm }: ValuesFrom<SaturatedValues>, root: RootMeaning): Try | undefined {
  const of = waitsFor === undefined ? {} : { component: waitsFor };
  if (canConfirm !== undefined) return { id: 'waitForFewer', ...of, to: (now) => Math.min(now, canConfirm) };
  if (root.fact.isOverload === undefined) return undefined;
  return { id: 'moreSlots', ...of, to: (now) => Math.min(now * 2, 1_024) };
}

export const saturationFacts = {
  saturated: {
    subject: 'component',
    tone: 'degraded',
    decidedBy: 'component',
    values: told<SaturatedValues>(),
    begins: 'saturation',
    joins: { within: 5_000_000, per: 'cause' },
    isRecurrent: true,
    isOverload: true,
    suggests: relief,
  },
  saturationEnded: {
    subject: 'component',
    tone: 'healthy',
    decidedBy: 'component',
    values: told<{ rejected: 'count'; lastedMicros: 'micros' }>(),
    ends: ['saturation'],
    joins: { within: 5_000_000 },
    isRecurrent: true,
  },
} as const satisfies Record<string, FactDeclaration<keyof typeof saturationIntervals>>;
