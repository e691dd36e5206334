/**
 * Checkpoints as a session has them: what each second of ten minutes brings that is new, how long it takes to keep one and
 * to load it, what all of them take together, and how long a seek takes to random instants from the checkpoint before.
 */
import type { TemplateId } from '../../../src/scenario/templates/index.ts';
import type { KeptCheckpoint } from '../../../src/worker/protocol.ts';
import { Crossing } from '../../support/crossing.ts';
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
  const crossing = new Crossing();
  const saves: number[] = [];
  const bytes: number[] = [];
  const checkpoints: KeptCheckpoint[] = [];
  for (let second = 0; second < runSeconds; second += 1) {
    seeker.runTo(second * 1_000_000);
    saves.push(time(() => crossing.keep(seeker)));
    checkpoints.push(crossing.cross());
    bytes.push(crossing.newBytes);
  }
  const loads: number[] = [];
  const reached: number[] = [];
  for (let seek = 0; seek < seeks; seek += 1) {
    const target = seeker.randomInstant(seek, runSeconds);
    const checkpoint = checkpoints[Math.floor(target / 1_000_000)] as KeptCheckpoint;
    const load = time(() => seeker.load(crossing.load(checkpoint)));
    loads.push(load);
    reached.push(load + time(() => seeker.runTo(target)));
  }
  const row = (what: string, value: number, unit: string, most?: number): Row => {
    const note = most === undefined ? {} : { note: value <= most ? `at most ${most}` : `MORE than ${most}` };
    return { name: `${template}: ${what}`, value, unit, better: 'lower', ...note };
  };
  return [
    row('new bytes a second, median', median(bytes) / 1024, 'KB', 64),
    row('new bytes a second, p95', quantile(bytes, 0.95) / 1024, 'KB'),
    row('all of 600', crossing.storedBytes / 1024 / 1024, 'MB', 128),
    row('save, median', median(saves), 'ms', 1),
    row('load, median', median(loads), 'ms'),
    row('seek, p50', quantile(reached, 0.5), 'ms'),
    row('seek, p95', quantile(reached, 0.95), 'ms'),
  ];
}
