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

describe('a store that nobody is left to take over', () => {
  const noneLeft = (...dos: string[]) => {
    const run = runLab({ scenario: 'reference', seed: 7, until: seconds(40), dos, keepJourneys: false });
    const writes = run.engine.totals().classes.find(({ id }) => id === 'write')!;
    const facts = eventsOf(run.story, 'noGoodReplica').map(({ values }) => values);
    return { facts: new Set(facts.map((values) => JSON.stringify(values))), failed: writes.failed };
  };

  it('is told apart by what that stops: nothing but a cache, or the writes of a database', () => {
    const cache = noneLeft('10s crash redis-primary', '20s crash redis-replica');
    expect(cache).toEqual({ facts: new Set(['{"replicas":1,"isCache":true}']), failed: 0 });
    const database = noneLeft('10s crash db-replica-1', '10s crash db-replica-2', '20s crash db-primary');
    expect([...database.facts]).toEqual(['{"replicas":2,"isCache":false}']);
    // 40 writes come each second of the last 20, and none is answered.
    expect(database.failed).toBeGreaterThan(700);
  });
});
