// What stays degraded, of events that a test tells: guards that are up, alike ones together.
import { describe, expect, it } from 'vitest';
import type { StoryEvent } from '../../engine/telemetry/story.ts';
import { aftermathOf } from './aftermath.ts';
import type { StoryContext } from './story-context.ts';

const context = { components: [] } as unknown as StoryContext;
let id = 0;
const event = (kind: string, component: string, time: number, dependency: string): StoryEvent => {
  id += 1;
  return { id, kind, component, time, causeId: 0, values: { dependency } } as unknown as StoryEvent;
};
const opened = (component: string, time: number, dependency = 'payment') =>
  event('breakerOpened', component, time, dependency);

const told = (events: readonly StoryEvent[]) =>
  aftermathOf(events, context).map((item) =>
    item.kind === 'guards' ? item.events.map(({ component, time }) => [component, time]) : item.kind,
  );

describe('guards that are up', () => {
  it('are told in one line for each thing that they guard, in the order in which they went up', () => {
    const events = [opened('api-1', 5), opened('api-2', 6), opened('api-1', 7, 'database')];
    expect(told(events)).toEqual([
      [
        ['api-1', 5],
        ['api-2', 6],
      ],
      [['api-1', 7]],
    ]);
  });

  it('are not told once they are down again, nor when their process has died', () => {
    const first = opened('api-1', 5);
    const closed = event('breakerClosed', 'api-1', 9, 'payment');
    expect(told([first, opened('api-2', 6), closed])).toEqual([[['api-2', 6]]]);
    expect(told([first, event('crashed', 'api-1', 8, '')])).not.toContainEqual([['api-1', 5]]);
  });
});
