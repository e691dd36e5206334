/** The latest incident in one line, from the facts of the story alone: its root, what it cost, when it was over. */
import type { StoryEvent } from '../../engine/telemetry/story.ts';
import { duration, runTime } from '../format.ts';
import type { Language } from '../language.ts';
import { textsOf } from '../texts.ts';
import { tell } from './tell.ts';

const faultKinds = new Set(['crashed', 'hung', 'slowed', 'linkCut']);

/** `events` sorted by (time, id). Undefined while nothing has gone wrong. */
export function summarize(events: readonly StoryEvent[], language: Language): string | undefined {
  const byId = new Map(events.map((event) => [event.id, event]));
  const rootOf = (event: StoryEvent): StoryEvent => {
    const seen = new Set<StoryEvent>();
    let root = event;
    while (root.causeId !== undefined && !seen.has(root)) {
      seen.add(root);
      root = byId.get(root.causeId) ?? root;
    }
    return root;
  };
  const lastFailing = events.findLast(({ kind }) => kind === 'requestsFailing');
  const lastFault = events.findLast(({ kind }) => faultKinds.has(kind));
  const failingRoot = lastFailing && rootOf(lastFailing);
  const root =
    failingRoot === undefined || (lastFault !== undefined && lastFault.time > failingRoot.time)
      ? lastFault
      : failingRoot;
  if (root === undefined) return undefined;

  // A cut of many links is one act.
  const act = events.filter(({ kind, time }) => kind === root.kind && time === root.time);
  const texts = textsOf(language).story.incident;
  const costs = new Map<string, { failed: number; lasted: number }>();
  const open = new Map<string, number>();
  let over: number | undefined;
  for (const event of events) {
    if (event.kind === 'requestsFailing' && act.includes(rootOf(event)))
      open.set(event.values.class, event.time);
    if (event.kind !== 'requestsResumed') continue;
    const { class: id, failed, lastedMicros } = event.values;
    if (!open.delete(id)) continue;
    const cost = costs.get(id) ?? { failed: 0, lasted: 0 };
    costs.set(id, { failed: cost.failed + failed, lasted: cost.lasted + lastedMicros });
    over = event.time;
  }
  const parts = [texts.root(whatOf(root, act.length, language), runTime(root.time))];
  for (const [id, { failed, lasted }] of costs) parts.push(texts.cost(id, failed, duration(lasted)));
  for (const [id, since] of open) parts.push(texts.ongoing(id, runTime(since)));
  if (open.size === 0) parts.push(over === undefined ? texts.harmless : texts.over(runTime(over)));
  return parts.join(' → ');
}

function whatOf(root: StoryEvent, count: number, language: Language): string {
  const together =
    root.kind === 'linkCut' && count > 1 ? textsOf(language).story.together.linkCut : undefined;
  return root.kind === 'linkCut' && together
    ? together(count, undefined, [root.values])
    : tell(root, language).what;
}

/** Failures that the outages told so far account for; undefined while one of them is not over. */
export function failedInOutages(events: readonly StoryEvent[]): number | undefined {
  const open = new Set<string>();
  let failed = 0;
  for (const event of events) {
    if (event.kind === 'requestsFailing') open.add(event.values.class);
    if (event.kind !== 'requestsResumed') continue;
    open.delete(event.values.class);
    failed += event.values.failed;
  }
  return open.size > 0 ? undefined : failed;
}
