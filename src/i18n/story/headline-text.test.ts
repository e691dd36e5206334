import { describe, expect, it } from 'vitest';
import type { StoryEvent, StoryKind, ValuesOf } from '../../engine/telemetry/story.ts';
import { failedInOutages } from '../../session/story/incident.ts';
import type { Language } from '../language.ts';
import { narrate } from '../narrate.ts';
import { eventOf, samples } from '../testing/story-samples.ts';
import { aftermath } from './aftermath-text.ts';
import { summarize } from './headline-text.ts';

const at = (id: number, kind: StoryKind, seconds: number, component: string, causeId?: number): StoryEvent =>
  eventOf(kind, { id, time: seconds * 1_000_000, component, causeId });
const told = <Kind extends StoryKind>(
  kind: Kind,
  seconds: number,
  values: Partial<ValuesOf<Kind>>,
): StoryEvent =>
  eventOf(kind, {
    id: seconds * 10,
    time: seconds * 1_000_000,
    component: 'users',
    values: { ...samples[kind], ...values },
  } as Partial<StoryEvent>);

const noLoss = { lostWrites: 0, splitBrainWrites: 0 };

const failover = [
  at(1, 'crashed', 3.6, 'db-primary'),
  at(2, 'requestsFailing', 3.6, 'users', 1),
  at(3, 'promoted', 5, 'db-replica-1', 1),
  at(4, 'requestsResumed', 5.7, 'users', 2),
  at(5, 'suspected', 6.5, 'sentinel-1', 1),
];

