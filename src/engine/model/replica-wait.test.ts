// Who is to blame for writes that wait for replicas: the one fault too many, or the edit that asked for more than there was.
import { describe, expect, it } from 'vitest';
import { eventsOf, type LabRun, runLab, seconds } from '../../../test/support/engine-lab.ts';

const run = (sets: readonly string[], ...dos: string[]): LabRun =>
  runLab({ scenario: 'reference', seed: 7, until: seconds(40), sets, dos, keepJourneys: false });

/** Failures by the event that is their root, as a share of all. */
function sharesOf({ engine, story }: LabRun): Record<string, number> {
  const nameOf = new Map(story.map(({ id, kind, component }) => [id, `${kind} ${component}`]));
  const counts: Record<string, number> = {};
  let all = 0;
  for (const { failuresByRoot } of engine.totals().classes) {
    for (const [id, count] of Object.entries(failuresByRoot)) {
      const name = nameOf.get(Number(id)) ?? 'unattributed';
      counts[name] = (counts[name] ?? 0) + count;
      all += count;
    }
  }
  expect(all).toBeGreaterThan(300);
  return Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, count / all]));
}

const one = ['database.waitForReplicas=1'];
const two = ['database.waitForReplicas=2'];

describe('writes that wait for replicas which are not there', () => {
  it.each([
    // The first was done without: a failover replaced it, and the third node still confirmed.
    ['the later of two deaths', one, ['10s crash db-primary', '20s crash db-replica-1'], 'db-replica-1'],
    ['the later of two at once', one, ['9s crash db-replica-1', '9s crash db-replica-2'], 'db-replica-2'],
    ['whichever was the later', one, ['9s crash db-replica-2', '9s crash db-replica-1'], 'db-replica-1'],
    // None could be spared: the second death takes nothing more away.
    ['the first if all are needed', two, ['9s crash db-replica-1', '20s crash db-replica-2'], 'db-replica-1'],
  ])('fail because of %s', (_, sets, dos, culprit) => {
    expect(sharesOf(run(sets, ...dos))[`crashed ${culprit}`]).toBeGreaterThan(0.95);
  });

  it('fail because of an edit that asks for more when the others are gone', () => {
    const after = ['9s crash db-replica-1', '10s crash db-replica-2', '15s set database.waitForReplicas=1'];
    expect(sharesOf(run([], ...after))['parameterChanged db-primary']).toBeGreaterThan(0.95);
    const between = ['9s crash db-replica-1', '10s set database.waitForReplicas=1', '15s crash db-replica-2'];
    expect(sharesOf(run([], ...between))['crashed db-replica-2']).toBeGreaterThan(0.95);
  });

  it('do not fail because of the edit that lets them go', () => {
    const dos = ['10s crash db-primary', '20s crash db-replica-1', '25s set database.waitForReplicas=0'];
    const freed = run(one, ...dos);
    const shares = sharesOf(freed);
    expect(Object.keys(shares).sort()).toEqual(['crashed db-primary', 'crashed db-replica-1']);
    const raised = run(
      [],
      '9s crash db-replica-1',
      '9s crash db-replica-2',
      '12s set database.waitForReplicas=1',
      '20s set database.waitForReplicas=0',
    );
    const [up] = eventsOf(raised.story, 'parameterChanged');
    const roots = raised.engine.totals().classes.flatMap((each) => Object.keys(each.failuresByRoot));
    expect(new Set(roots)).toEqual(new Set([String(up!.id)]));
  });
});
