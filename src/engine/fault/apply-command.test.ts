import { describe, expect, it } from 'vitest';
import { blueprintOf, commandsOf, nullSink, seconds } from '../../../test/support/engine-lab.ts';
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
});
