import { expect, it } from 'vitest';
import { seconds } from '../../../test/support/engine-lab.ts';
import { runForTheory } from '../../session/testing/theory-lab.ts';
import { readOutcomes } from '../../views/flow/flow-data.ts';

it('tells of the last whole second before the instant, and of none within the first, though all of it is known', () => {
  const { history, input } = runForTheory({ scenario: 'mm1', seed: 7, until: seconds(5), dos: [] });
  const { description } = input([]);
  const at = (viewMicros: number) => readOutcomes(history, description, viewMicros);
  const { arrivedPerSecond, edges } = at(seconds(1));
  expect(arrivedPerSecond).toBeGreaterThan(40);
  expect([...edges.values()].map(({ sent }) => sent)).toEqual([arrivedPerSecond]);
  expect(at(seconds(1.9))).toEqual(at(seconds(1)));
  const nothing = { ok: 0, slow: 0, stale: 0, degraded: 0, failed: 0 };
  for (const within of [0, 0.8])
    expect(at(seconds(within))).toEqual({
      lookUps: new Map(),
      edges: new Map(),
      requests: nothing,
      arrivedPerSecond: 0,
      arrivedLately: 0,
    });
});
