// Advice for places, overloads and writes that wait: what the story or the act offers is tried on the same traffic.
import { describe, expect, it } from 'vitest';
import { createEngine } from '../src/engine/engine.ts';
import { narrate } from '../src/i18n/narrate.ts';
import { whatIfs } from '../src/session/story/what-if.ts';
import { failed, promised, setOf, total } from './support/advice-lab.ts';
import { blueprintOf, eventsOf, type LabRun, nullSink, runLab, seconds } from './support/engine-lab.ts';

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

  it('of twelve pools that want more connections than a database takes offers smaller pools', () => {
    const played = { scenario: 'scale-out', seed: 7, until: seconds(12), keepJourneys: false } as const;
    const run = runLab(played);
    const offers = narrate(run.story, 'en', run.blueprint).flatMap(({ tryOut }) => (tryOut ? [tryOut] : []));
    // 12 × 8 are 96 of the 97 that clients may have.
    expect(offers.map(({ command }) => command)).toEqual([
      { kind: 'set', path: 'api.database.pool.size', value: 8 },
    ]);
    expect(failed(run)).toBeGreaterThan(100);
    expect(failed(runLab({ ...played, sets: ['api.database.pool.size=8'] }))).toBe(0);
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
