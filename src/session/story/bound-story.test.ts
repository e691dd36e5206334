import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StoryEvent } from '../../engine/telemetry/story.ts';
import { boundStory } from './bound-story.ts';

const event = (id: number, kind: string, causeId?: number): StoryEvent =>
  ({ id, kind, time: id * 1_000, component: 'api-1', causeId, values: {} }) as unknown as StoryEvent;

/** A server flaps `times` times after a fault, and something else happens now and then. */
function flapping(times: number): StoryEvent[] {
  const story = [event(1, 'crashed')];
  for (let n = 0; n < times; n += 1) {
    const id = story.length + 1;
    story.push(event(id, 'saturated', 1), event(id + 1, 'saturationEnded', id));
    if (n % 10 === 0)
      story.push(event(id + 2, 'requestsFailing', id), event(id + 3, 'requestsResumed', id + 2));
  }
  return story;
}

const rare = (story: readonly StoryEvent[]) => story.filter(({ kind }) => !kind.startsWith('saturat'));

describe('a story that is too long', () => {
  it('loses what recurs, the oldest first, and keeps every act and outage with its causes', () => {
    const story = flapping(3_000);
    const kept = boundStory(story, 4_000, new Set([2]));
    expect(kept.length).toBeLessThanOrEqual(4_000);
    expect(kept.length).toBeGreaterThan(3_000);
    expect(rare(kept)).toEqual(rare(story));
    expect(kept.some(({ id }) => id === 2)).toBe(true);
    expect(kept.at(-1)).toBe(story.at(-1));
    const ids = new Set(kept.map(({ id }) => id));
    for (const { causeId } of kept) expect(causeId === undefined || ids.has(causeId)).toBe(true);
  });

  it('is never longer than it may be, stays in order, and is left alone while it is short', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 10, max: 500 }), (times, most) => {
        const story = flapping(times);
        const kept = boundStory(story, most, new Set());
        expect(kept.length).toBeLessThanOrEqual(most);
        if (story.length <= most) expect(kept).toBe(story);
        expect(kept).toEqual([...kept].sort((a, b) => a.time - b.time));
        expect(rare(kept).at(-1)).toBe(rare(story).at(-1));
      }),
    );
  });
});
