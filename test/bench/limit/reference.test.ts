// The C++ reference simulates what it says: closed forms, and our own engine. Where no compiler is found, only that is shown.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { blueprintOf } from '../../support/engine-lab.ts';
import { compileReference, expectAgreement, type Report, standardErrorsOff } from './reference.ts';
import { threeTierFigures } from './three-tier.ts';

const folder = mkdtempSync(join(tmpdir(), 'nines-limit-'));
const reference = compileReference(folder);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const report: Report = {
  requests: 900,
  events: 8_100,
  timeouts: 2_700,
  processorSeconds: 1,
  figures: { latency: { mean: 10, standardError: 0.1 } },
};

describe('the compiler', () => {
  const empty = join(folder, 'empty');

  it('is missed where there is none', () => {
    expect(compileReference(empty, ['no-such-compiler'])).toBeUndefined();
  });

  it('is heard when it refuses', () => {
    expect(() => compileReference(empty, ['no-such-compiler', process.execPath])).toThrow('does not compile');
  });
});

describe('agreement', () => {
  it('is judged by the errors of both', () => {
    // A third of the requests, three times the variance: 0.1 × √(1 + 3) = 0.2.
    expect(standardErrorsOff(10.5, 300, report.figures.latency!, report)).toBeCloseTo(2.5, 12);
    expect(standardErrorsOff(9.5, 300, report.figures.latency!, report)).toBeCloseTo(2.5, 12);
  });

  it('is demanded of every figure, and 4 standard errors are too many', () => {
    expect(() => expectAgreement('x', { latency: 10.79 }, 300, report)).not.toThrow();
    expect(() => expectAgreement('x', { latency: 10.81 }, 300, report)).toThrow('4.1 standard errors');
    expect(() => expectAgreement('x', { latency: Number.NaN }, 300, report)).toThrow('standard errors');
    expect(() => expectAgreement('x', { other: 1 }, 300, report)).toThrow('has no other');
  });
});

describe('the reference, where a compiler is found', () => {
  it('waits as M/M/1 does: 1/(1 − 0.9) mean services in the system', () => {
    if (reference === undefined) return;
    const mm1 = reference('mm1', 1_000_000, 1);
    expect(mm1.events).toBe(2 * mm1.requests);
    expect(standardErrorsOff(10, Number.POSITIVE_INFINITY, mm1.figures.meanResponse!, mm1)).toBeLessThan(4);
    expect(mm1.figures.meanResponse!.standardError).toBeLessThan(0.5);
  });

  it('plays three-tier event for event, and keeps the database as busy as its load says', () => {
    if (reference === undefined) return;
    const three = reference('three', 200_000, 1);
    expect([three.events, three.timeouts]).toEqual([9 * three.requests, 3 * three.requests]);
    // 2,000/s × 2 ms ÷ 8 connections.
    const busy = three.figures.databaseUtilization!;
    expect(standardErrorsOff(0.5, Number.POSITIVE_INFINITY, busy, three)).toBeLessThan(4);
    const played = threeTierFigures(blueprintOf('three-tier'), 8);
    expectAgreement('three', played.figures, played.requests, three);
    // No timeout fires: where timeouts are kept changes nothing but the speed.
    expect(reference('three-heap', 200_000, 1).figures).toEqual(three.figures);
  });
});
