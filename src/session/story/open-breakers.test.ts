// Which breakers are not closed: from facts made by hand, and from a run in which a payment provider hangs and comes back.
import { describe, expect, it } from 'vitest';
import { runLab, seconds } from '../../../test/support/engine-lab.ts';
import { toldAt as event } from '../../../test/support/story-lab.ts';
import type { StoryEvent, StoryFact } from '../../engine/telemetry/story.ts';
import { breakersByEdge, openBreakers } from './open-breakers.ts';

const opened = (dependency: string): StoryFact => ({
  kind: 'breakerOpened',
  values: { dependency, server: 'x', failures: 5, withinMicros: 1, failureCause: 'timedOut' },
});
const halfOpened = (dependency: string): StoryFact => ({
  kind: 'breakerHalfOpened',
  values: { dependency, rejected: 1, openMicros: 1 },
});
const reopened = (dependency: string): StoryFact => ({
  kind: 'breakerReopened',
  values: { dependency, rejected: 1, failureCause: 'timedOut' },
});
const closed = (dependency: string): StoryFact => ({
  kind: 'breakerClosed',
  values: { dependency, rejected: 1, lastedMicros: 1 },
});
const shown = (events: readonly StoryEvent[]) =>
  openBreakers(events).map(
    ({ caller, dependency, isHalfOpen, since }) =>
      `${caller} ${dependency} ${isHalfOpen ? 'half-open' : 'open'} ${since}`,
  );

describe('a breaker', () => {
  const story = [
    event(1, 'a', opened('payment')),
    event(2, 'b', opened('payment')),
    event(3, 'a', opened('mail')),
    event(4, 'a', halfOpened('payment')),
    event(5, 'b', halfOpened('payment')),
    event(6, 'b', reopened('payment')),
    event(7, 'a', closed('payment')),
  ];

  it('is open, half-open, open again or closed, each by itself', () => {
    expect(shown(story.slice(0, 3))).toEqual(['a payment open 1', 'b payment open 2', 'a mail open 3']);
    expect(shown(story.slice(0, 5))).toEqual([
      'a payment half-open 4',
      'b payment half-open 5',
      'a mail open 3',
    ]);
    expect(shown(story)).toEqual(['b payment open 6', 'a mail open 3']);
    expect(shown([...story, event(8, 'a', opened('payment'))])).toContain('a payment open 8');
  });

  it('dies with the process that has it', () => {
    const crash = event(8, 'a', { kind: 'crashed', values: { inside: 0 } });
    expect(shown([...story, crash])).toEqual(['b payment open 6']);
  });
});

describe('in a shop whose payment provider hangs', () => {
  const dos = ['10s hang payment for 40s'];
  const at = (until: number) => {
    const { engine, story } = runLab({ scenario: 'breaker', seed: 7, until: seconds(until), dos });
    return breakersByEdge(engine.describe(), story);
  };

  it('every server has opened its breaker to it, and none to the database', () => {
    const edges = at(22);
    expect([...edges.keys()].sort()).toEqual([1, 2, 3, 4].map((n) => `api-${n}->payment`));
    for (const { isHalfOpen, since } of edges.values()) {
      expect(isHalfOpen).toBe(false);
      // A call takes 5 s to fail, and five failures open it.
      expect(since).toBeGreaterThan(seconds(15));
    }
  });

  it('all are closed once it answers again: 60 s later two calls each have found out', () => {
    expect(at(9).size).toBe(0);
    // They opened by 22 s and may try from 82 s on; of 5 checkouts a second for each server, two come within seconds.
    expect(at(92).size).toBe(0);
  });
});
