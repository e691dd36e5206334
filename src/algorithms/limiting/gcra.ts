/**
 * Generic cell rate algorithm: a token bucket that stores a single time. TAT, the theoretical arrival time, is when the
 * next request is due if all came evenly; a request may be early by the burst tolerance τ.
 *
 *   T = 1 / ratePerSecond,  τ = (burst − 1) · T;   allowed  ⟺  now ≥ TAT − τ, and then TAT ← max(TAT, now) + T
 *
 * Source: ATM Forum, Traffic Management 4.0 (1996), virtual scheduling; ITU-T I.371. TAT is kept as whole
 * microseconds and a whole number of parts of one, so nothing drifts. O(1) per call. Its decisions are those of a
 * token bucket with `burst` tokens. Known failure: the same, and that the number says nothing to whoever reads it:
 * not how many are left but when all debts are paid.
 */
import { positive, readOptions, whole } from '../../base/options.ts';
import type { Micros, PerSecond } from '../../base/units.ts';
import { type Answer, refuse } from './answer.ts';
import { exactRate } from './exact-rate.ts';

export interface GcraOptions {
  readonly ratePerSecond: PerSecond;
  /** Requests that may come at once after a rest; 1 = none may be early. */
  readonly burst: number;
}

export interface Gcra {
  /** The units of T and τ: so many make a microsecond. */
  readonly perMicro: number;
  readonly interval: number;
  readonly tolerance: number;
  /** TAT: whole microseconds, and units beyond. */
  tat: Micros;
  tatUnits: number;
}

const ranges = { ratePerSecond: positive, burst: whole(1, 1_000_000_000) };

export function create(given: GcraOptions): Gcra {
  const { ratePerSecond, burst } = readOptions<GcraOptions, GcraOptions>(given, {}, ranges);
  const { perMicro, request } = exactRate('ratePerSecond', ratePerSecond, burst);
  return { perMicro, interval: request, tolerance: (burst - 1) * request, tat: 0, tatUnits: 0 };
}

export function admit(s: Gcra, now: Micros): Answer {
  const early = Math.max(0, (s.tat - now) * s.perMicro + s.tatUnits);
  if (early > s.tolerance) return refuse(Math.ceil((early - s.tolerance) / s.perMicro));
  const ahead = early + s.interval;
  s.tatUnits = ahead % s.perMicro;
  s.tat = now + (ahead - s.tatUnits) / s.perMicro;
  return { allowed: true, remaining: Math.floor((s.tolerance + s.interval - ahead) / s.interval) };
}
