/** Readings made by hand: of which subject, which instrument, what it reads. */
import { createLayout, type Instrument, type Readings } from '../../src/engine/telemetry/layout.ts';
import { models } from '../../src/kinds/models.ts';

export const { inRotation } = models['load-balancer'].instruments;

export function readingsOf(
  reads: readonly (readonly [subject: string, instrument: Instrument, value: number])[],
): Readings {
  const layout = createLayout(reads.map(([subject, instrument]) => ({ subject, instrument })));
  return { layout, values: Float64Array.from(reads, ([, , value]) => value) };
}
