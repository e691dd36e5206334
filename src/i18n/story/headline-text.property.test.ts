// Whatever has happened, the headline denies none of it, and its figures are the story's sums.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventsOf, runLab, seconds } from '../../../test/support/engine-lab.ts';
import type { StoryEvent, StoryKind } from '../../engine/telemetry/story.ts';
import type { HeadlineFacts } from '../../session/story/headline.ts';
import { incidentOf } from '../../session/story/incident.ts';
import { duration, grouped } from '../format.ts';
import { languages } from '../language.ts';
import { eventOf, samples } from '../testing/story-samples.ts';
import { summarize } from './headline-text.ts';

const denials = /no outage|No request has failed|没有中断|没有请求失败/;
const kinds = Object.keys(samples) as StoryKind[];

/** Anything in any order: ends without beginnings, causes that are unknown. Times rise. */
const stories: fc.Arbitrary<readonly StoryEvent[]> = fc
  .array(
    fc.record({
      kind: fc.constantFrom<StoryKind>(...kinds, 'requestsFailing', 'requestsResumed', 'crashed', 'ready'),
      component: fc.constantFrom('db-primary', 'api-1', 'api-2', 'sentinel-1'),
      class: fc.constantFrom('read', 'write', 'search'),
      failed: fc.nat(5_000),
      gap: fc.nat(3_000_000),
      causeId: fc.option(fc.nat(40), { nil: undefined }),
    }),
    { maxLength: 40 },
  )
  .map((drawn) => {
    let time = 0;
    return drawn.map(({ kind, component, causeId, gap, failed, class: id }, index) => {
      time += gap;
      const values =
        kind === 'requestsFailing' || kind === 'requestsResumed'
          ? { ...samples[kind], class: id, ended: failed + 1, failed, lastedMicros: gap }
          : samples[kind];
      return eventOf(kind, { id: index + 1, time, component, causeId, values } as Partial<StoryEvent>);
    });
  });

const facts: fc.Arbitrary<HeadlineFacts> = fc.record({
  now: fc.nat(200_000_000),
  lostWrites: fc.nat(3),
  splitBrainWrites: fc.nat(3),
  classes: fc.uniqueArray(
    fc
      .record({
        id: fc.constantFrom('read', 'write', 'search'),
        ok: fc.nat(20),
        failed: fc.nat(20),
        downtimeSeconds: fc.nat(2),
      })
      .map((drawn) => ({ ...drawn, downtimeSeconds: Math.min(drawn.failed, drawn.downtimeSeconds) })),
    { selector: ({ id }) => id, maxLength: 3 },
  ),
});

describe('any story', () => {
  it('is never denied', () => {
    fc.assert(
      fc.property(stories, facts, (story, known) => {
        for (const language of languages) {
          const text = summarize(story, language, known) ?? '';
          const hasFailed = story.some(
            ({ kind }) => kind === 'requestsFailing' || kind === 'requestsResumed',
          );
          const wasDown = known.classes.some(({ downtimeSeconds }) => downtimeSeconds > 0);
          if (hasFailed || wasDown) expect(text).not.toMatch(denials);
          if (known.classes.some(({ failed }) => failed > 0)) {
            expect(text).not.toBe('');
            expect(text).not.toMatch(/No request has failed|没有请求失败/);
          }
          if (known.lostWrites > 0) expect(text).toMatch(/confirmed writes? (is|are) lost|已确认的写入丢失/);
          if (story.some(({ kind }) => kind === 'writesLost' || kind === 'splitBrain'))
            expect(text).not.toBe('');
        }
      }),
    );
  });

  it('has the sums of its outages in its headline, the longest first', () => {
    fc.assert(
      fc.property(stories, (story) => {
        const incident = incidentOf(story);
        const text = summarize(story, 'en') ?? '';
        const now = story.at(-1)?.time ?? 0;
        let longest = Number.POSITIVE_INFINITY;
        for (const { class: id, openSince, lastedMicros, ended, failed, times } of incident?.outages ?? []) {
          const ends = eventsOf(story, 'requestsResumed').filter(({ values }) => values.class === id);
          const sum = (of: (event: (typeof ends)[number]) => number): number =>
            ends.reduce((total, end) => total + of(end), 0);
          expect([times, ended, failed, lastedMicros]).toEqual([
            ends.length,
            sum(({ values }) => values.ended),
            sum(({ values }) => values.failed),
            sum(({ values }) => values.lastedMicros),
          ]);
          if (openSince === undefined) {
            expect(text).toContain(duration(lastedMicros));
            expect(text).toContain(`${grouped(failed)} of ${grouped(ended)} request`);
          }
          const downtime = lastedMicros + (openSince === undefined ? 0 : now - openSince);
          expect(downtime).toBeLessThanOrEqual(longest);
          longest = downtime;
        }
      }),
    );
  });
});

describe('runs', () => {
  it('are told with their ledger and their losses, whatever died in them', () => {
    const run = runLab({
      scenario: 'vertical',
      seed: 11,
      until: seconds(20),
      dos: ['3s crash db-primary', '12s crash sentinel-1', '13s crash sentinel-2', '14s hang api-1'],
      keepJourneys: false,
    });
    const { classes, lostWrites, splitBrainWrites } = run.engine.totals();
    const text = summarize(run.story, 'en', { now: seconds(20), classes, lostWrites, splitBrainWrites })!;
    expect(classes.some(({ downtimeSeconds }) => downtimeSeconds > 0)).toBe(true);
    expect(text).not.toMatch(denials);
    if (lostWrites > 0) expect(text).toContain(`${grouped(lostWrites)} confirmed write`);
    const outages = eventsOf(run.story, 'requestsResumed').filter(({ values }) => values.class === 'write');
    const failed = outages.reduce((sum, { values }) => sum + values.failed, 0);
    expect(text).toContain(`${grouped(failed)} requests`);
    expect(text).toContain('4 components are down');
  });

  it('have one total of lost writes: that of story, headline and ledger', () => {
    const sentinels = ['db-sentinel-1', 'db-sentinel-2', 'db-sentinel-3'];
    const others = ['db-replica-1', 'db-replica-2', 'api-2', 'api-3', 'api-4'];
    const rest = others.map((other) => `db-primary->${other}`);
    const run = runLab({
      scenario: 'reference',
      seed: 7,
      until: seconds(40),
      dos: [
        ...rest,
        ...sentinels.flatMap((sentinel) => [`${sentinel}->db-primary`, `${sentinel}->api-1`]),
      ].map((link) => `10s cut ${link} both for 15s`),
      keepJourneys: false,
    });
    const { classes, lostWrites, splitBrainWrites } = run.engine.totals();
    const sum = (figures: readonly number[]): number => figures.reduce((total, figure) => total + figure, 0);
    const atPromotion = sum(eventsOf(run.story, 'writesLost').map(({ values }) => values.count));
    const inSplit = sum(eventsOf(run.story, 'splitBrainEnded').map(({ values }) => values.acknowledged));
    expect(Math.min(atPromotion, inSplit)).toBeGreaterThan(0);
    expect([inSplit, atPromotion + inSplit]).toEqual([splitBrainWrites, lostWrites]);
    const told = `${lostWrites} confirmed writes are lost, ${splitBrainWrites} of them confirmed by`;
    const known = { now: seconds(40), classes, lostWrites, splitBrainWrites };
    for (const facts of [undefined, known]) expect(summarize(run.story, 'en', facts)).toContain(told);
  });
});
