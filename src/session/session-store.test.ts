import { describe, expect, it } from 'vitest';
import type { StoryEvent } from '../engine/telemetry/story.ts';
import { createLiveView, initialState, lensOf, pictureOf } from './session-store.ts';
import { createTimeline, letterOf } from './timeline.ts';

describe('the scale of motion', () => {
  it.each([
    [1 / 50, 'trace'],
    [1 / 20, 'trace'],
    [1 / 5, 'incident'],
    [1, 'incident'],
    [5, 'incident'],
    [30, 'sla'],
    ['max', 'sla'],
  ] as const)('at %s× is %s', (speed, lens) => {
    expect(lensOf(speed)).toBe(lens);
  });
});

describe('branches are called', () => {
  it.each([
    [0, 'A'],
    [25, 'Z'],
    [26, 'AA'],
    [27, 'AB'],
    [51, 'AZ'],
    [52, 'BA'],
    [26 * 27, 'AAA'],
  ])('%i: %s', (ordinal, letter) => {
    expect(letterOf(ordinal)).toBe(letter);
  });
});

describe('the story shown', () => {
  const events = [10, 20, 20, 30].map((time, place) => ({ id: place + 1, time }) as StoryEvent);
  const timeline = { ...createTimeline(), current: createTimeline().current, branches: [] };
  const picture = (viewMicros: number, shown = initialState(1)) =>
    pictureOf(
      { ...timeline, history: { ...createTimeline().history, story: events } },
      { ...createLiveView(), viewMicros },
      shown,
    );

  it('is what has happened by the time on screen', () => {
    expect([9, 10, 19, 20, 30].map((view) => picture(view).story?.length)).toEqual([0, 1, 1, 3, 4]);
    expect(picture(15).storyOnBranch).toBe(events);
  });

  it('stays the same list while it says the same', () => {
    const shown = { ...initialState(1), ...picture(20) };
    expect(picture(29, shown).story).toBe(shown.story);
    expect(picture(30, shown).story).not.toBe(shown.story);
    expect(picture(19, shown).story).toHaveLength(1);
  });
});
