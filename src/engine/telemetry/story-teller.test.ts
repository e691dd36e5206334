import { describe, expect, it } from 'vitest';
import { emptyHistory, sinkInto } from '../../../test/support/engine-lab.ts';
import { StoryTeller } from './story-teller.ts';

describe('the story teller', () => {
  it('numbers facts from 1, so that 0 can be no cause, and names their teller', () => {
    const history = emptyHistory();
    const teller = new StoryTeller(sinkInto(history), ['lb', 'api']);
    const first = teller.tell('hung', 0, 7_000, 0, { forMicros: 5 });
    // A fact that becomes certain later may have happened before.
    const second = teller.tell('resumed', 1, 6_000, first, { hungMicros: 5 });
    expect([first, second, teller.nextId]).toEqual([1, 2, 3]);
    expect(history.story).toEqual([
      { id: 1, kind: 'hung', time: 7_000, component: 'lb', causeId: undefined, values: { forMicros: 5 } },
      { id: 2, kind: 'resumed', time: 6_000, component: 'api', causeId: 1, values: { hungMicros: 5 } },
    ]);
  });

  it('goes on from the number that a checkpoint has', () => {
    const history = emptyHistory();
    const teller = new StoryTeller(sinkInto(history), ['lb']);
    teller.nextId = 40;
    expect([teller.tell('hung', 0, 1, 0, {}), teller.tell('hung', 0, 1, 0, {})]).toEqual([40, 41]);
    expect(history.story.map(({ id }) => id)).toEqual([40, 41]);
  });
});
