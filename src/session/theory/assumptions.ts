/** What M/M/c assumes, each with a verdict on this window and the facts that the words for it need. */
import type { Micros } from '../../base/units.ts';

export type Holding = 'holds' | 'doesNotHold' | 'unknown';

/** Arrivals per second: variance over mean (1 in Poisson's mean), and how far chance alone would take it. */
export interface Dispersion {
  readonly measured: number;
  readonly low: number;
  readonly high: number;
  readonly seconds: number;
}

/** One assumption's reason. Which verdict it stands for is in `verdicts`. */
export type Reason =
  | { readonly kind: 'drawnAtRandom' }
  | { readonly kind: 'replayed' }
  | {
      readonly kind: 'dealtInTurn';
      readonly balancer: string;
      readonly servers: number;
      readonly dispersion: Dispersion | undefined;
    }
  | { readonly kind: 'thinned'; readonly by: string; readonly dispersion: Dispersion | undefined }
  | { readonly kind: 'sentByServers'; readonly callers: number; readonly dispersion: Dispersion | undefined }
  | { readonly kind: 'exponential' }
  | { readonly kind: 'otherDistribution'; readonly distribution: string; readonly cv: number }
  | { readonly kind: 'severalTimes'; readonly callees: readonly string[] }
  | { readonly kind: 'readsAndWrites'; readonly readMillis: number; readonly writeMillis: number }
  | { readonly kind: 'replicasConfirm'; readonly replicas: number }
  | { readonly kind: 'ownWork' }
  | { readonly kind: 'waitsForOthers'; readonly callees: readonly string[] }
  | { readonly kind: 'waitsForReplicas' }
  | { readonly kind: 'unchanged'; readonly since: Micros }
  | { readonly kind: 'notSettled'; readonly since: Micros; readonly needed: number }
  | { readonly kind: 'hasRoomToSpare'; readonly utilization: number }
  | { readonly kind: 'overloaded'; readonly utilization: number }
  | { readonly kind: 'lineNeverFull'; readonly most: number; readonly room: number }
  | { readonly kind: 'lineFull'; readonly room: number }
  | { readonly kind: 'oneLine' }
  | { readonly kind: 'ownLines'; readonly members: number }
  | { readonly kind: 'dealtEvenly'; readonly least: number; readonly most: number }
  | { readonly kind: 'dealtUnevenly'; readonly least: number; readonly most: number }
  | { readonly kind: 'allServed'; readonly ended: number }
  | { readonly kind: 'someFailed'; readonly failed: number; readonly ended: number }
  | { readonly kind: 'enoughCalls'; readonly started: number; readonly batches: number }
  | { readonly kind: 'fewCalls'; readonly started: number; readonly needed: number }
  | { readonly kind: 'shortWindow'; readonly seconds: number; readonly needed: number };

export type ReasonKind = Reason['kind'];
export type ReasonOf<Kind extends ReasonKind> = Extract<Reason, { kind: Kind }>;

const verdicts: Readonly<Record<ReasonKind, Holding>> = {
  drawnAtRandom: 'holds',
  replayed: 'doesNotHold',
  dealtInTurn: 'doesNotHold',
  thinned: 'doesNotHold',
  sentByServers: 'doesNotHold',
  exponential: 'holds',
  otherDistribution: 'doesNotHold',
  severalTimes: 'doesNotHold',
  readsAndWrites: 'doesNotHold',
  replicasConfirm: 'doesNotHold',
  ownWork: 'holds',
  waitsForOthers: 'doesNotHold',
  waitsForReplicas: 'doesNotHold',
  unchanged: 'holds',
  notSettled: 'unknown',
  hasRoomToSpare: 'holds',
  overloaded: 'doesNotHold',
  lineNeverFull: 'holds',
  lineFull: 'doesNotHold',
  oneLine: 'holds',
  ownLines: 'holds',
  dealtEvenly: 'holds',
  dealtUnevenly: 'doesNotHold',
  allServed: 'holds',
  someFailed: 'doesNotHold',
  enoughCalls: 'holds',
  fewCalls: 'unknown',
  shortWindow: 'unknown',
};

/** In the order in which they are told. */
export type AssumptionId =
  | 'poisson'
  | 'exponential'
  | 'independent'
  | 'constant'
  | 'stable'
  | 'room'
  | 'line'
  | 'even'
  | 'served'
  | 'samples';

export interface Assumption {
  readonly id: AssumptionId;
  readonly holds: Holding;
  readonly reason: Reason;
}

export const assume = (id: AssumptionId, reason: Reason): Assumption => ({
  id,
  holds: verdicts[reason.kind],
  reason,
});

export function allHold(assumptions: readonly Assumption[]): Holding {
  if (assumptions.some(({ holds }) => holds === 'doesNotHold')) return 'doesNotHold';
  return assumptions.some(({ holds }) => holds === 'unknown') ? 'unknown' : 'holds';
}
