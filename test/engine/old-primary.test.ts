// A returned old primary takes writes until the sentinels convert it, about ten seconds later in the recordings; none of
// those survive. Times to conversion against the recorded ones, when the sentinels said so. SHOW=1 prints.
import { describe, expect, it } from 'vitest';
import { cause } from '../../src/engine/telemetry/causes.ts';
import { journeyHeader } from '../../src/engine/telemetry/records.ts';
import { eventsOf, hopsOf, runLab, seconds } from '../support/engine-lab.ts';
import { kolmogorovSmirnov } from '../support/kolmogorov-smirnov.ts';
import { mulberry } from '../support/mulberry.ts';
import { sentinelRecording } from '../support/sentinel-reference.ts';
import { firstOf } from '../support/story-lab.ts';

const baseSeed = 20_261_111;
const runs = 60;
const familyError = 0.01;
const show = process.env.SHOW !== undefined;
const recorded = sentinelRecording().runs;

/**
 * Every recorded return came so long after the leader's last step, the switch, which comes some 80 ms after it has seen
 * the other replica follow. The links to the old primary were made anew at the switches, so the return is in step with them.
 */
const afterReconfigured = seconds(2.61 + 0.08);

/** Milliseconds from its return to its conversion. Faults fell at any moment. */
function timeToConversion(fault: 'KILL' | 'STOP', run: number): number {
  const random = mulberry(baseSeed + run);
  const downAfter = run % 2 === 0 ? 1_000 : 2_000;
  const faultAt = seconds(5 + random());
  const verb = fault === 'KILL' ? 'crash' : 'hang';
  const story = (until: number, duration: string) =>
    runLab({
      scenario: 'vertical',
      seed: baseSeed + run,
      until,
      sets: ['users.arrivalRate=0', `sentinel.downAfterMillis=${downAfter}`, 'database.startupMillis=0'],
      dos: [`${faultAt}us ${verb} db-primary${duration}`],
    }).story;
  const reconfigured = eventsOf(story(faultAt + seconds(8), ''), 'replicaReconfigured')[0]!.time;
  const backAt = reconfigured + afterReconfigured;
  const whole = story(backAt + seconds(12), ` for ${backAt - faultAt}us`);
  return ((eventsOf(whole, 'convertedToReplica')[0]?.time ?? Number.NaN) - backAt) / 1_000;
}

const recordedTimes = (fault: 'KILL' | 'STOP'): number[] =>
  recorded.flatMap((run) =>
    run.fault === fault && run.rejoinDetail ? [run.rejoinDetail.convertEvents[0]![0]] : [],
  );

describe(`a returned old primary, base seed ${baseSeed}`, () => {
  it.each(['KILL', 'STOP'] as const)('is converted when the recorded ones were: %s', (fault) => {
    const theirs = recordedTimes(fault).sort((a, b) => a - b);
    expect(theirs).toHaveLength(4);
    const ours = Array.from({ length: runs }, (_, run) => timeToConversion(fault, run)).sort((a, b) => a - b);
    const { distance, p, sizes } = kolmogorovSmirnov(ours, theirs);
    const median = ours[runs >> 1]!;
    if (show) {
      console.log(
        `${fault} D ${distance.toFixed(3)} p ${p.toFixed(4)} n ${sizes.join('/')}: ` +
          `${[ours[0]!, median, ours.at(-1)!].map((ms) => ms.toFixed(0)).join(' … ')} ms, recorded ${theirs.join(' ')}`,
      );
    }
    expect(p).toBeGreaterThan(familyError);
    expect(median).toBeGreaterThan(theirs[0]! - 50);
    expect(median).toBeLessThan(theirs.at(-1)! + 50);
    // An INFO at once on the new connection, which is tried for each second, and the next ten seconds later.
    expect(ours[0]).toBeGreaterThan(10_000);
    expect(ours.at(-1)).toBeLessThan(11_300);
  });

  it('takes writes from a client that was never told, and not one of them survives', () => {
    const run = runLab({
      scenario: 'vertical',
      seed: baseSeed,
      until: seconds(45),
      dos: [
        ...[1, 2, 3].map((number) => `1s cut sentinel-${number}->api-1 both`),
        '8s crash db-primary for 10s',
      ],
    });
    const ready = firstOf(run, 'ready', 'db-primary').time;
    const converted = firstOf(run, 'convertedToReplica', 'db-primary');
    expect(firstOf(run, 'oldPrimaryReturned', 'db-primary').time).toBe(ready);
    const primary = run.blueprint.components.findIndex((component) => component.id === 'db-primary');
    const writesThere = run.journeys.flatMap((journey) =>
      journey[journeyHeader.class] === 1
        ? hopsOf(journey).filter((hop) => hop.to === primary && hop.finishedAt > ready)
        : [],
    );
    const taken = writesThere.filter((hop) => hop.cause === cause.none);
    expect(taken.length).toBeGreaterThan(20);
    for (const hop of writesThere) {
      expect(hop.cause === cause.none, 'taken before, refused after').toBe(hop.finishedAt < converted.time);
      if (hop.cause !== cause.none) expect(hop.cause).toBe(cause.readOnly);
    }
    expect(run.engine.totals().splitBrainWrites).toBe(taken.length);
    const toldLost = eventsOf(run.story, 'writesLost').reduce((sum, event) => sum + event.values.count, 0);
    expect(run.engine.totals().lostWrites).toBe(toldLost + taken.length);
  });
});
