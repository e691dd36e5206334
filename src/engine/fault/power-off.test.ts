// A machine without power says nothing: what a caller of it sees, beside the refusals and resets of a crash.
import { describe, expect, it } from 'vitest';
import { hopsOf, type LabRun, runLab, seconds, totalsOf } from '../../../test/support/engine-lab.ts';
import { smallStack } from '../../../test/support/small-stack.ts';
import { firstOf } from '../../../test/support/story-lab.ts';
import { cause, failureCauses } from '../telemetry/causes.ts';
import { gaugeColumn, gaugeStride, journeyHeader, processModes } from '../telemetry/records.ts';

const struck = seconds(2);
const sets = ['api.databaseTimeoutMillis=400', 'users.clientTimeoutMillis=2000'];

const runWith = (...dos: string[]): LabRun =>
  runLab({ scenario: smallStack(), seed: 5, until: seconds(8), sets, dos });

/** Calls to the database that were sent while it was down or inside it when it went down. */
function callsOf(run: LabRun, from: number, to: number) {
  const database = run.blueprint.components.findIndex(({ id }) => id === 'db-1');
  return run.journeys
    .filter((journey) => journey[journeyHeader.arrivedAt]! > from && journey[journeyHeader.arrivedAt]! < to)
    .flatMap(hopsOf)
    .filter((hop) => hop.to === database);
}

describe('a machine without power', () => {
  it('lets every call to it run into its caller’s timeout, where a dead process refuses at once', () => {
    const silent = callsOf(runWith('2s power-off db-1'), struck, seconds(6));
    const refused = callsOf(runWith('2s crash db-1'), struck, seconds(6));
    expect(silent.length).toBeGreaterThan(150);
    for (const { cause: code, reachedAt, sentAt, returnedAt } of silent) {
      expect([code, reachedAt, returnedAt - sentAt]).toEqual([cause.timedOut, -1, 400_000]);
    }
    // 1 ms of wire there, 1 ms back.
    for (const { cause: code, sentAt, returnedAt } of refused) {
      expect([code, returnedAt - sentAt]).toEqual([cause.refused, 2_000]);
    }
  });

  it('breaks no connection: what was inside times out too, and is no reset', () => {
    // Reading takes 1 ms; made slow, many calls are inside when the power goes.
    const inside = (fault: string) => {
      const run = runWith('1s slow db-1 x200', `2s ${fault} db-1`);
      const calls = callsOf(run, seconds(1), struck).filter(
        ({ reachedAt, sentAt }) => reachedAt > 0 && sentAt < struck,
      );
      return calls
        .filter(({ returnedAt }) => returnedAt > struck)
        .map(({ cause: code }) => failureCauses[code]);
    };
    expect(new Set(inside('crash'))).toEqual(new Set(['reset']));
    expect(new Set(inside('power-off'))).toEqual(new Set(['timedOut']));
  });

  it('is the root of every request that fails because of it', () => {
    const run = runWith('2s power-off db-1');
    const failed = run.journeys.filter((journey) => journey[journeyHeader.cause] !== cause.none);
    expect(failed.length).toBeGreaterThan(150);
    const off = firstOf(run, 'poweredOff').id;
    expect(new Set(failed.map((journey) => journey[journeyHeader.rootId]))).toEqual(new Set([off]));
  });

  it('comes back with its process, which is refused while it starts and serves after', () => {
    const run = runWith('2s power-off db-1 for 2s');
    expect(firstOf(run, 'starting').time).toBe(seconds(4));
    const ready = firstOf(run, 'ready');
    expect(ready.values.downMicros).toBe(ready.time - struck);
    const starting = callsOf(run, seconds(4), ready.time - 10_000);
    expect(new Set(starting.map(({ cause: code }) => code))).toEqual(new Set([cause.refused]));
    const after = callsOf(run, ready.time, seconds(7));
    expect(new Set(after.map(({ cause: code }) => code))).toEqual(new Set([cause.none]));
  });

  it('takes away the machine of a process that is dead already, and of what would have started it', () => {
    const run = runWith('2s crash db-1 for 1s', '2500ms power-off db-1');
    const mode =
      run.engine.gauges()[
        run.blueprint.components.findIndex(({ id }) => id === 'db-1') * gaugeStride + gaugeColumn.processMode
      ]!;
    expect(processModes[mode]).toBe('off');
    expect(run.story.filter(({ kind }) => kind === 'starting')).toEqual([]);
    expect(totalsOf(run.engine, 'db-1').errorsByCause.refused).toBeGreaterThan(10);
  });

  it('is off once: a second power cut, a crash and a hang change nothing', () => {
    const once = runWith('2s power-off db-1').engine.traceHash();
    for (const fault of ['power-off', 'crash', 'hang'])
      expect(runWith('2s power-off db-1', `3s ${fault} db-1`).engine.traceHash(), fault).toBe(once);
  });
});

describe('who watches a machine without power', () => {
  it('a balancer notices by its probes’ timeouts, and until then each call it deals there fails', () => {
    const noticed = (fault: string) => {
      const run = runLab({ scenario: 'three-tier', seed: 3, until: seconds(20), dos: [`5s ${fault} api-2`] });
      const failed = run.engine.totals().classes.reduce((sum, one) => sum + one.failed, 0);
      return { after: firstOf(run, 'markedDown').time - seconds(5), failed };
    };
    const crash = noticed('crash');
    const off = noticed('power-off');
    // Refused calls go to another server; calls into silence do not come back.
    expect(off.failed).toBeGreaterThan(10 * (crash.failed + 1));
    // Every probe that would be refused at once runs into its timeout instead.
    expect(off.after).toBeGreaterThan(crash.after);
  });

  it('sentinels replace a primary without power as they do one that crashed', () => {
    const run = runLab({
      scenario: 'vertical',
      seed: 3,
      until: seconds(30),
      dos: ['5s power-off db-primary'],
    });
    expect(firstOf(run, 'promoted').values.from).toBe('db-primary');
  });
});
