// Every key of the recorded defects has a case with a name of its own, and beside each case stands what does it right.
import { describe, expect, it } from 'vitest';
import * as algorithms from '../../src/algorithms/index.ts';
import { openRecording } from '../support/recording.ts';

const { article } = algorithms;
const { defects, textbookNames } = article;
const recording = openRecording('article-defects.json');

/** Where the recording shows what the article's code and the right one have in common, or says how it was made. */
const noDefect = [
  'desc',
  'algorithms/consistentHash/emptyRing',
  'algorithms/slidingWindow/edge',
  'algorithms/health/_note',
];

function leavesOf(value: unknown, path: readonly string[] = []): string[][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [[...path]];
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, [...path, key]));
}

const isWithin = (path: readonly string[], whole: readonly string[]): boolean =>
  whole.every((key, place) => path[place] === key);

describe('the defects', () => {
  it('cover every key of article-defects.json', () => {
    const covered = [...defects.flatMap(({ keys }) => keys), ...noDefect.map((path) => path.split('/'))];
    const left = leavesOf(recording.peek()).filter((leaf) => !covered.some((path) => isWithin(leaf, path)));
    expect(left.map((leaf) => leaf.join('/'))).toEqual([]);
  });

  it.each(['algorithms', 'application'])('name a case for each key under %s', (part) => {
    for (const key of Object.keys(recording.peek<object>(part))) {
      const cases = defects.filter(({ keys }) => keys.some((path) => path[0] === part && path[1] === key));
      expect(cases.length, key).toBeGreaterThan(0);
    }
  });

  it('claim nothing that the recording does not have', () => {
    for (const path of defects.flatMap(({ keys }) => keys)) {
      expect(recording.peek(...path), path.join('/')).toBeDefined();
    }
  });

  it('have a name each, in one style', () => {
    const names = defects.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/^[a-z]+([A-Z0-9][a-z0-9]*)*$/.test(name))).toEqual([]);
  });

  it('stand beside a namespace of the textbook, or say what to do instead', () => {
    const rights = defects.flatMap((defect) => ('right' in defect ? [defect.right] : []));
    expect(textbookNames.filter((name) => !rights.includes(name))).toEqual([]);
    expect(textbookNames.filter((name) => !(name in algorithms))).toEqual([]);
    for (const defect of defects) {
      if (!('right' in defect)) expect(defect.instead, defect.name).toMatch(/\.$/);
    }
  });

  it('are shown by every namespace of the folder, and only by those', () => {
    const namespaces = Object.entries(article).flatMap(([name, shown]) =>
      'defects' in shown ? [[name, shown.defects] as const] : [],
    );
    expect(namespaces.map(([name]) => name).sort()).toEqual(
      [...new Set(defects.map(({ shownBy }) => shownBy))].sort(),
    );
    for (const [name, own] of namespaces) expect(own.length, name).toBeGreaterThan(0);
  });
});
