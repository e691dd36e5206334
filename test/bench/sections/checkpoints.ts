/**
 * Checkpoints: how large, how long to take and to load, and how long a seek takes: ten minutes with a checkpoint each
 * second, then random instants, each reached from the checkpoint before it.
 */
import type { Checkpoint } from '../../../src/engine/engine-contract.ts';
import type { TemplateId } from '../../../src/scenario/templates/index.ts';
import { blueprintOf } from '../../support/engine-lab.ts';
import { median, type Row, time } from '../measure.ts';
import { createSeeker } from '../seeker.ts';

const measured: readonly TemplateId[] = ['vertical', 'three-tier', 'reference'];
const runSeconds = 600;
const seeks = 400;

const quantile = (values: readonly number[], p: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))] ?? Number.NaN;
};

export const run = (): Row[] => measured.flatMap(measure);

function measure(template: TemplateId): Row[] {
  const seeker = createSeeker(blueprintOf(template));
  const saves: number[] = [];
  const checkpoints: Checkpoint[] = [];
  for (let second = 0; second < runSeconds; second += 1) {
    seeker.runTo(second * 1_000_000);
    saves.push(time(() => checkpoints.push(seeker.save())));
  }
  const loads: number[] = [];
  const reached: number[] = [];
  for (let seek = 0; seek < seeks; seek += 1) {
    const target = seeker.randomInstant(seek, runSeconds);
    const checkpoint = checkpoints[Math.floor(target / 1_000_000)] as Checkpoint;
    const load = time(() => seeker.load(checkpoint));
    loads.push(load);
    reached.push(load + time(() => seeker.runTo(target)));
  }
  const bytes = checkpoints.map((checkpoint) => checkpoint.byteLength);
  const row = (what: string, value: number, unit: string, most?: number): Row => {
    const note = most === undefined ? {} : { note: value <= most ? `at most ${most}` : `MORE than ${most}` };
    return { name: `${template}: ${what}`, value, unit, better: 'lower', ...note };
  };
  return [
    row('size, median', median(bytes) / 1024, 'KB', 256),
    row('size, greatest of 600', Math.max(...bytes) / 1024, 'KB', 256),
    row('save, median', median(saves), 'ms', 1),
    row('load, median', median(loads), 'ms', 1),
    row('seek, p50', quantile(reached, 0.5), 'ms'),
    row('seek, p95', quantile(reached, 0.95), 'ms'),
  ];
}
