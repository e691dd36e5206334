// The two shops before a payment provider that hangs: who gives up first, and what other writes have to do with it.
import { describe, expect, it } from 'vitest';
import { eventsOf, hopsOf, runLab, seconds } from '../../../test/support/engine-lab.ts';
import { cause } from '../../engine/telemetry/causes.ts';
import { journeyHeader } from '../../engine/telemetry/records.ts';

function hanging(scenario: 'breaker' | 'breaker-impatient') {
  const run = runLab({ scenario, seed: 3, until: seconds(30), dos: ['10s hang payment'] });
  const { classes, components } = run.blueprint;
  const payment = components.findIndex(({ id }) => id === 'payment');
  const requests = run.journeys.map((journey) => ({
    is: classes[journey[journeyHeader.class] as number]?.id,
    cause: journey[journeyHeader.cause],
    endedAt: journey[journeyHeader.endedAt] as number,
    waited: (journey[journeyHeader.endedAt] as number) - (journey[journeyHeader.arrivedAt] as number),
    payments: hopsOf(journey).filter(({ to }) => to === payment),
  }));
  const late = requests.filter(({ cause: why, payments }) => why === cause.timedOut && payments.length > 0);
  return { run, requests, late };
}

describe.each(['breaker', 'breaker-impatient'] as const)('%s', (scenario) => {
  const { run, requests, late } = hanging(scenario);

  it('pays for checkouts alone, whose four breakers open', () => {
    const payers = new Set(requests.filter(({ payments }) => payments.length > 0).map(({ is }) => is));
    expect([...payers]).toEqual(['checkout']);
    expect(eventsOf(run.story, 'breakerOpened')).toHaveLength(4);
  });

  it('loses reads and other writes only while slots wait for payments', () => {
    const others = requests.filter(({ is, cause: why }) => is !== 'checkout' && why !== cause.none);
    const failedAt = others.map(({ endedAt }) => endedAt);
    const opened = eventsOf(run.story, 'breakerOpened').map(({ time }) => time);
    expect(others.length).toBeGreaterThan(0);
    expect(Math.min(...failedAt)).toBeGreaterThan(seconds(10));
    // The last call that was sent keeps its slot for the whole timeout.
    expect(Math.max(...failedAt)).toBeLessThan(Math.max(...opened) + seconds(5));
  });

  it('has users who give up after the payment has timed out, or always before', () => {
    expect(late.length).toBeGreaterThan(40);
    const ended = late.map(({ payments }) => payments.every(({ returnedAt }) => returnedAt >= 0));
    expect(new Set(ended)).toEqual(new Set([scenario === 'breaker']));
    const waited = late.map((one) => one.waited);
    if (scenario === 'breaker') expect(Math.max(...waited)).toBeLessThan(seconds(15));
    else expect(new Set(waited)).toEqual(new Set([seconds(5)]));
  });
});
