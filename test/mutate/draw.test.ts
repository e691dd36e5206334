import { describe, expect, it } from 'vitest';
import { drawMutants } from '../../scripts/lib/mutate/draw.mjs';
import { operators } from '../../scripts/lib/mutate/operators.mjs';
import { orderTests } from '../../scripts/lib/mutate/test-order.mjs';

const text = Array.from(
  { length: 20 },
  (_, line) => `if (a${line} < b) f(a, ${line});\nx = y - z[${line}];\n`,
).join('');
const files = [
  { path: 'one.ts', text },
  { path: 'two.ts', text },
];

const draw = (seed: number, count: number) => [...drawMutants(files, seed)].slice(0, count);

describe('a seed', () => {
  it('draws the same errors again, and another seed draws others', () => {
    expect(draw(7, 30)).toEqual(draw(7, 30));
    expect(draw(7, 30)).not.toEqual(draw(8, 30));
  });

  it('begins alike however many are asked for', () => {
    expect(draw(7, 40).slice(0, 10)).toEqual(draw(7, 10));
  });

  it('draws each operator about as often, however many places it has', () => {
    const drawn = draw(3, 60);
    for (const operator of operators) {
      const count = drawn.filter((edit) => edit.operator === operator).length;
      expect(count, operator).toBeGreaterThan(2);
      expect(count, operator).toBeLessThan(25);
    }
  });

  it('comes to an end when every place has had its turn, once', () => {
    const all = [...drawMutants(files, 1)];
    const places = all.map(({ path, operator, start }) => `${path} ${operator} ${start}`);
    expect(new Set(places).size).toBe(places.length);
    expect(new Set(all.map(({ path }) => path))).toEqual(new Set(['one.ts', 'two.ts']));
  });
});

describe('tests are tried', () => {
  const tests = [
    'test/engine/determinism.test.ts',
    'test/engine/determinism-goldens.test.ts',
    'src/engine/model/links.test.ts',
    'src/engine/kernel/draws.test.ts',
    'src/engine/kernel/calls.slow.test.ts',
    'test/observer/observer.test.ts',
    'src/cli/run.test.ts',
    'src/engine/kernel/calls.test.ts',
  ];

  it('from beside the code outwards, after its own the recorded hashes, slow ones last', () => {
    expect(orderTests(tests, 'src/engine/kernel/calls.ts', new Map())).toEqual([
      'src/engine/kernel/calls.test.ts',
      'test/engine/determinism-goldens.test.ts',
      'src/engine/kernel/draws.test.ts',
      'src/engine/model/links.test.ts',
      'test/engine/determinism.test.ts',
      'test/observer/observer.test.ts',
      'src/cli/run.test.ts',
      'src/engine/kernel/calls.slow.test.ts',
    ]);
  });

  it('by how long they took, once that is known', () => {
    const millis = new Map([
      ['src/engine/kernel/calls.test.ts', 30_000],
      ['test/engine/determinism.test.ts', 9_000],
      ['test/observer/observer.test.ts', 4_000],
    ]);
    const order = orderTests(tests, 'src/engine/kernel/calls.ts', millis);
    expect(order.indexOf('test/observer/observer.test.ts')).toBeLessThan(
      order.indexOf('test/engine/determinism.test.ts'),
    );
    expect(order.slice(-2)).toEqual([
      'src/engine/kernel/calls.slow.test.ts',
      'src/engine/kernel/calls.test.ts',
    ]);
  });
});
