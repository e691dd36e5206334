import { describe, expect, it } from 'vitest';
import { smallStack } from '../../../test/support/small-stack.ts';
import { runTimed } from '../../../test/support/timed-traffic.ts';
import { readingOf } from '../telemetry/layout.ts';
import { policyInstruments } from './policy-readings.ts';

describe('readings of call policies', () => {
  it('stand at the edges of servers to those they depend on, and count there what was not sent', () => {
    const { engine } = runTimed({
      scenario: smallStack({ servers: 2 }),
      arrivals: [0, 20, 40, 60, 80],
      untilMillis: 300,
      dos: ['0us hang db-1 for 200ms'],
      sets: ['api.databaseTimeoutMillis=10', 'api.database.breaker.failures=1'],
    });
    const { layout, values } = engine.readings();
    const edges = layout.entries
      .filter(({ instrument }) => instrument.id === policyInstruments.withheld.id)
      .map(({ subject }) => subject);
    expect(edges).toEqual(['api-1->db-1', 'api-2->db-1']);
    // In turn: each server's first call opens its breaker, and three of five come later.
    const read = (name: string) => edges.map((edge) => readingOf({ layout, values }, edge, name));
    expect(read('withheld')).toEqual([2, 1]);
    expect(read('sent')).toEqual([1, 1]);
    expect(read('rejected')).toEqual([0, 0]);
  });
});
