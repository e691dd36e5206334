// Runs that a change offered as advice is tried on, with and without it.
import { microsPerSecond } from '../../src/base/units.ts';
import { createEngine } from '../../src/engine/engine.ts';
import type { TemplateId } from '../../src/scenario/templates/index.ts';
import type { Idea } from '../../src/session/story/suggest.ts';
import { blueprintOf, eventsOf, type LabRun, nullSink, runLab, seconds } from './engine-lab.ts';

const at = 2;

/** Seconds after which users leave who nobody answers. */
const patienceOf = (scenario: TemplateId): number =>
  createEngine(blueprintOf(scenario), 7, nullSink).describe().clientTimeoutMicros / microsPerSecond;

/** Two seeds where a handful of writes is counted; and long enough for what the change is about to have happened. */
const triedOn = (
  { id }: Idea,
  scenario: TemplateId,
): { readonly seeds: readonly number[]; readonly until: number } => ({
  seeds: id === 'waitForReplica' ? [7, 11] : [7],
  until: (id === 'detectSooner' || id === 'waitForReplica' ? 8 : 14) + Math.max(0, patienceOf(scenario) - 5),
});

export const failed = ({ engine }: LabRun, id?: 'read' | 'write'): number =>
  engine
    .totals()
    .classes.filter((one) => id === undefined || one.id === id)
    .reduce((sum, one) => sum + one.failed, 0);
const withoutCache = ({ story }: LabRun): number =>
  eventsOf(story, 'cacheUsedAgain').reduce((sum, { values }) => sum + values.passedThrough, 0);

export const setOf = ({ command: { path, value } }: Idea): string => `${path}=${value}`;

/** What a change promises to lower. */
export function promised(
  { id }: Idea,
  hit: { readonly kind: string; readonly isPrimary: boolean },
): (run: LabRun) => number {
  if (id === 'waitForReplica') return ({ engine }) => engine.totals().lostWrites;
  if (id !== 'detectSooner') return (run) => failed(run);
  if (hit.kind === 'redis') return withoutCache;
  return (run) => failed(run, hit.isPrimary ? 'write' : 'read');
}

/** Of the runs that an offer is tried on, with and without it. */
export function total(
  scenario: TemplateId,
  what: string,
  offer: Idea,
  sets: readonly string[],
  figure: (run: LabRun) => number,
): number {
  const { seeds, until } = triedOn(offer, scenario);
  const dos = [`${at}s ${what}`];
  const runs = seeds.map((seed) =>
    runLab({ scenario, seed, until: seconds(until), sets, dos, keepJourneys: false }),
  );
  return runs.reduce((sum, run) => sum + figure(run), 0);
}
