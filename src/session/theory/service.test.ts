// How much the time for which a slot is held varies, from the moments of each distribution.
import { describe, expect, it } from 'vitest';
import { blueprintOf, nullSink } from '../../../test/support/engine-lab.ts';
import { createEngine } from '../../engine/engine.ts';
import { routesOf } from './routes.ts';
import { judgeService } from './service.ts';

/** Coefficient of variation as judged for the station of `mm1` with these values. */
function judged(...sets: string[]): number | undefined {
  const description = createEngine(blueprintOf('mm1', sets), 1, nullSink).describe();
  const station = description.components.find(({ id }) => id === 'station');
  if (station === undefined) throw new Error('mm1 has a station');
  return judgeService(routesOf(description), station, () => 'both').cv;
}

describe('the coefficient of variation of service', () => {
  it.each([
    ['exponential', 1],
    ['deterministic', 0],
    // On [0, 2m] the variance is (2m)² / 12.
    ['uniform', Math.sqrt(4 / 12)],
  ])('of %s is %d', (distribution, cv) => {
    expect(judged(`station.serviceDistribution=${distribution}`)).toBeCloseTo(cv, 12);
  });

  it('of log-normal is the parameter', () => {
    expect(judged('station.serviceDistribution=logNormal', 'station.serviceCv=2.5')).toBe(2.5);
  });
});
