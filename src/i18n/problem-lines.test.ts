import { describe, expect, it } from 'vitest';
import type { InputProblem } from '../base/result.ts';
import { reportText } from './report-text.ts';
import { laterTextsOf } from './texts.ts';

const alone: InputProblem = {
  path: 'seed',
  value: '-1',
  allowed: '0 … 4294967295, a whole number',
  place: { line: 5, column: 10 },
};
const several: InputProblem = {
  ...alone,
  others: [
    { path: 'name', value: '(empty)', allowed: '1 … 80 characters' },
    { path: 'links', value: '0', allowed: 'a list of 0 … 5000 links' },
  ],
  untold: 7,
};

describe('what the page says of a refusal', () => {
  it('is a sentence for one problem, with its place', () => {
    expect(laterTextsOf('en').words.notices.problem(alone)).toBe(
      'line 5, column 10: seed = -1; allowed: 0 … 4294967295, a whole number. Nothing was changed.',
    );
  });

  it('is a line for each of several, and what became of the run', () => {
    expect(laterTextsOf('en').words.notices.problem(several).split('\n')).toEqual([
      '',
      'line 5, column 10: seed = -1; allowed: 0 … 4294967295, a whole number',
      'name = (empty); allowed: 1 … 80 characters',
      'links = 0; allowed: a list of 0 … 5000 links',
      'and 7 more',
      'Nothing was changed.',
    ]);
    expect(laterTextsOf('zh').words.notices.problem(several).split('\n')).toEqual([
      '',
      '第 5 行第 10 列：seed = -1；允许：0 … 4294967295，整数',
      'name = （空）；允许：1 … 80 个字符',
      'links = 0；允许：0 … 5000 个连接的列表',
      '另有 7 处',
      '未作任何改动。',
    ]);
  });
});

describe('what the command line says of it', () => {
  it('is one line for one problem, else a line for each', () => {
    expect(reportText.en.problem(alone)).toBe(
      'not accepted: line 5, column 10: seed = -1; allowed: 0 … 4294967295, a whole number; nothing was run',
    );
    expect(reportText.en.problem(several).split('\n')).toHaveLength(5);
    expect(reportText.zh.problem(several)).toMatch(
      /^不接受；未运行任何内容：\n {2}第 5 行第 10 列：seed = -1；/,
    );
  });
});
