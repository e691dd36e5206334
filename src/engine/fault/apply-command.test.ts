import { describe, expect, it } from 'vitest';
import {
  blueprintOf,
  commandsOf,
  eventsOf,
  nullSink,
  runLab,
  seconds,
} from '../../../test/support/engine-lab.ts';
import { createEngine } from '../engine.ts';
import type { StoryEvent } from '../telemetry/story.ts';

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
