// A link that is cut one way: what still gets through, what does not, and what the failures go back to.
import { describe, expect, it } from 'vitest';
import { hopsOf, type LabRun, runLab, seconds } from '../../../test/support/engine-lab.ts';
import { smallStack } from '../../../test/support/small-stack.ts';
import { firstOf } from '../../../test/support/story-lab.ts';
import { cause } from '../telemetry/causes.ts';
import { journeyHeader } from '../telemetry/records.ts';

const cutFrom = seconds(2);
const sets = ['api.databaseTimeoutMillis=400', 'users.clientTimeoutMillis=2000'];

const runWithCut = (cut: string): LabRun =>
  runLab({ scenario: smallStack(), seed: 5, until: seconds(6), sets, dos: [`2s cut ${cut}`] });

/** The calls to the database of requests that came after the cut and have ended, and those requests. */
function afterCut(run: LabRun) {
  const journeys = run.journeys.filter((journey) => journey[journeyHeader.arrivedAt]! > cutFrom);
  const database = run.blueprint.components.findIndex(({ id }) => id === 'db-1');
  return { journeys, calls: journeys.flatMap(hopsOf).filter(({ to }) => to === database) };
}

describe('a one-way cut', () => {
  it('of the way back lets calls through: they are done, then time out, with the cut as root', () => {
    const run = runWithCut('db-1->api-1');
    const { journeys, calls } = afterCut(run);
    expect(journeys.length).toBeGreaterThan(100);
    expect(calls).toHaveLength(journeys.length);
    for (const { sentAt, reachedAt, finishedAt, returnedAt, cause: code } of calls) {
      // 1 ms of wire, 1 ms of reading, and nobody hears of it for the server's 400 ms.
      expect([reachedAt - sentAt, finishedAt - reachedAt, returnedAt - sentAt]).toEqual([
        1_000, 1_000, 400_000,
      ]);
      expect(code).toBe(cause.timedOut);
    }
    const cut = firstOf(run, 'linkCut').id;
    expect(new Set(journeys.map((journey) => journey[journeyHeader.rootId]))).toEqual(new Set([cut]));
  });

  it('of the way there stops calls before they arrive', () => {
    const run = runWithCut('api-1->db-1');
    const { journeys, calls } = afterCut(run);
    expect(calls.length).toBeGreaterThan(100);
    for (const { sentAt, reachedAt, finishedAt, returnedAt } of calls) {
      expect([reachedAt, finishedAt, returnedAt - sentAt]).toEqual([-1, -1, 400_000]);
    }
    const cut = firstOf(run, 'linkCut').id;
    expect(new Set(journeys.map((journey) => journey[journeyHeader.rootId]))).toEqual(new Set([cut]));
  });
});
