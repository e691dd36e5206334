/**
 * How far a replica is behind, as a law of chance: how long after a write is confirmed a replica shows it.
 *
 *   fixed        P(lag > t) = [t < applyDelay]
 *   exponential  P(lag > t) = e^(−t/mean)                       draw: −mean · ln(1 − u)
 *   logLogistic  P(lag > t) = 1 / (1 + (t/median)^shape)        draw: median · (u / (1 − u))^(1/shape)
 *   all: `applyDelay` comes first (t − applyDelay for t);  a read dt after the write, a share w of reads going to
 *   replicas: P(stale) = w · P(lag > dt)
 *
 * Source: `lan` is fitted by maximum likelihood to 1,564 writes of a PostgreSQL 15 primary with three replicas on one
 * machine, polled until a replica showed them (0, 100 and 300 writes a second, and with bulk updates); a log-normal law or
 * two exponentials fit worse, a single exponential not at all. `crossRegion` is chosen. `applyDelay` is PostgreSQL's
 * `recovery_min_apply_delay`. O(1). Known failure: lags of successive writes come in runs and grow with the writes; a law
 * knows neither, and each draw stands alone.
 */
import {
  atLeast,
  between,
  check,
  insist,
  lessThanOne,
  oneOf,
  positive,
  type Range,
  readOptions,
  table,
} from '../../base/options.ts';
import { exp, ln, pow } from '../../base/portable-math.ts';
import type { Micros, Ratio } from '../../base/units.ts';

export type LagLaw =
  | { readonly kind: 'fixed'; readonly applyDelay: Micros }
  | { readonly kind: 'exponential'; readonly mean: Micros; readonly applyDelay: Micros }
  | {
      readonly kind: 'logLogistic';
      readonly median: Micros;
      /** The greater, the closer around the median; at 1 and below there is no mean. */
      readonly shape: number;
      readonly applyDelay: Micros;
    };

type Given<Law> = Law extends LagLaw ? Omit<Law, 'applyDelay'> & { readonly applyDelay?: Micros } : never;
export type LagLawOptions = Given<LagLaw>;

const ownOptions: Readonly<Record<LagLaw['kind'], Readonly<Record<string, Range>>>> = {
  fixed: {},
  exponential: { mean: positive },
  logLogistic: { median: positive, shape: positive },
};
const kinds = oneOf(...Object.keys(ownOptions));

export function create(options: LagLawOptions): LagLaw {
  check('options', options, table);
  check('kind', options.kind, kinds);
  return readOptions<LagLaw, LagLawOptions>(options, { applyDelay: 0 }, {
    kind: kinds,
    applyDelay: atLeast(0),
    ...ownOptions[options.kind],
  } as never);
}

/** Replicas beside their primary. */
export const lan: LagLaw = create({ kind: 'logLogistic', median: 1_970, shape: 1.44 });
/** A replica on another continent. */
export const crossRegion: LagLaw = create({ kind: 'exponential', mean: 100_000 });

/** The lag that belongs to `unit`, a draw in [0, 1); in whole Micros. */
export function drawLag(law: LagLaw, unit: number): Micros {
  check('unit', unit, lessThanOne);
  return Math.round(law.applyDelay + quantile(law, unit));
}

/** P(a read `dt` after the write does not see it), when a share of all reads goes to replicas. */
export function staleProbability(law: LagLaw, dt: Micros, replicaShare: Ratio = 1): Ratio {
  insist(dt >= 0, 'dt', 'at least 0', dt);
  check('replicaShare', replicaShare, between(0, 1));
  const after = dt - law.applyDelay;
  return replicaShare * (after < 0 ? 1 : survival(law, after));
}

function quantile(law: LagLaw, unit: number): number {
  if (law.kind === 'fixed') return 0;
  if (law.kind === 'exponential') return -law.mean * ln(1 - unit);
  return law.median * pow(unit / (1 - unit), 1 / law.shape);
}

function survival(law: LagLaw, t: number): number {
  if (law.kind === 'fixed') return 0;
  if (law.kind === 'exponential') return exp(-t / law.mean);
  return 1 / (1 + pow(t / law.median, law.shape));
}
