import { describe, expect, it } from 'vitest';
import {
  cpuLimit,
  filesOverLimit,
  slowestFiles,
  slowestJourneys,
  timeLines,
} from '../scripts/lib/test-times.mjs';

describe('the times of a run', () => {
  it('stand beside their budgets; more than a budget is told', () => {
    const times = new Map([
      ['types', 2_000],
      ['lint', 1_500],
      ['unit and property tests', 240_001],
      ['build', 9_250],
      ['a browser', 11_000],
      ['browser journeys', 240_000],
    ]);
    expect(timeLines(times)).toEqual([
      'types, lint, dead code, build, size: 12.8 s of 40 s (types 2.0 s, lint 1.5 s, build 9.3 s)',
      'unit and property tests: 240.0 s of 240 s  OVER, which is a warning',
      'browser journeys: 240.0 s of 240 s',
      'a browser: 11.0 s',
      'all: 503.8 s',
    ]);
  });

  it('are told of ten files, the one that used the most first; the guard names those over its limit', () => {
    const log = Array.from(
      { length: 12 },
      (_, index) => `${2000 * (index + 1)} test/some file ${index}.ts\n`,
    ).join('');
    const lines = slowestFiles(log);
    expect(lines).toHaveLength(10);
    expect(lines[0]).toBe('  24.0 s  test/some file 11.ts');
    expect(lines.at(-1)).toBe('   6.0 s  test/some file 2.ts');
    expect(cpuLimit).toBe(20);
    expect(filesOverLimit(log)).toEqual([
      'test/some file 10.ts: 22.0 s of processor time, more than 20.0 s: split or lighten it',
      'test/some file 11.ts: 24.0 s of processor time, more than 20.0 s: split or lighten it',
    ]);
    // On a slow machine every file needs more: a twentieth of all is allowed.
    const others = Array.from({ length: 95 }, (_, index) => `6000 other ${index}.ts\n`).join('');
    expect(filesOverLimit(`${others}30000 large.ts\n`)).toEqual([]);
    expect(filesOverLimit(`${others}40000 large.ts\n`)).toEqual([
      'large.ts: 40.0 s of processor time, more than 30.5 s: split or lighten it',
    ]);
    expect(filesOverLimit('')).toEqual(['no processor time was measured']);
  });

  it('are told of journeys by their names', () => {
    const suite = (title: string, durations: readonly number[], suites: readonly object[] = []) => ({
      title,
      file: 'a.spec.ts',
      specs: durations.map((duration) => ({
        title: `takes ${duration}`,
        tests: [{ results: [{ duration }] }],
      })),
      suites,
    });
    const report = { suites: [suite('a.spec.ts', [1200], [suite('by touch', [300, 4500])])] };
    expect(slowestJourneys(report)).toEqual([
      '   4.5 s  a.spec.ts: by touch › takes 4500',
      '   1.2 s  a.spec.ts: takes 1200',
      '   0.3 s  a.spec.ts: by touch › takes 300',
    ]);
  });
});
