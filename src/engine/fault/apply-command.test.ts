import { describe, expect, it } from 'vitest';
import { componentOf } from '../../../test/support/component-of.ts';
import {
  blueprintOf,
  commandsOf,
  eventsOf,
  nullSink,
  runLab,
  seconds,
} from '../../../test/support/engine-lab.ts';
import { retrySpecs } from '../../../test/support/retry-specs.ts';
import { createEngine } from '../engine.ts';
import { buildWorld } from '../model/build.ts';
import type { Component } from '../model/component.ts';
import type { KindModel } from '../model/kind-model.ts';
import { listParameters } from '../model/parameter-list.ts';
import type { StoryEvent } from '../telemetry/story.ts';
import { applyCommand } from './apply-command.ts';

describe('an edit', () => {
  it('that shortens patience is the root of the timeouts it makes', () => {
    const story: StoryEvent[] = [];
    const blueprint = blueprintOf('vertical', []);
    const engine = createEngine(blueprint, 3, { ...nullSink, story: (event) => story.push(event) });
    engine.schedule(commandsOf(blueprint, ['2s set users.clientTimeoutMillis=10']));
    engine.runUntil(seconds(6));
    const edit = story.find((event) => event.kind === 'parameterChanged');
    const roots = engine.totals().classes.map((each) => each.failuresByRoot);
    const failed = engine.totals().classes.reduce((sum, each) => sum + each.failed, 0);
    expect(failed).toBeGreaterThan(100);
    expect(roots.flatMap((each) => Object.keys(each))).toEqual(roots.map(() => String(edit?.id)));
  });

  it.each([
    ['reference', 'cdn.originTimeoutMillis=10'],
    ['reference', 'lb.serverTimeoutMillis=10'],
    ['vertical', 'api.databaseTimeoutMillis=1'],
  ] as const)('in %s, %s: is the root of the timeouts it makes', (scenario, assignment) => {
    const { story, engine } = runLab({
      scenario,
      seed: 3,
      until: seconds(5),
      dos: [`2s set ${assignment}`],
      keepJourneys: false,
    });
    const edit = eventsOf(story, 'parameterChanged')[0];
    const roots = engine.totals().classes.flatMap((each) => Object.entries(each.failuresByRoot));
    expect(roots.reduce((sum, [, count]) => sum + count, 0)).toBeGreaterThan(100);
    expect(new Set(roots.map(([root]) => root))).toEqual(new Set([String(edit?.id)]));
  });

  it('that shortens the cache’s timeout is why the cache is passed by, and no root of the database’s', () => {
    const { story } = runLab({
      scenario: 'reference',
      seed: 3,
      until: seconds(8),
      dos: ['2s set api.cacheTimeoutMillis=1', '2s slow redis-primary x20'],
      keepJourneys: false,
    });
    const [edit] = eventsOf(story, 'parameterChanged');
    const [slowed] = eventsOf(story, 'slowed');
    for (const { causeId } of eventsOf(story, 'cachePassedThrough'))
      expect([edit?.id, slowed?.id]).toContain(causeId);
    expect(eventsOf(story, 'cachePassedThrough')).not.toEqual([]);
  });
});

describe('an edit inside a section', () => {
  const path = 'one.retry.backoff.base';
  const told: unknown[] = [];
  const stub = { configure: (next: unknown) => void told.push(next) } as unknown as Component;
  const station = componentOf('one', 'station', {});
  const model: KindModel = { ...station.model, parameters: retrySpecs, create: () => stub };
  const parameters = listParameters(retrySpecs);
  const values = Object.fromEntries(parameters.map((spec) => [spec.path, spec.default]));
  const component = { ...station, model, parameters, values };
  const vertical = blueprintOf('vertical', []);
  const world = buildWorld({ ...vertical, components: [component], links: [] }, 1, nullSink);

  it('adds the section and chooses the case, and the component is told all that is in force', () => {
    applyCommand(world, { kind: 'set', path, value: 20 });
    const backoff = { is: 'exponential', base: 20, jitter: 'full' };
    expect(told).toEqual([expect.objectContaining({ slots: 8, retry: { attempts: 3, backoff } })]);
  });

  it('leaves the case as it is when the field is of that case, and the section goes as a whole', () => {
    applyCommand(world, { kind: 'set', path: 'one.retry.attempts', value: 5 });
    expect(told.at(-1)).toMatchObject({ retry: { attempts: 5, backoff: { is: 'exponential' } } });
    applyCommand(world, { kind: 'set', path: 'one.retry', value: 0 });
    expect(told.at(-1)).toMatchObject({ retry: undefined });
  });
});
