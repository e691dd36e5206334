/** The figures in the story, counted again: outages of classes and of caches, what a crash broke, what was turned away. */
import type { Blueprint } from '../../src/engine/blueprint.ts';
import type { TapFact } from '../../src/engine/tap.ts';
import { cause } from '../../src/engine/telemetry/causes.ts';
import { callVerbs } from '../../src/engine/telemetry/records.ts';
import type { Differences } from './differences.ts';
import type { CallLife, Lives } from './lives.ts';
import { type End, recountOutages } from './recount-outages.ts';
import type { ToldHistory } from './told-history.ts';

interface Told {
  readonly blueprint: Blueprint;
  readonly facts: readonly TapFact[];
  readonly history: ToldHistory;
}

export function compareStory(told: Told, lives: Lives, differences: Differences): void {
  told.blueprint.classes.forEach(({ id: name }, index) => {
    compareClassOutages(told, lives, name, index, differences);
  });
  told.blueprint.components.forEach(({ id, kind }, component) => {
    if (kind === 'app-server') compareCacheOutages(told, lives, component, id, differences);
  });
  compareCounts(told, lives, differences);
}

/** Beginnings and ends of one kind in the story, an end naming its beginning. */
function outagesTold(
  { history }: Told,
  begins: string,
  ends: string,
  isMeant: (event: ToldHistory['story'][number]) => boolean,
  differences: Differences,
): readonly Record<string, unknown>[] {
  let begun: number | undefined;
  return history.story.filter(isMeant).flatMap((event): Record<string, unknown>[] => {
    const { id, kind, time, toldAt, causeId, values } = event;
    if (kind === begins) {
      begun = id;
      return [{ ...values, time, toldAt, causeId }];
    }
    if (kind !== ends) return [];
    differences.same(causeId, begun, 'outage', () => `what ended at ${time}`);
    return [{ ...values, time, toldAt }];
  });
}

function compareClassOutages(
  told: Told,
  lives: Lives,
  name: string,
  index: number,
  differences: Differences,
): void {
  const shown = outagesTold(
    told,
    'requestsFailing',
    'requestsResumed',
    ({ values }) => 'class' in values && values.class === name,
    differences,
  );
  const counted = recountOutages(lives.ended.filter((request) => request.class === index)).map(
    ({ by, begins, ...change }) => ({ ...change, class: name, toldAt: by.endedAt }),
  );
  compareList(shown, counted, `of ${name}`, differences);
}

/** Look-ups and stores of an app server are judged like requests, anew with each life of its process. */
function compareCacheOutages(
  told: Told,
  lives: Lives,
  component: number,
  id: string,
  differences: Differences,
): void {
  const { blueprint, facts, history } = told;
  const callOf = new Map(lives.calls.map((life) => [life.call, life]));
  const ends = facts.flatMap((fact): (End & { readonly callee: number })[] => {
    if (fact.what !== 'returned' || fact.isAbandoned) return [];
    const life = callOf.get(fact.call) as CallLife;
    if (life.caller !== component || !['get', 'put'].includes(callVerbs[life.verb] ?? '')) return [];
    const root = fact.cause === 0 ? 0 : fact.root;
    return [{ endedAt: fact.time, cause: fact.cause, root, callee: life.callee }];
  });
  const starts = history.story.filter((event) => event.kind === 'ready' && event.component === id);
  const lifeOf = (time: number): number => starts.filter((start) => start.time <= time).length;
  const counted = Array.from({ length: starts.length + 1 }, (_, life) => life)
    .flatMap((life) => recountOutages(ends.filter((end) => lifeOf(end.endedAt) === life)))
    .map(({ by, begins, ended, failed, endedBefore, failedBefore, ...change }) => ({
      ...change,
      ...(begins ? {} : { passedThrough: failed }),
      cache: blueprint.components[by.callee]?.id,
      toldAt: by.endedAt,
    }));
  const shown = outagesTold(
    told,
    'cachePassedThrough',
    'cacheUsedAgain',
    (event) => event.component === id,
    differences,
  ).map(({ missedWrites, ...values }) => values);
  compareList(shown, counted, `of the cache for ${id}`, differences);
}

function compareList(
  shown: readonly Record<string, unknown>[],
  counted: readonly Record<string, unknown>[],
  whose: string,
  differences: Differences,
): void {
  const sorted = (one: Record<string, unknown> | undefined) => Object.entries(one ?? {}).sort();
  differences.same(shown.length, counted.length, 'outage', () => `${whose}: how many begin and end`);
  counted.forEach((one, place) => {
    differences.same(sorted(shown[place]), sorted(one), 'outage', () => whose);
  });
}

/** Calls that a crash or a power cut found inside, and calls that a full queue turned away from its first refusal to its end. */
function compareCounts({ blueprint, facts, history }: Told, lives: Lives, differences: Differences): void {
  const lifeOf = new Map(lives.calls.map((life) => [life.call, life]));
  const endsAt = (component: number, code: number, from: number, to: number): readonly CallLife[] =>
    facts.slice(from, to).flatMap((fact) => {
      if (fact.what !== 'finished' || fact.cause !== code) return [];
      const life = lifeOf.get(fact.call) as CallLife;
      return life.callee === component ? [life] : [];
    });
  for (const event of history.story) {
    const component = blueprint.components.findIndex(({ id }) => id === event.component);
    const where = () => `${event.component} at ${event.time}`;
    if (event.kind === 'crashed' || event.kind === 'poweredOff') {
      // Those inside end at once, before anything else is told of.
      const next = facts.findIndex(({ what }, place) => place >= event.after && what === 'event');
      const broken = endsAt(component, cause.reset, event.after, next < 0 ? facts.length : next);
      differences.same(event.values.inside, broken.length, `story ${event.kind}`, where);
    } else if (event.kind === 'saturationEnded') {
      const begun = history.story.find((one) => one.id === event.causeId)!;
      // A server that had begun passes on that another turned it away.
      const turnedAway = endsAt(component, cause.rejectedByFullQueue, begun.after, event.after).filter(
        ({ startedAt }) => startedAt < 0,
      );
      differences.same(event.values.lastedMicros, event.time - begun.time, 'story saturation', where);
      differences.same(event.values.rejected, turnedAway.length, 'story saturation', where);
    }
  }
}
