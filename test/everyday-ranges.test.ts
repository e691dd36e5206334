// The slider of a parameter offers the everyday part of its range, in steps of the spec.
import { describe, expect, it } from 'vitest';
import { listParameters } from '../src/engine/model/parameter-list.ts';
import { models } from '../src/kinds/models.ts';

const sliders = Object.values(models).flatMap(({ name, parameters }) =>
  listParameters(parameters).flatMap((spec) =>
    spec.choices !== undefined || spec.everyday === undefined
      ? []
      : [[`${name}.${spec.path}`, spec, spec.everyday] as const],
  ),
);

describe('the everyday range', () => {
  it.each(sliders)(
    'of %s is a part of its range that steps reach from the least',
    (_, spec, { most, step }) => {
      expect(step).toBeGreaterThan(0);
      expect(most).toBeLessThanOrEqual(spec.max);
      const steps = (most - spec.min) / step;
      expect(Math.abs(steps - Math.round(steps))).toBeLessThan(1e-9);
      expect(steps).toBeGreaterThanOrEqual(10);
    },
  );
});
