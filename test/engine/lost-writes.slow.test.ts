// What asynchronous replication loses. A write committed at c reaches the replicas at c + delay + link, and its user hears
// of it about 2.5 ms later, dead primary or not: the answer is on its way. So a crash at T loses the confirmed writes
// committed in (T − delay, T]: rate × delay of them, 10 on average, whatever the time of the crash. SHOW=1 prints.
import { describe, expect, it } from 'vitest';
import { meanInterval } from '../../src/lab/statistics.ts';
import { eventsOf, runLab, seconds } from '../support/engine-lab.ts';

const baseSeed = 20_261_107;
const runs = 30;
const writesPerSecond = 200;
const delayMillis = 50;
const expectedLost = (writesPerSecond * delayMillis) / 1000;
const show = process.env.SHOW !== undefined;
const load = [`users.arrivalRate=${writesPerSecond}`, 'users.writeRatio=1'];

function lostIn(run: number, crashAt: number, sets: readonly string[] = []): number {
  const { engine, story } = runLab({
    scenario: 'vertical',
    seed: baseSeed + run,
    until: seconds(12),
    sets: [...load, ...sets],
    dos: [`${crashAt}us crash db-primary`],
    keepJourneys: false,
  });
  expect(eventsOf(story, 'promoted'), 'a replica was promoted').toHaveLength(1);
  const told = eventsOf(story, 'writesLost').reduce((sum, event) => sum + event.values.count, 0);
  const { lostWrites } = engine.totals();
  expect(told, 'the story tells the same number').toBe(lostWrites);
  return lostWrites;
}

/** Spread evenly over a second, so that no phase of a timer is favoured. */
const spread = (run: number): number => seconds(5) + Math.round(((run + 0.5) * 1_000_000) / runs);

function report(name: string, lost: readonly number[]): { mean: number; halfWidth: number } {
  const interval = meanInterval(lost);
  if (show)
    console.log(`${name}: ${interval.mean.toFixed(2)} ± ${interval.halfWidth.toFixed(2)}: ${lost.join(' ')}`);
  return interval;
}

describe(`lost writes, ${writesPerSecond}/s, delay ${delayMillis} ms, ${runs} runs from seed ${baseSeed}`, () => {
  it.each([
    { name: 'a crash at any time', crashAt: spread },
    // The primary's one-second heartbeat falls there; it must not carry the log past its delay.
    { name: 'a crash on a whole second', crashAt: (): number => seconds(6) },
  ])('are rate × delay after $name', ({ name, crashAt }) => {
    const lost = Array.from({ length: runs }, (_, run) => lostIn(run, crashAt(run)));
    for (const count of lost) expect(count).toBeGreaterThan(0);
    const { mean, halfWidth } = report(name, lost);
    expect(Math.abs(mean - expectedLost)).toBeLessThanOrEqual(halfWidth);
    // Commits are nearly Poisson: the interval may not owe its width to something else.
    const poisson = 2.0452 * Math.sqrt(expectedLost / runs);
    expect(halfWidth).toBeLessThan(1.5 * poisson);
  });

  it('grow with the delay', () => {
    const lost = Array.from({ length: runs }, (_, run) =>
      lostIn(run, spread(run), ['database.replicationDelayMillis=200']),
    );
    const { mean, halfWidth } = report('delay 200 ms', lost);
    expect(Math.abs(mean - 4 * expectedLost)).toBeLessThanOrEqual(halfWidth);
  });

  it('are none with waitForReplicas = 1', () => {
    const lost = Array.from({ length: runs }, (_, run) =>
      lostIn(run, spread(run), ['database.waitForReplicas=1']),
    );
    report('waitForReplicas = 1', lost);
    expect(lost).toEqual(new Array(runs).fill(0));
  });
});
