// A server's card says "removed" when no balancer that lists it would pick it.
import { describe, expect, it } from 'vitest';
import { runLab, seconds } from '../../../test/support/engine-lab.ts';
import { gaugeColumn, gaugeStride, healthStates } from '../telemetry/records.ts';

const scenario = {
  format: 'nines-scenario',
  version: 1,
  name: 'two balancers',
  components: [
    { id: 'users', kind: 'users', parameters: { arrivalRate: 10 } },
    { id: 'lb-1', kind: 'load-balancer' },
    { id: 'lb-2', kind: 'load-balancer' },
    { id: 'one', kind: 'station' },
    { id: 'two', kind: 'station' },
  ],
  links: [
    ['users', 'lb-1'],
    ['lb-1', 'one'],
    ['lb-1', 'two'],
    ['lb-2', 'one'],
  ].map(([from, to]) => ({ from, to, carries: 'request', oneWayDelayMillis: 1 })),
};

function healthOf(id: string, dos: readonly string[]): string | undefined {
  const { engine } = runLab({ scenario, seed: 1, until: seconds(20), dos });
  const { index } = engine.describe().components.find((component) => component.id === id)!;
  return healthStates[engine.gauges()[index * gaugeStride + gaugeColumn.health]!];
}

describe('a healthy server', () => {
  it('is removed when the only balancer that lists it cannot reach it', () => {
    expect(healthOf('two', ['1s cut lb-1->two both'])).toBe('removed');
  });

  it('is in use as long as one of its balancers has it in rotation', () => {
    expect(healthOf('one', ['1s cut lb-1->one both'])).toBe('healthy');
    expect(healthOf('one', ['1s cut lb-2->one both'])).toBe('healthy');
    expect(healthOf('one', ['1s cut lb-1->one both', '2s cut lb-2->one both'])).toBe('removed');
  });

  it('is back as soon as one balancer has put it back', () => {
    const both = ['1s cut lb-1->one both for 4s', '2s cut lb-2->one both'];
    expect(healthOf('one', both)).toBe('healthy');
  });
});
