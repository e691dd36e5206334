import { describe, expect, it } from 'vitest';
import type { StoryEvent } from '../engine/telemetry/story.ts';
import { consequencesOf, detectedAfter, type Kill, recoveredAfter } from './consequences.ts';

const never = Number.POSITIVE_INFINITY;
const kill: Kill = { fault: 'crash', component: 'db', at: 100, until: 1_000, primaries: new Set(['db']) };

/** `[id, time, kind, component, causeId, values]`, as briefly as it can be written. */
type Brief = readonly [number, number, StoryEvent['kind'], string, number | undefined, object?];
const storyOf = (...events: readonly Brief[]): readonly StoryEvent[] =>
  events.map(
    ([id, time, kind, component, causeId, values = {}]) =>
      ({ id, time, kind, component, causeId, values }) as StoryEvent,
  );
const follow = (...events: readonly Brief[]) => consequencesOf(storyOf(...events), kill);

const crash: Brief = [5, 100, 'crashed', 'db', undefined];

describe('the consequences of a kill', () => {
  it('are what goes back to it, cause by cause', () => {
    const found = follow(
      [3, 90, 'saturated', 'api', undefined],
      crash,
      [7, 120, 'requestsFailing', 'users', 6, { class: 'read' }],
      [6, 130, 'saturated', 'api', 5],
      [8, 140, 'saturationEnded', 'api', 3],
    );
    expect(found.map(({ id }) => id)).toEqual([5, 7, 6]);
  });

  it('are none if the fault did nothing, or another one is told', () => {
    expect(follow([5, 99, 'crashed', 'db', undefined])).toEqual([]);
    expect(follow([5, 100, 'crashed', 'lb', undefined])).toEqual([]);
    expect(follow([5, 100, 'hung', 'db', undefined])).toEqual([]);
  });
});

describe('the time to detect', () => {
  const detect = (...events: readonly Brief[]) => detectedAfter(follow(crash, ...events), kill);

  it('ends with the first decision about the component, not with a consequence elsewhere', () => {
    expect(
      detect(
        [6, 110, 'requestsFailing', 'users', 5, { class: 'write' }],
        [7, 150, 'markedDown', 'lb', 5, { server: 'api' }],
        [8, 200, 'suspected', 's-1', 5, { target: 'db' }],
        [9, 260, 'agreedDown', 's-1', 8, { target: 'db' }],
        [10, 300, 'clientSwitched', 'api', 9, { from: 'db' }],
      ),
    ).toBe(160);
  });

  it.each([
    ['markedDown', { server: 'db' }],
    ['clientSwitched', { from: 'db' }],
    ['cachePassedThrough', { cache: 'db' }],
  ] as const)('may end with %s', (kind, values) => {
    expect(detect([6, 140, kind, 'x', 5, values])).toBe(40);
  });

  it('has no end if the decision comes after the window', () => {
    expect(detect([6, 1_000, 'agreedDown', 's-1', 5, { target: 'db' }])).toBe(900);
    expect(detect([6, 1_001, 'agreedDown', 's-1', 5, { target: 'db' }])).toBe(never);
  });

  it('ends with a single suspicion of anybody but a primary', () => {
    const suspicion: Brief = [6, 140, 'suspected', 's-1', 5, { target: 'db' }];
    expect(detect(suspicion)).toBe(never);
    const replica = { ...kill, primaries: new Set<string>() };
    expect(detectedAfter(follow(crash, suspicion), replica)).toBe(40);
  });
});

describe('the time to recovery', () => {
  const failing = (id: number, time: number, of: string): Brief => [
    id,
    time,
    'requestsFailing',
    'users',
    5,
    { class: of },
  ];
  const resumed = (id: number, time: number, causeId: number): Brief => [
    id,
    time,
    'requestsResumed',
    'users',
    causeId,
  ];
  const recover = (...events: readonly Brief[]) => {
    const found = follow(crash, ...events);
    return [recoveredAfter(found, 'read', kill), recoveredAfter(found, 'write', kill)];
  };

  it('is that of the last outage, class by class', () => {
    const first = [failing(6, 110, 'read'), failing(7, 120, 'write'), resumed(8, 200, 6)];
    expect(recover(...first, failing(9, 300, 'read'), resumed(10, 350, 7), resumed(11, 480, 9))).toEqual([
      380, 250,
    ]);
  });

  it('is not a number if the outage outlasts the window, nor if there was none', () => {
    expect(recover(failing(6, 110, 'read'))).toEqual([never, undefined]);
    expect(recover(failing(6, 110, 'read'), resumed(8, 1_001, 6))).toEqual([never, undefined]);
    expect(recover(failing(6, 1_400, 'read'), resumed(8, 1_500, 6))).toEqual([never, undefined]);
    expect(recover()).toEqual([undefined, undefined]);
  });
});
