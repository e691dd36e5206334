// A zone that loses power and comes back: what is told of it as one thing.
import { describe, expect, it } from 'vitest';
import { runLab, seconds } from '../../../test/support/engine-lab.ts';
import { headlineOf } from './headline.ts';
import { isEndOf } from './read-story.ts';

const dos = ['3s power-off zone:b', '9s restart zone:b'];
const { story } = runLab({ scenario: 'reference', seed: 7, until: seconds(14), dos });
const until = (time: number) => story.filter((event) => event.time <= seconds(time));

describe('a zone that lost power', () => {
  it('is where it began, while it is off and when it is back', () => {
    for (const time of [4, 8, 14]) {
      const began = headlineOf(until(time)).find(({ kind }) => kind === 'began');
      expect(began, `${time} s`).toMatchObject({ event: { kind: 'placeLostPower', time: seconds(3) } });
    }
  });

  it('is no reason why its nodes start and serve again, and the reason why each lost power', () => {
    const place = story.find(({ kind }) => kind === 'placeLostPower')!;
    const caused = (kind: string) =>
      story.filter((event) => event.kind === kind && event.causeId === place.id);
    expect(caused('poweredOff').map((event) => isEndOf(event, place))).toEqual(Array(6).fill(false));
    for (const kind of ['starting', 'ready'])
      expect(
        caused(kind).map((event) => isEndOf(event, place)),
        kind,
      ).toEqual(Array(6).fill(true));
  });
});
