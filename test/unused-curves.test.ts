// What the build does to D3's curves keeps each of them what it was.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'vite';
import { expect, it } from 'vitest';
import { markPure } from '../scripts/vite/unused-curves.ts';
import { root } from './support/repository.ts';

const sample = [
  'function Twice(value) {',
  '  this.value = value;',
  '}',
  '',
  'Twice.prototype = {',
  '  of: function(more) {',
  '    if (more) { return this.value * 2 + more; }',
  '    return this.value * 2;',
  '  }',
  '};',
  '',
  'var twice = (function custom(base) {',
  '  return function(more) { return new Twice(base).of(more); };',
  '})(4);',
].join('\n');

it('makes one expression of a class and its prototype, with the same behaviour', () => {
  const { code, count } = markPure(sample);
  expect(count).toBe(2);
  expect(code.match(/@__PURE__/g)).toHaveLength(2);
  const run = (text: string): unknown =>
    new Function(`${text}\nreturn [twice(), twice(1), new Twice(5).of()];`)();
  expect(run(code)).toEqual(run(sample));
  expect(run(code)).toEqual([8, 9, 10]);
});

it('leaves other code as it is', () => {
  const other =
    'function plain() {\n  return 1;\n}\nplain.prototype.a = 2;\nvar b = (function() {\n  return 3;\n})();';
  expect(markPure(other)).toEqual({ code: other, count: 0 });
});

it('finds the curves in the D3 that is installed, and loses no name', () => {
  const source = readFileSync(join(root, 'node_modules/d3-shape/dist/d3-shape.mjs'), 'utf8');
  const { code, count } = markPure(source);
  // 15 curves with a prototype, and 6 families with a parameter.
  expect(count).toBeGreaterThanOrEqual(15);
  const namesOf = (text: string): readonly unknown[] => {
    const { errors, module } = parseSync('d3-shape.mjs', text);
    expect(errors).toEqual([]);
    return module.staticExports.flatMap(({ entries }) => entries.map(({ exportName }) => exportName.name));
  };
  expect(namesOf(code)).toEqual(namesOf(source));
  expect(namesOf(code)).toContain('curveStepAfter');
});
