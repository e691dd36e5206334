// A zone that loses power and comes back: what is told of it as one thing.
import { describe, expect, it } from 'vitest';
import { runLab, seconds } from '../../../test/support/engine-lab.ts';
import { headlineOf } from './headline.ts';
import { isEndOf, readStory } from './read-story.ts';

const storyOf = (...dos: string[]) =>
  runLab({ scenario: 'reference', seed: 7, until: seconds(14), dos }).story;
const story = storyOf('3s power-off zone:b', '9s restart zone:b');
const until = (time: number) => story.filter((event) => event.time <= seconds(time));

describe('a zone that lost power', () => {
  it('is where it began, while it is off and when it is back', () => {
    for (const time of [4, 8, 14]) {
      const began = headlineOf(until(time)).find(({ kind }) => kind === 'began');
      expect(began, `${time} s`).toMatchObject({ event: { kind: 'placeLostPower', time: seconds(3) } });
    }
  });

  it('is no reason why its nodes start and serve again, and the reason why each lost power', () => {
    const forAWhile = storyOf('3s power-off zone:b for 6s');
    const place = forAWhile.find(({ kind }) => kind === 'placeLostPower')!;
    const caused = (kind: string) =>
      forAWhile.filter((event) => event.kind === kind && event.causeId === place.id);
    expect(caused('poweredOff').map((event) => isEndOf(event, place))).toEqual(Array(6).fill(false));
    for (const kind of ['starting', 'ready'])
      expect(
        caused(kind).map((event) => isEndOf(event, place)),
        kind,
      ).toEqual(Array(6).fill(true));
  });

  it('is told in one line, which stands for each of its nodes', () => {
    const off = story.filter(({ kind }) => kind === 'placeLostPower' || kind === 'poweredOff');
    const lines = readStory(story, undefined).filter(({ events }) => off.includes(events[0]));
    expect(lines.map(({ events }) => events)).toEqual([off]);
    expect(off).toHaveLength(7);
    // One that loses power by itself is told by itself, and so is one whose place the story no longer tells of.
    const alone = storyOf('3s power-off api-3').filter(({ kind }) => kind === 'poweredOff');
    for (const events of [alone, off.slice(1)])
      expect(readStory(events, undefined)).toHaveLength(events.length);
  });

  it('comes back in one line for all that start, and one for all that are ready at one time', () => {
    const counts = (events: typeof story, kind: string) =>
      readStory(events, undefined).flatMap(({ events: [first, ...others] }) =>
        first.kind === kind ? [[first.time, 1 + others.length]] : [],
      );
    expect(counts(story, 'starting')).toEqual([[seconds(9), 6]]);
    // The servers take 2 s, the rest 1 s.
    expect(counts(story, 'ready')).toEqual([
      [seconds(10), 4],
      [seconds(11), 2],
    ]);
    // One that its own crash restarts at that time is told by itself.
    const both = storyOf('3s crash lb for 6s', '3s power-off zone:b', '9s restart zone:b');
    expect(counts(both, 'starting').map(([, count]) => count)).toEqual(expect.arrayContaining([1, 6]));
  });
});
