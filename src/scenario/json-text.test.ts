import { describe, expect, it } from 'vitest';
import { everyProblem } from '../base/result.ts';
import { inText, readJson } from './json-text.ts';
import { limits } from './limits.ts';
import { together, type ValueProblem } from './problems.ts';

function problemOf(text: string) {
  const read = readJson(text, 'x.json');
  if (read.ok) throw new Error('it was read');
  return read.problem;
}

/** Line and column of a mark in a text, counted by splitting; and the text without it. */
function marked(withMark: string): { text: string; line: number; column: number } {
  const [before = ''] = withMark.split('▶');
  const lines = before.split('\n');
  return { text: withMark.replace('▶', ''), line: lines.length, column: lines.at(-1)!.length + 1 };
}

describe('text that is no JSON', () => {
  it.each<[string, string, string]>([
    ['{\n "a": 1,▶,\n "b": 2\n}', ',', 'JSON text: a name in double quotes'],
    ['{\r\n  "a": [1, 2,▶]\r\n}', ']', 'JSON text: no comma before ]'],
    ['{"a": 1,\n▶}', '}', 'JSON text: no comma before }'],
    ['{"a" ▶1}', '1}', 'JSON text: a colon'],
    ['{"a": 1 ▶"b": 2}', '"b": 2}', 'JSON text: a comma'],
    ['[1▶', '(end of the text)', 'JSON text: a closing ]'],
    ['{"a": ▶"x', '"x', 'JSON text: a closing "'],
    ['{"a": 1} ▶x', 'x', 'JSON text'],
    ['{"ts": 1}\n▶{"ts": 2}\n', '{"ts": 2}', 'one JSON text; this file holds one after the other'],
    ['{ ▶// hi\n"a": 1}', '// hi', 'JSON text: no comments'],
    ['▶hello', 'hello', 'JSON text'],
    ['{"a": ▶undefined}', 'undefined}', 'JSON text'],
    ['{"a": ▶"\u0007"}', '"·"}', 'JSON text: no control characters in a text'],
    ["{▶'a': 1}", "'a': 1}", 'JSON text'],
  ])('%j is told with its place', (withMark, value, allowed) => {
    const { text, line, column } = marked(withMark);
    const problem = problemOf(text);
    expect(problem).toMatchObject({ path: 'x.json', value, place: { line, column } });
    expect(problem.allowed).toContain(allowed);
  });

  it('is refused where it nests too deep, however long it is', () => {
    const text = `\n${'['.repeat(limits.nesting + 1)}`;
    expect(problemOf(text)).toMatchObject({ place: { line: 2, column: limits.nesting + 1 } });
    expect(problemOf('[{"a":'.repeat(200_000)).value).toBe('(nested deeper)');
    const fine = `${'['.repeat(limits.nesting)}"[[\\"[["${']'.repeat(limits.nesting)}`;
    expect(readJson(fine, 'x').ok).toBe(true);
  });

  it('may begin with a byte order mark and have any ends of line', () => {
    expect(readJson('\uFEFF{\r\n"a":\r1}', 'x')).toEqual({ ok: true, value: { a: 1 } });
  });
});

describe('a name that an object has twice', () => {
  it('is refused, at the second', () => {
    const { text, line, column } = marked('{"a": {"b": 1,\n  ▶"b": 2}, "b": 3}');
    expect(problemOf(text)).toEqual({
      path: 'a.b',
      value: '(given twice)',
      allowed: 'each name once',
      place: { line, column },
    });
    expect(readJson('[{"a":1},{"a":2}]', 'x').ok).toBe(true);
  });

  it('is told twenty times, and how many more there are', () => {
    const problem = problemOf(`{${Array(50).fill('"a":1').join(',')}}`);
    expect(everyProblem(problem)).toHaveLength(20);
    expect(problem.untold).toBe(29);
  });
});

describe('places of problems', () => {
  it('are those of the values, or of what was to hold them', () => {
    const one = marked('{"list": [1,\n {"x": ▶true}]}');
    const at = (...path: PropertyKey[]): ValueProblem => ({ path: 'p', value: 'v', allowed: 'a', at: path });
    expect(inText(at('list', 1, 'x'), one.text)).toEqual({
      path: 'p',
      value: 'v',
      allowed: 'a',
      place: { line: one.line, column: one.column },
    });
    expect(inText(at('list', 1, 'y', 'z'), one.text).place).toEqual({ line: 2, column: 2 });
    expect(inText(at('other'), one.text).place).toEqual({ line: 1, column: 1 });
  });

  it('put problems in the order of the text', () => {
    const all = [['b'], ['a', 1], ['a', 0]].map((path) => ({
      path: path.join('.'),
      value: '',
      allowed: '',
      at: path,
    }));
    const problem = inText(together(all, 3)!, '{"a": [0, 1],\n"b": 2}');
    expect(everyProblem(problem).map(({ path }) => path)).toEqual(['a.0', 'a.1', 'b']);
    expect(problem.untold).toBe(3);
  });
});
