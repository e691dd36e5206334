import { describe, expect, it } from 'vitest';
import { runLab, seconds, totalsOf } from '../../../test/support/engine-lab.ts';
import { smallStack } from '../../../test/support/small-stack.ts';

/** Both replicas are dead, so that each read sent to one is refused; the refusal is back after two wires of 40 ms. */
function refusals(clientTimeoutMillis: number) {
  const { engine } = runLab({
    scenario: smallStack({ nodes: 3, oneWayDelayMillis: 40, users: { clientTimeoutMillis } }),
    seed: 3,
    until: seconds(10),
    dos: ['0s crash db-2', '0s crash db-3', '8s set users.arrivalRate=0'],
    keepJourneys: false,
  });
  const refused = (id: string) => totalsOf(engine, id).errorsByCause.refused ?? 0;
  return {
    requests: engine.totals().classes.reduce((sum, { arrived }) => sum + arrived, 0),
    refused: refused('db-2') + refused('db-3'),
    readByPrimary: Math.round(totalsOf(engine, 'db-1').arrivalsPerSecond * 10),
  };
}

describe('a refused call', () => {
  it('goes to every server once while its user waits', () => {
    const { requests, refused, readByPrimary } = refusals(5_000);
    expect(requests).toBeGreaterThan(300);
    expect(refused).toBe(2 * requests);
    expect(readByPrimary).toBe(requests);
  });

  it('goes nowhere else once its user has given up', () => {
    // 1 ms of the server's own work, then 80 ms: the user has left by then.
    const { requests, refused, readByPrimary } = refusals(60);
    expect(requests).toBeGreaterThan(300);
    expect(refused).toBe(requests);
    expect(readByPrimary).toBe(0);
  });
});
