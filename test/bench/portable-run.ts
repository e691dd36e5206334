/** One stretch of the whole engine as a module that Node and a browser's worker can both load. */
import type { TemplateId } from '../../src/scenario/templates/index.ts';
import { blueprintOf } from '../support/engine-lab.ts';
import { playEngine } from './engine-runs.ts';

export interface PortableRun {
  readonly millis: number;
  readonly traceHash: string;
}

export function play(template: TemplateId, seconds: number): PortableRun {
  const blueprint = blueprintOf(template);
  const start = performance.now();
  const { traceHash } = playEngine(blueprint, 'full', seconds);
  return { millis: performance.now() - start, traceHash };
}
