/** The story: ids without gaps, causes told before their effects, one leader and one promotion to an epoch of a store. */
import type { StoryEvent } from '../../src/engine/telemetry/story.ts';
import type { Problems } from './problems.ts';

export function checkStory(
  story: readonly StoryEvent[],
  ids: readonly string[],
  now: number,
  problems: Problems,
): void {
  const leaders = new Map<string, string>();
  const promotions = new Map<string, string>();
  story.forEach((event, place) => {
    const told = `${event.id} ${event.kind} of ${event.component}`;
    problems.equal(event.id, place + 1, 'story', () => told);
    problems.expect(ids.includes(event.component), 'story', () => `${told}: unknown component`);
    problems.expect(event.time >= 0 && event.time <= now, 'story', () => `${told} at ${event.time}`);
    if (event.causeId !== undefined) checkCause(event, story[event.causeId - 1], problems);
    if (event.kind === 'leaderElected') {
      const { epoch, votes, needed } = event.values;
      const where = `${familyOf(event.component)} ${epoch}`;
      const other = leaders.get(where) ?? event.component;
      problems.expect(other === event.component, 'leaders', () => `${other} and ${told} in epoch ${epoch}`);
      problems.expect(votes >= needed, 'leaders', () => `${told} with ${votes} of ${needed} votes`);
      leaders.set(where, event.component);
    }
    if (event.kind === 'promoted') {
      const { epoch, by } = event.values;
      const where = `${familyOf(by)} ${epoch}`;
      const other = promotions.get(where);
      problems.expect(other === undefined, 'leaders', () => `${other} and ${told} in epoch ${epoch}`);
      promotions.set(where, event.component);
    }
  });
}

/** Sentinels of one store share a name but for their number. */
const familyOf = (sentinel: string): string => sentinel.replace(/-\d+$/, '');

function checkCause(event: StoryEvent, cause: StoryEvent | undefined, problems: Problems): void {
  const told = `${event.id} ${event.kind} of ${event.component}`;
  if (cause === undefined || cause.id >= event.id) {
    problems.add('story', `${told}: caused by ${event.causeId}, which was not told before`);
  } else if (cause.time > event.time) {
    problems.add(
      'story',
      `${told} at ${event.time} before its cause ${cause.id} ${cause.kind} at ${cause.time}`,
    );
  }
}
