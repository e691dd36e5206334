// What is told of sentinels that fall silent: how many are left, and how many a failover would need.
import { describe, expect, it } from 'vitest';
import { eventsOf, runLab, seconds } from '../../../test/support/engine-lab.ts';

/** What the last sentinel standing says of the first that it missed, and of the second. */
function suspicions(quorum: number, dos: readonly string[]) {
  const run = runLab({
    scenario: 'vertical',
    seed: 5,
    until: seconds(14),
    sets: ['users.arrivalRate=0', `sentinel.quorum=${quorum}`],
    dos,
    keepJourneys: false,
  });
  return eventsOf(run.story, 'suspected')
    .filter(({ component }) => component === 'sentinel-3')
    .map(({ values }) => [values.target, values.sentinels]);
}

describe('a sentinel that falls silent', () => {
  it.each([
    // A majority of three is two, whatever the quorum; a quorum of three needs all of them.
    [1, 2],
    [2, 2],
    [3, 3],
  ])('with quorum %i leaves two of three, and a failover needs %i', (quorum, needed) => {
    expect(suspicions(quorum, ['3s crash sentinel-1'])).toEqual([
      ['sentinel-1', { left: 2, all: 3, needed }],
    ]);
  });

  it('as the second leaves one, not enough', () => {
    expect(suspicions(2, ['3s crash sentinel-1', '8s crash sentinel-2'])).toEqual([
      ['sentinel-1', { left: 2, all: 3, needed: 2 }],
      ['sentinel-2', { left: 1, all: 3, needed: 2 }],
    ]);
  });
});
