// What the build does to D3's scales keeps for numbers what they were, and the page asks them for nothing else.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as d3 from 'd3';
import fc from 'fast-check';
import { parseSync } from 'vite';
import { describe, expect, it } from 'vitest';
import { markCalls, scaleNumbers } from '../scripts/vite/numbers-only.ts';
import { root, sourceFiles } from './support/repository.ts';

const installed = (name: string): string =>
  readFileSync(join(root, `node_modules/${name}/dist/${name}.mjs`), 'utf8');

type Scales = Pick<typeof d3, 'scaleLinear' | 'scaleSqrt'>;

/** A module of D3 that imports only from D3, as a function of D3. */
function scalesOf(code: string): Scales {
  const body = code
    .replace(
      /^import \{(.*)\} from .*$/gm,
      (_, names: string) => `const {${names.replace(/ as /g, ': ')}} = d3;`,
    )
    .replace(
      /^export \{(.*)\};$/m,
      (_, names: string) => `return {${names.replace(/([\w$]+) as ([\w$]+)/g, '$2: $1')}};`,
    );
  return new Function('d3', body)(d3) as Scales;
}

const small = scalesOf(scaleNumbers(installed('d3-scale')));
const number = fc.integer({ min: -100_000_000, max: 100_000_000 }).map((hundredths) => hundredths / 100);

describe('D3 for numbers only', () => {
  it.each([
    ['linear', ({ scaleLinear }: Scales) => scaleLinear()],
    ['square root', ({ scaleSqrt }: Scales) => scaleSqrt()],
  ])('maps, inverts, rounds up and ticks as before: %s', (_, make) => {
    fc.assert(
      fc.property(fc.array(number, { minLength: 5, maxLength: 5 }), fc.boolean(), (given, isClamped) => {
        const [from = 0, to = 0, left = 0, right = 0, value = 0] = given;
        const results = [d3, small].map((scales) => {
          const scale = make(scales).domain([from, to]).range([left, right]).clamp(isClamped).nice(3);
          return [scale(value), scale.invert(value), scale.copy()(to), scale.domain(), scale.ticks(4)];
        });
        expect(results[1]).toEqual(results[0]);
      }),
    );
  });

  it('maps along several numbers as before', () => {
    const results = [d3, small].map(({ scaleLinear }) =>
      [0, 5, 10, 55, 100].map(scaleLinear([0, 10, 100], [1, -1, 20])),
    );
    expect(results[1]).toEqual([1, 0, -1, 9.5, 20]);
    expect(results[0]).toEqual(results[1]);
  });

  it('has no ticks of its own wording', () => {
    expect(d3.scaleLinear()).toHaveProperty('tickFormat');
    expect(small.scaleLinear()).not.toHaveProperty('tickFormat');
  });

  it('loses no name of d3-interpolate', () => {
    const source = installed('d3-interpolate');
    const namesOf = (text: string): readonly unknown[] => {
      const { errors, module } = parseSync('d3-interpolate.mjs', text);
      expect(errors).toEqual([]);
      return module.staticExports.flatMap(({ entries }) => entries.map(({ exportName }) => exportName.name));
    };
    expect(namesOf(markCalls(source))).toEqual(namesOf(source));
    expect(namesOf(source)).toContain('interpolateZoom');
  });

  it('says so when D3 is written otherwise', () => {
    expect(() => scaleNumbers(markCalls('var a = b(1);'))).toThrow('d3-scale is written otherwise');
    expect(() => markCalls('const a = 1;')).toThrow('d3-interpolate is written otherwise');
  });

  it('is all that the page asks for', () => {
    const asksForMore =
      /\bscale\w+<(?!number\b)|\.tickFormat\(\)|\.interpolate\(|\binterpolate\w*\b[^;]*from 'd3'|\bscale(?:Ordinal|Sequential|Diverging|Time|Utc)\w*\b/;
    const found = sourceFiles()
      .filter(
        ({ path, text }) =>
          !/\.test\.tsx?$/.test(path) && text.includes("from 'd3'") && asksForMore.test(text),
      )
      .map(({ path }) => path);
    expect(found).toEqual([]);
    for (const more of ['scaleLinear<string>()', 'x.tickFormat()', "import { interpolateRgb } from 'd3';"])
      expect(more).toMatch(asksForMore);
  });
});
