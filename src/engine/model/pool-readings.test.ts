// What the edge of a pool reads: a server of 1 ms, a wire of 1 ms each way, a database of 1 ms.
import { describe, expect, it } from 'vitest';
import { smallStack } from '../../../test/support/small-stack.ts';
import { runTimed } from '../../../test/support/timed-traffic.ts';
import { readingOf } from '../telemetry/layout.ts';

const arrivals = [0, 0, 0, 0, 0];

describe('the edge of a pool', () => {
  it('says how many connections are in use and how many calls wait', () => {
    const sets = ['api.database.pool.size=2'];
    const run = runTimed({ scenario: smallStack(), arrivals, untilMillis: 2.5, sets });
    const readings = run.engine.readings();
    expect(readingOf(readings, 'api-1->db-1', 'connectionsInUse')).toBe(2);
    expect(readingOf(readings, 'api-1->db-1', 'waitingForConnection')).toBe(3);
  });

  it('reads nothing of a pool where there is none', () => {
    const run = runTimed({ scenario: smallStack(), arrivals, untilMillis: 2.5 });
    expect(readingOf(run.engine.readings(), 'api-1->db-1', 'connectionsInUse')).toBeUndefined();
  });
});