describe('the headline of an incident', () => {
  it('says what is, before and after the first failure', () => {
    expect(summarize([], 'en')).toBeUndefined();
    expect(summarize([at(1, 'parameterChanged', 1, 'users')], 'en')).toBeUndefined();
    expect(summarize(failover.slice(0, 1), 'en')).toBe(
      'db-primary has been down since 3.6 s. No request has failed so far.',
    );
    expect(summarize(failover.slice(0, 2), 'en')).toBe(
      'Writes have been failing since 3.6 s: 3 of 7 requests. db-primary has been down since 3.6 s.',
    );
    expect(summarize(failover, 'en')).toBe(
      'Writes failed for 8.1 s: 243 of 500 requests. db-primary has been down since 3.6 s.',
    );
    expect(summarize(failover, 'zh')).toBe(
      '写请求失败了 8.1 s：500 个请求中 243 个失败。db-primary 自 3.6 s 起停机。',
    );
  });

  it('says what is lost, and what began it once that is over', () => {
    const over = [
      ...failover,
      told('writesLost', 6, { count: 2 }),
      told('splitBrainEnded', 8, { acknowledged: 31 }),
      at(99, 'ready', 9, 'db-primary', 1),
    ];
    expect(summarize(over, 'en')).toBe(
      'Writes failed for 8.1 s: 243 of 500 requests. 33 confirmed writes are lost, ' +
        '31 of them confirmed by a primary that had been replaced. It began at 3.6 s: db-primary crashed.',
    );
  });

  it('has one total of lost writes, the ledger’s, and what a split brain has of it', () => {
    const split = [told('writesLost', 13, { count: 27 }), told('splitBrain', 14, { other: 'db-replica-1' })];
    const known = { now: 20e6, classes: [], lostWrites: 39, splitBrainWrites: 12 };
    expect(summarize(split, 'en', known)).toMatch(
      /^39 confirmed writes are lost, 12 of them confirmed by a primary that had been replaced\. Split brain since/,
    );
    expect(summarize(split, 'zh', known)).toMatch(/^39 次已确认的写入丢失，其中 12 次由已被取代的主库确认。/);
    const later = [...split, told('splitBrainEnded', 19, { acknowledged: 12 })];
    for (const facts of [undefined, known]) expect(summarize(later, 'en', facts)).toContain('39 confirmed');
    const only = (count: number) => summarize([told('splitBrainEnded', 19, { acknowledged: count })], 'en');
    expect(only(12)).toMatch(/^12 confirmed writes are lost, all confirmed by a primary/);
    expect(only(1)).toMatch(/^1 confirmed write is lost, confirmed by a primary/);
  });

  it('forgets no fault for a later one', () => {
    const all = [...failover, at(6, 'crashed', 60, 'sentinel-1'), at(7, 'hung', 61, 'api-1')];
    expect(summarize(all, 'en')).toBe(
      'Writes failed for 8.1 s: 243 of 500 requests. db-primary, sentinel-1, api-1 are down.',
    );
    const many = Array.from({ length: 17 }, (_, n) => at(n + 1, 'crashed', n, `node-${n}`));
    const dead = [...many, at(40, 'requestsFailing', 20, 'users', 1)];
    expect(summarize(dead, 'en')).toBe(
      'Writes have been failing since 20.0 s: 3 of 7 requests. 17 components are down.',
    );
  });

  it('says which share fails, of all that has ended since, and that everything fails only when it does', () => {
    const values = { class: 'read', ended: 7, failed: 3, endedBefore: 100, failedBefore: 10 };
    const open = [told('requestsFailing', 5, values)];
    const said = (ok: number, failed: number, language: Language = 'en'): string | undefined =>
      summarize(open, language, {
        now: 9e6,
        classes: [{ id: 'read', ok, failed, downtimeSeconds: 0 }],
        ...noLoss,
      });
    // 210 ended by now and 62 failed, 100 and 10 of them before it began: 52 of 110.
    expect(said(148, 62)).toMatch(/^Reads have been failing since 5\.0 s: 52 of 110 requests\./);
    expect(said(148, 62, 'zh')).toMatch(/^读请求自 5\.0 s 起有失败：110 个请求中 52 个失败。/);
    expect(said(90, 120)).toMatch(/^Every read has failed since 5\.0 s: 110 requests\./);
    // Totals of an earlier moment than the fact: what the fact counted itself.
    expect(said(92, 11)).toMatch(/^Reads have been failing since 5\.0 s: 3 of 7 requests\./);
    const context = { classes: [], components: [] };
    const left = (ok: number, failed: number) => aftermath(open, 'en', context, [{ id: 'read', ok, failed }]);
    expect(left(148, 62)).toEqual(['reads failing since 5.0 s: 52 of 110 reads']);
    expect(left(90, 120)).toEqual(['every read has failed since 5.0 s: 110']);
    const over = { class: 'read', ended: 110, failed: 110, lastedMicros: 4e6 };
    expect(summarize([...open, told('requestsResumed', 9, over)], 'en')).toMatch(
      /^Reads failed for 4\.0 s: all 110 requests\./,
    );
  });

  it('puts the longest downtime first, the present outage included', () => {
    const outages = [
      told('requestsFailing', 1, { class: 'read' }),
      told('requestsResumed', 3, { class: 'read', failed: 7, lastedMicros: 2e6 }),
      told('requestsFailing', 4, { class: 'write' }),
    ];
    const facts = { classes: [], ...noLoss };
    expect(summarize(outages, 'en', { ...facts, now: 5e6 })).toMatch(/^Reads .* Writes /);
    expect(summarize(outages, 'en', { ...facts, now: 9e6 })).toMatch(/^Writes .* Reads /);
  });

  it('knows what only rows and ledger know', () => {
    const fault = failover.slice(0, 1);
    const classes = [{ id: 'write', ok: 100, failed: 12, downtimeSeconds: 0 }];
    expect(summarize(fault, 'en', { now: 4e6, classes, ...noLoss })).toBe(
      'db-primary has been down since 3.6 s. 12 single requests have failed, no outage so far.',
    );
    const judged = [{ id: 'write', ok: 100, failed: 12, downtimeSeconds: 3 }];
    expect(summarize(fault, 'en', { now: 9e6, classes: judged, ...noLoss })).toBe(
      'Writes were down for 3 s: 12 requests failed. db-primary has been down since 3.6 s.',
    );
  });

  it('counts a link that is cut both ways once, and a healed one no more', () => {
    const cuts = [at(1, 'linkCut', 2, 'api-1'), at(2, 'linkCut', 2, 'api-2')];
    expect(summarize(cuts, 'en')).toContain('2 connections are cut');
    expect(summarize([...cuts, at(3, 'linkHealed', 3, 'api-1')], 'en')).toContain('1 connection is cut');
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
