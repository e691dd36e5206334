// Advice that helps: every change offered after a fault is tried on the same traffic, and moves the figure it promises.
import { describe, expect, it } from 'vitest';
import { microsPerSecond } from '../src/base/units.ts';
import type { StampedCommand } from '../src/engine/command.ts';
import { createEngine } from '../src/engine/engine.ts';
import { narrate } from '../src/i18n/narrate.ts';
import { type TemplateId, templateIds } from '../src/scenario/templates/index.ts';
import type { Idea } from '../src/session/story/suggest.ts';
import { whatIfs } from '../src/session/story/what-if.ts';
import { blueprintOf, eventsOf, type LabRun, nullSink, runLab, seconds } from './support/engine-lab.ts';

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

const failed = ({ engine }: LabRun, id?: 'read' | 'write'): number =>
  engine
    .totals()
    .classes.filter((one) => id === undefined || one.id === id)
    .reduce((sum, one) => sum + one.failed, 0);
const withoutCache = ({ story }: LabRun): number =>
  eventsOf(story, 'cacheUsedAgain').reduce((sum, { values }) => sum + values.passedThrough, 0);

const setOf = ({ command: { path, value } }: Idea): string => `${path}=${value}`;

/** What a change promises to lower. */
function promised(
  { id }: Idea,
  hit: { readonly kind: string; readonly isPrimary: boolean },
): (run: LabRun) => number {
  if (id === 'waitForReplica') return ({ engine }) => engine.totals().lostWrites;
  if (id !== 'detectSooner') return (run) => failed(run);
  if (hit.kind === 'redis') return withoutCache;
  return (run) => failed(run, hit.isPrimary ? 'write' : 'read');
}

