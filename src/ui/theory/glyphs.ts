/** The shapes of the five states stand for verdicts too: a tick, a warning, and an empty ring for "not known". */
import type { HealthState } from '../../engine/telemetry/records.ts';
import type { Holding } from '../../session/theory/assumptions.ts';
import type { Agreement } from '../../session/theory/compare.ts';

export const agreementGlyph: Readonly<Record<Agreement, HealthState>> = {
  agrees: 'healthy',
  differs: 'degraded',
  unknown: 'removed',
};

export const holdingGlyph: Readonly<Record<Holding, HealthState>> = {
  holds: 'healthy',
  doesNotHold: 'degraded',
  unknown: 'removed',
};
