import { describe, expect, it } from 'vitest';
import { componentOf } from '../../test/support/component-of.ts';
import type { StoryEvent, StoryKind } from '../engine/telemetry/story.ts';
import type { StoryContext } from '../session/story/story-context.ts';
import { narrate } from './narrate.ts';
import { eventOf } from './testing/story-samples.ts';

const context: StoryContext = {
  classes: [],
  components: [
    ...[1, 2, 3, 4].map((n) => ({ ...componentOf(`api-${n}`, 'app-server', {}), group: 'api' })),
    { ...componentOf('db-primary', 'database', {}), group: 'database' },
    ...[1, 2, 3].map((n) => ({ ...componentOf(`sentinel-${n}`, 'sentinel', {}), group: 'sentinel' })),
  ],
};

const at = (id: number, kind: StoryKind, seconds: number, component: string, causeId?: number): StoryEvent =>
  eventOf(kind, { id, time: Math.round(seconds * 1_000_000), component, causeId });

describe('a failover', () => {
  const story = [
    at(1, 'crashed', 30, 'db-primary'),
    at(2, 'requestsFailing', 30.01, 'users', 1),
    at(3, 'suspected', 31.1, 'sentinel-1', 1),
    at(4, 'suspected', 31.2, 'sentinel-3', 1),
    at(5, 'agreedDown', 31.3, 'sentinel-1', 4),
    at(6, 'suspected', 31.4, 'sentinel-2', 1),
    at(7, 'leaderElected', 31.5, 'sentinel-1', 5),
    at(8, 'replicaChosen', 31.5, 'sentinel-1', 7),
    at(9, 'promoted', 31.6, 'db-replica-1', 8),
    at(10, 'writesLost', 31.6, 'db-primary', 9),
    at(11, 'clientSwitched', 33.1, 'api-1', 9),
    at(12, 'clientSwitched', 33.15, 'api-2', 9),
    at(13, 'requestsResumed', 33.16, 'users', 11),
    at(14, 'clientSwitched', 33.2, 'api-3', 9),
    at(15, 'clientSwitched', 33.2, 'api-4', 9),
  ];

  it('is told in causal order, repeats as one line', () => {
    const lines = narrate(story, 'en', context);
    expect(lines.map(({ when, what }) => `${when}  ${what}`)).toEqual([
      '30.0 s  db-primary crashed',
      '30.0 s  writes are failing',
      '31.1–31.2 s  2 of 3 sentinels suspect db-primary',
      '31.3 s  2 sentinels agree: db-primary is down',
      '31.4 s  sentinel-2 suspects db-primary',
      '31.5 s  db-primary is elected leader, epoch 12'.replace('db-primary', 'sentinel-1'),
      '31.5 s  sentinel-1 chooses db-replica-1',
      '31.6 s  db-replica-1 is promoted to primary',
      '31.6 s  1,234 confirmed writes are lost',
      '33.1–33.2 s  4 of 4 clients now write to db-replica-1',
      '33.2 s  writes are answered again',
    ]);
    expect(lines[9]?.ids).toEqual([11, 12, 14, 15]);
  });

  it('names only recorded causes, at most four of them', () => {
    const lines = narrate(story, 'en', context);
    expect(lines[0]?.because).toBeUndefined();
    expect(lines[8]).toMatchObject({ id: 10, chain: [9, 8, 7, 5] });
    expect(lines[7]?.because).toBe(
      'because sentinel-1 lets it replace db-primary · sentinel-1 chooses db-replica-1',
    );
    expect(lines[10]?.so).toBe('243 of 500 writes failed in 8.1 s');
  });

  it('suggests one change, from a second before the first known cause', () => {
    const lines = narrate(story, 'en', context);
    expect(lines[2]?.tryOut).toBeUndefined();
    expect(lines[3]?.tryOut).toEqual({
      text: 'suspect after 500 ms instead',
      command: { kind: 'set', path: 'sentinel.downAfterMillis', value: 500 },
      at: 29_000_000,
    });
    expect(lines[8]?.tryOut?.command).toEqual({ kind: 'set', path: 'database.waitForReplicas', value: 1 });
    expect(narrate(story, 'zh', context)[8]?.tryOut?.text).toBe('改为等 1 个从库收到再确认');
    expect(narrate(story, 'en').every((line) => line.tryOut === undefined)).toBe(true);
  });

  it('does not suggest what is so already, nor a quorum without a majority', () => {
    const quick = {
      classes: [],
      components: [componentOf('sentinel-1', 'sentinel', { downAfterMillis: 300 })],
    };
    expect(narrate([at(3, 'suspected', 31, 'sentinel-1')], 'en', quick)[0]?.tryOut).toBeUndefined();
    expect(narrate([at(3, 'quorumNotReached', 31, 'sentinel-1')], 'en', quick)[0]?.tryOut).toBeUndefined();
  });

  it('tells outages in close succession as one, and the last recovery by itself', () => {
    const flapping = [0, 1, 2, 3].flatMap((n) => [
      at(20 + 2 * n, 'requestsFailing', 40 + n, 'users'),
      at(21 + 2 * n, 'requestsResumed', 40.5 + n, 'users', 20 + 2 * n),
    ]);
    const told = (count: number) =>
      narrate(flapping.slice(0, count), 'en').map(
        ({ when, what, so }) => `${when}  ${what}${so ? `, ${so}` : ''}`,
      );
    expect(told(8)).toEqual([
      '40.0–43.0 s  writes fail on and off, 4 times, 729 of 1,500 writes failed',
      '43.5 s  writes are answered again, 243 of 500 writes failed in 8.1 s',
    ]);
    expect(told(4)).toHaveLength(4);
  });

  it('tells whatever else flaps as one line with a count and a rate, and its last end by itself', () => {
    const flapping = (component: string, id: number) =>
      Array.from({ length: 30 }, (_, n) => [
        at(id + 2 * n, 'saturated', 40 + 2 * n, component),
        at(id + 1 + 2 * n, 'saturationEnded', 41 + 2 * n, component, id + 2 * n),
      ]).flat();
    const story = [...flapping('api-1', 100), ...flapping('api-2', 200)].sort((a, b) => a.time - b.time);
    const lines = narrate(story, 'en');
    expect(lines.map(({ when, what, so }) => `${when}  ${what}, ${so}`)).toEqual([
      '40.0–98.0 s  on and off: api-1 is saturated: its line is full, 30 times in 58.0 s, 31 a minute',
      '40.0–98.0 s  on and off: api-2 is saturated: its line is full, 30 times in 58.0 s, 31 a minute',
      '99.0 s  2 components have room again, 2,468 requests were turned away',
    ]);
    expect(lines.flatMap(({ ids }) => ids).sort()).toEqual(story.map(({ id }) => id).sort());
  });

  it('tells what one cause did to several servers as one', () => {
    const saturated = [1, 2, 3, 4].map((n) => at(n + 1, 'saturated', 40 + n / 10, `api-${n}`, 1));
    const lines = narrate([at(1, 'parameterChanged', 39, 'users'), ...saturated], 'en', context);
    expect(lines[1]).toMatchObject({
      what: '4 components are saturated: each line is full',
      ids: [2, 3, 4, 5],
    });
    const other = [...saturated, at(9, 'saturated', 41, 'db-primary', 8)];
    expect(narrate(other, 'en', context)).toHaveLength(2);
  });

  it('survives a cause it has not been given', () => {
    expect(narrate([at(9, 'promoted', 31.6, 'db-replica-1', 8)], 'en')[0]?.chain).toEqual([]);
  });
});
