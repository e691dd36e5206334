// When a pool tells that it is exhausted, and that it is not any more: a database that hangs for two seconds.
import { expect, it } from 'vitest';
import { eventsOf } from '../../../test/support/engine-lab.ts';
import { smallStack } from '../../../test/support/small-stack.ts';
import { callsOf, runTimed } from '../../../test/support/timed-traffic.ts';
import { cause } from '../telemetry/causes.ts';

it('tells the first call that waits in vain, why, and once nobody has for a second, how many did', () => {
  const run = runTimed({
    scenario: smallStack(),
    arrivals: [0, 0, 0, 10, 3_000, 4_000],
    untilMillis: 5_000,
    sets: ['api.database.pool.size=1', 'api.database.pool.waitMillis=50', 'api.databaseTimeoutMillis=500'],
    dos: ['0us hang db-1 for 2s'],
  });
  const [hung] = eventsOf(run.story, 'hung');
  const [exhausted, ...others] = eventsOf(run.story, 'poolExhausted');
  expect(exhausted).toMatchObject({
    causeId: hung!.id,
    component: 'api-1',
    time: 51_000,
    values: { dependency: 'db', size: 1, waitedMicros: 50_000 },
  });
  expect(others).toEqual([]);
  expect(callsOf(run, 1)[0]).toMatchObject({ finished: 51, cause: cause.rejectedByPool });
  // The last of three gave up at 61 ms; the next call to come back is answered at 3,004 ms.
  expect(eventsOf(run.story, 'poolRecovered')).toMatchObject([
    { causeId: exhausted!.id, time: 3_004_000, values: { rejected: 3, lastedMicros: 10_000 } },
  ]);
});
