import { describe, expect, it } from 'vitest';
import { toldAt as event } from '../../../test/support/story-lab.ts';
import { faultBands } from './bands.ts';

const crashed = { kind: 'crashed', values: { inside: 0 } } as const;
const ready = { kind: 'ready', values: { downMicros: 1 } } as const;
const cut = (to: string) => ({ kind: 'linkCut', values: { to, both: true } }) as const;
const healed = (to: string) => ({ kind: 'linkHealed', values: { to, both: true } }) as const;

describe('fault bands', () => {
  it('last from a fault to what ended it on the same component', () => {
    const story = [event(10, 'a', crashed), event(20, 'b', ready), event(30, 'a', ready)];
    expect(faultBands(story, 100)).toEqual([{ from: 10, to: 30 }]);
  });

  it('last to the head while nothing ended them', () => {
    expect(faultBands([event(10, 'a', crashed)], 100)).toEqual([{ from: 10, to: 100 }]);
  });

  it('merge where they overlap', () => {
    const story = [
      event(10, 'a', cut('b')),
      event(12, 'a', cut('c')),
      event(20, 'a', healed('b')),
      event(40, 'a', healed('c')),
      event(60, 'b', crashed),
    ];
    expect(faultBands(story, 70)).toEqual([
      { from: 10, to: 40 },
      { from: 60, to: 70 },
    ]);
  });
});
