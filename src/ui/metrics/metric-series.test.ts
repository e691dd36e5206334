// Which line of a chart is in ink: that of the class whose figure stands above it.
import { expect, it } from 'vitest';
import { seconds } from '../../../test/support/engine-lab.ts';
import { runForTheory } from '../../session/testing/theory-lab.ts';
import { metricSeries } from './metric-series.ts';

const inInk = (until: number, dos: readonly string[]) => {
  const { history, input } = runForTheory({ scenario: 'breaker', seed: 7, until: seconds(until), dos });
  const { description } = input([]);
  const ink = (metric: 'availability' | 'downtime') =>
    metricSeries(metric, history, description).flatMap(({ id, tone }) => (tone === 'ink' ? [id] : []));
  return { availability: ink('availability'), downtime: ink('downtime') };
};

it('is one class of each chart: the least available, and that with the most downtime', () => {
  // Only checkouts are paid.
  const failing = inInk(30, ['10s hang payment']);
  expect(failing).toEqual({ availability: ['checkout'], downtime: ['checkout'] });
  // All are equal: the figures tell the first by availability, the last by downtime.
  const { classes } = runForTheory({ scenario: 'breaker', seed: 7, until: seconds(3) }).input([]).description;
  const well = inInk(3, []);
  expect(well).toEqual({ availability: [classes[0]!.id], downtime: [classes.at(-1)!.id] });
});