/** Of the runs that an offer is tried on, with and without it. */
function total(
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

describe.each(templateIds)('%s', (scenario) => {
  const blueprint = blueprintOf(scenario);
  const description = createEngine(blueprint, 7, nullSink).describe();
  const tried = new Set<string>();

  it('is offered only what exists, differs and helps', () => {
    for (const one of description.components) {
      const isPrimary = one.id.endsWith('-primary');
      for (const kind of ['crash', 'power-off', 'hang', 'slow'] as const) {
        if (!one.faults.includes(kind)) continue;
        const command = {
          kind,
          component: one.id,
          ...(kind === 'slow' ? { factor: 10 } : {}),
        } as StampedCommand['command'];
        for (const offer of whatIfs(description, [{ at: 1, command }], () => isPrimary)) {
          const [owner, name] = offer.command.path.split('.');
          const present = description.components.find(({ id, group }) => id === owner || group === owner)
            ?.values[name!];
          expect(present, offer.command.path).toBeDefined();
          expect(present).not.toBe(offer.value);
          // Members of a group are alike.
          const alike = `${one.group ?? one.id} ${isPrimary} ${kind} ${offer.id}`;
          if (tried.has(alike)) continue;
          tried.add(alike);
          const figure = promised(offer, { kind: one.kind, isPrimary });
          const before = total(scenario, `${kind} ${one.id}`, offer, [], figure);
          const after = total(scenario, `${kind} ${one.id}`, offer, [setOf(offer)], figure);
          expect(after, `${kind} ${one.id}: ${setOf(offer)}`).toBeLessThan(before * 0.9);
        }
      }
    }
  }, 120_000);
});

describe('a zone that lost power', () => {
  const scenario = 'reference';
  const description = createEngine(blueprintOf(scenario), 7, nullSink).describe();

  it.each([
    ['zone:b', 'lb.probeIntervalMillis'],
    ['zone:c', 'db-sentinel.downAfterMillis'],
  ])('%s: is offered only what helps', (component, first) => {
    const act = [{ at: 1, command: { kind: 'power-off', component } }] as const;
    const offers = whatIfs(description, act, ({ id }) => id.endsWith('-primary'));
    expect(offers[0]?.command.path).toBe(first);
    for (const offer of offers) {
      const figure = promised(offer, { kind: 'database', isPrimary: false });
      const before = total(scenario, `power-off ${component}`, offer, [], figure);
      const after = total(scenario, `power-off ${component}`, offer, [setOf(offer)], figure);
      expect(after, `${component}: ${setOf(offer)}`).toBeLessThan(before * 0.9);
    }
  });
});

describe('the story of an overload', () => {
  it.each([
    ['reference', 4_000, 'database.connections'],
    ['three-tier', 8_000, 'api.slots'],
    ['vertical', 6_000, 'api.slots'],
  ] as const)('of %s at %d/s names what is too small', (scenario, rate, path) => {
    const dos = [`1s set users.arrivalRate=${rate}`];
    const run = runLab({ scenario, seed: 7, until: seconds(4), dos, keepJourneys: false });
    const offers = narrate(run.story, 'en', run.blueprint).flatMap(({ tryOut }) => (tryOut ? [tryOut] : []));
    const commands = offers.flatMap(({ command }) => (command.kind === 'set' ? [command] : []));
    expect(commands.map((command) => command.path)).toEqual([path]);
    const changed = runLab({
      scenario,
      seed: 7,
      until: seconds(4),
      sets: [`${path}=${commands[0]!.value}`],
      dos,
      keepJourneys: false,
    });
    expect(failed(changed)).toBeLessThan(failed(run) * 0.95);
  });

  it('offers no slots to a server that waits for what is dead', () => {
    const run = runLab({
      scenario: 'vertical',
      seed: 7,
      until: seconds(12),
      sets: ['database.waitForReplicas=2', 'users.writeRatio=0.3', 'sentinel.downAfterMillis=60000'],
      dos: ['2s hang db-replica-1'],
      keepJourneys: false,
    });
    expect(eventsOf(run.story, 'saturated').length).toBeGreaterThan(0);
    const offers = narrate(run.story, 'en', run.blueprint).flatMap(({ tryOut }) =>
      tryOut ? [tryOut.text] : [],
    );
    expect(offers.filter((text) => text.includes('at a time'))).toEqual([]);
  });
});

describe('writes that wait for replicas which are gone', () => {
  const scenario = 'reference';
  const labRun = (dos: readonly string[], sets: readonly string[]): LabRun =>
    runLab({ scenario, seed: 7, until: seconds(40), sets, dos, keepJourneys: false });

  it.each([
    [1, ['10s crash db-primary', '20s crash db-replica-1'], 0, 'confirm writes without waiting'],
    [2, ['10s crash db-replica-1'], 1, 'confirm writes after 1 replica'],
  ] as const)('need wait for no more than can confirm: from %i', (waits, dos, value, text) => {
    const run = labRun(dos, [`database.waitForReplicas=${waits}`]);
    const offers = narrate(run.story, 'en', run.blueprint).flatMap(({ tryOut }) => (tryOut ? [tryOut] : []));
    const offer = offers.find(
      ({ command }) => command.kind === 'set' && command.path.endsWith('waitForReplicas'),
    );
    expect(offer?.text).toContain(text);
    expect(offer?.command).toEqual({ kind: 'set', path: 'database.waitForReplicas', value });
    expect(failed(labRun(dos, [`database.waitForReplicas=${value}`]))).toBeLessThan(failed(run) / 5);
  });

  it.each([
    ['crash', 'db-replica-1', 2, 1],
    ['hang', 'db-replica-1', 2, 1],
    ['crash', 'db-primary', 2, 1],
  ] as const)('after %s of %s, the act says so too', (kind, component, waits, value) => {
    const sets = [`database.waitForReplicas=${waits}`];
    const description = createEngine(blueprintOf(scenario, sets), 7, nullSink).describe();
    const isPrimary = component === 'db-primary';
    const offers = whatIfs(description, [{ at: 1, command: { kind, component } }], () => isPrimary);
    const command = { kind: 'set', path: 'database.waitForReplicas', value } as const;
    const offer = { id: 'waitForFewer', value, unit: 'count', command } as const;
    expect(offers).toContainEqual(offer);
    expect(offers.map(({ id }) => id)).not.toContain('waitForReplica');
    const before = total(scenario, `${kind} ${component}`, offer, sets, failed);
    const after = total(scenario, `${kind} ${component}`, offer, [setOf(offer)], failed);
    expect(after).toBeLessThan(before * 0.5);
  });
});
