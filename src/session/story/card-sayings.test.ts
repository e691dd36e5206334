// What stories say of single cards, from runs: while it lasts, of whom it is true, and no longer.
import { describe, expect, it } from 'vitest';
import { runLab, seconds } from '../../../test/support/engine-lab.ts';
import { cardSayings } from './card-sayings.ts';

const saidAt = (until: number, sets: readonly string[], dos: readonly string[] = []) => {
  const { story } = runLab({ scenario: 'scale-out', seed: 7, until: seconds(until), sets, dos });
  return [...cardSayings(story)];
};

describe('the card', () => {
  it('of a database says that it refuses connections while 108 are wanted of 97, and not of 96', () => {
    expect(saidAt(3, [])).toEqual([['database', 'refusesConnections']]);
    expect(saidAt(3, ['api.database.pool.size=8'])).toEqual([]);
    // A second after the pools were made smaller nobody is refused any more.
    expect(saidAt(6, [], ['3s set api.database.pool.size=8'])).toEqual([]);
  });

  it('of each process says that its pool is exhausted while calls wait for a connection in vain', () => {
    const said = saidAt(3, ['api.database.pool.size=1', 'api.database.pool.waitMillis=50']);
    expect(said).toHaveLength(12);
    expect(new Set(said.map(([, saying]) => saying))).toEqual(new Set(['poolExhausted']));
  });
});
