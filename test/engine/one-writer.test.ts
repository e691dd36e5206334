// The columns of the call table have one writer. The compiler refuses an assignment through `CallTable`; this reads the
// text, so that a cast does not pass either.
import { describe, expect, it } from 'vitest';
import { Calls } from '../../src/engine/kernel/calls.ts';
import { sourceFiles } from '../support/repository.ts';

const columns = Object.entries(new Calls()).flatMap(([name, value]) =>
  ArrayBuffer.isView(value) ? [name] : [],
);
const index = String.raw`\[(?:[^[\]]|\[[^\]]*\])*\]`;
const operator = String.raw`(?:(?:[-+*/%|&^]|<<|>>|\?\?|\|\||&&)?=(?![=>])|\+\+|--)`;
const assignment = new RegExp(
  String.raw`\b[cC]alls\b[^.\n]{0,12}\.(?:${columns.join('|')})${index}!?\s*${operator}`,
);

const files = sourceFiles(/(?<!\.test)\.ts$/).filter(({ path }) => /^src\/(engine|kinds)\//.test(path));
const writer = 'src/engine/kernel/calls.ts';

describe('the columns of the call table', () => {
  it('are assigned in one file', () => {
    expect(files.map(({ path }) => path)).toContain(writer);
    const others = files.filter(({ path, text }) => path !== writer && assignment.test(text));
    expect(others.map(({ path, text }) => `${path}: ${assignment.exec(text)?.[0]}`)).toEqual([]);
  });

  it('belong to one table, which the world makes', () => {
    const makers = files.filter(({ text }) => /new Calls\(|\bas (?:unknown as )?Calls\b/.test(text));
    expect(makers.map(({ path }) => path)).toEqual(['src/engine/model/world.ts']);
  });
});

describe('the search for assignments', () => {
  it.each([
    'calls.cause[call] = 3;',
    'world.calls.waits[calls.parent[call] as number] = 0;',
    'this.world.calls.workSlot[a]! |= 4;',
    '(calls as Calls).phase[call]++;',
    'calls!.rootId[call]! += 1;',
  ])('finds %s', (text) => expect(assignment.test(text)).toBe(true));

  it.each([
    'if (calls.cause[call] === cause.none) return;',
    'const found = calls.rootId[call] as number;',
    'requests.firstCall[request] = call;',
    'calls.cause[call] >= 3',
    'calls.cause[call] == 3',
    'expect((call: number) => calls.cause[call]);',
  ])('leaves %s', (text) => expect(assignment.test(text)).toBe(false));
});
