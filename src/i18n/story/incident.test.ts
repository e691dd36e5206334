import { describe, expect, it } from 'vitest';
import type { StoryEvent, StoryKind } from '../../engine/telemetry/story.ts';
import { failedInOutages, narrate, summarize } from '../narrate.ts';
import { eventOf } from '../testing/story-samples.ts';

const at = (id: number, kind: StoryKind, seconds: number, component: string, causeId?: number): StoryEvent =>
  eventOf(kind, { id, time: seconds * 1_000_000, component, causeId });

const failover = [
  at(1, 'crashed', 3.6, 'db-primary'),
  at(2, 'requestsFailing', 3.6, 'users', 1),
  at(3, 'promoted', 5, 'db-replica-1', 1),
  at(4, 'requestsResumed', 5.7, 'users', 2),
  at(5, 'suspected', 6.5, 'sentinel-1', 1),
];

describe('an incident in one line', () => {
  it('says what began it, what it cost and when it was over', () => {
    expect(summarize([], 'en')).toBeUndefined();
    expect(summarize(failover.slice(0, 1), 'en')).toBe('db-primary crashed at 3.6 s → no outage so far');
    expect(summarize(failover.slice(0, 2), 'en')).toBe(
      'db-primary crashed at 3.6 s → writes failing since 3.6 s',
    );
    expect(summarize(failover, 'en')).toBe(
      'db-primary crashed at 3.6 s → 243 writes failed in 8.1 s → answered again at 5.7 s',
    );
    expect(summarize(failover, 'zh')).toBe(
      '3.6 s db-primary 宕机 → 8.1 s 内 243 个写请求失败 → 5.7 s 恢复正常',
    );
  });

  it('takes the cut of many links for one act', () => {
    const cuts = [
      at(1, 'linkCut', 2, 'api-1'),
      at(2, 'linkCut', 2, 'api-2'),
      at(3, 'requestsFailing', 2.1, 'users', 2),
    ];
    expect(summarize(cuts, 'en')).toBe('2 connections are cut at 2.0 s → writes failing since 2.1 s');
  });

  it('knows what the outages cost once they are over', () => {
    expect(failedInOutages(failover.slice(0, 3))).toBeUndefined();
    expect(failedInOutages(failover)).toBe(243);
  });

  it('leaves the silence of a replaced node out of the headlines', () => {
    const last = narrate(failover, 'en').at(-1);
    expect(last).toMatchObject({
      isQuiet: true,
      what: 'sentinels still hear nothing from db-primary (down since 3.6 s)',
    });
    expect(last?.because).toBeUndefined();
  });
});
