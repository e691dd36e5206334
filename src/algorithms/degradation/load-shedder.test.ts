import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unitDraw } from '../../../test/support/unit-draw.ts';
import * as loadShedder from './load-shedder.ts';

const classes = [
  { name: 'checkout' },
  { name: 'search', shedAbove: 0.9 },
  { name: 'recommendations', shedAbove: 0.7 },
];

describe('load shedder', () => {
  it('sheds the least important first', () => {
    const s = loadShedder.create({ classes });
    const admitted = [0.5, 0.7, 0.8, 0.95, 40].map((load) =>
      classes
        .filter(({ name }) => loadShedder.admit(s, name, load))
        .map(({ name }) => name[0])
        .join(''),
    );
    expect(admitted).toEqual(['csr', 'csr', 'cs', 'c', 'c']);
    expect(classes.map(({ name }) => loadShedder.shedOf(s, name))).toEqual([0, 2, 3]);
    expect(classes.map(({ name }) => loadShedder.admittedOf(s, name))).toEqual([5, 3, 2]);
  });

  it('never admits a class where it sheds a more important one, and never sheds less as the load grows', () => {
    const limits = fc.array(
      unitDraw.map((unit) => 100 * unit),
      { minLength: 1, maxLength: 6 },
    );
    const load = unitDraw.map((unit) => 120 * unit);
    fc.assert(
      fc.property(limits, load, load, (bounds, one, other) => {
        const sorted = bounds.toSorted((a, b) => b - a);
        const names = sorted.map((_, place) => String(place));
        const s = loadShedder.create({
          classes: sorted.map((shedAbove, place) => ({ name: names[place]!, shedAbove })),
        });
        const [light, heavy] = [Math.min(one, other), Math.max(one, other)].map((at) =>
          names.map((name) => loadShedder.admit(s, name, at)),
        ) as [boolean[], boolean[]];
        for (const verdicts of [light, heavy])
          expect(verdicts).toEqual(verdicts.toSorted((a, b) => Number(b) - Number(a)));
        heavy.forEach((isAdmitted, place) => {
          if (isAdmitted) expect(light[place]).toBe(true);
        });
      }),
    );
  });

  it('refuses classes out of order, a name twice, and a load that is none', () => {
    const create = loadShedder.create as (options: object) => unknown;
    expect(() => create({ classes: [] })).toThrow('classes: a list of classes, at least 1');
    expect(() =>
      create({
        classes: [
          { name: 'a', shedAbove: 0.5 },
          { name: 'b', shedAbove: 0.6 },
        ],
      }),
    ).toThrow('classes[1].shedAbove: 0.5 at most');
    expect(() => create({ classes: [{ name: 'a' }, { name: 'a' }] })).toThrow(
      'classes[1].name: each name once',
    );
    expect(() => create({ classes: [{ name: 'a', shedAbove: -1 }] })).toThrow(
      'classes[0].shedAbove: at least 0',
    );
    expect(() => create({ classes: [{ name: 'a', weight: 1 }] })).toThrow(
      'classes[0].weight: no such option',
    );
    const s = loadShedder.create({ classes });
    expect(() => loadShedder.admit(s, 'search', Number.NaN)).toThrow('load: at least 0');
    expect(() => loadShedder.admit(s, 'batch', 0)).toThrow('class: one of the classes');
  });
});
