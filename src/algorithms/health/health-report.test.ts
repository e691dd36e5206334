import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as report from './health-report.ts';

const statuses = ['healthy', 'degraded', 'unhealthy'] as const;
const rank = (status: report.HealthStatus): number => statuses.indexOf(status);
const check = fc.record({ required: fc.boolean(), status: fc.constantFrom(...statuses) });

function verdictOf(checks: readonly { required: boolean; status: report.HealthStatus }[]): number {
  const s = report.create({ checks: checks.map(({ required }, place) => ({ id: `c${place}`, required })) });
  checks.forEach(({ status }, place) => {
    report.observe(s, `c${place}`, { status });
  });
  expect(report.httpStatus(s)).toBe(report.verdict(s) === 'unhealthy' ? 503 : 200);
  return rank(report.verdict(s));
}

const endpoint = {
  checks: [
    { id: 'database', degradedFrom: 100_000 },
    { id: 'cache', required: false, degradedFrom: 50_000 },
    { id: 'memory', required: false, degradedFrom: 0.8, unhealthyFrom: 0.95 },
  ],
};

describe('healthReport', () => {
  it('is the worst of the required checks, the optional ones lowering it to degraded at most', () => {
    fc.assert(
      fc.property(fc.array(check), (checks) => {
        const all = checks.map(({ required, status }) =>
          required ? rank(status) : Math.min(1, rank(status)),
        );
        expect(verdictOf(checks)).toBe(Math.max(0, ...all));
      }),
    );
  });

  it('never improves by adding or worsening a check, in whatever order they come', () => {
    fc.assert(
      fc.property(fc.array(check, { minLength: 1 }), check, fc.nat(), (checks, added, at) => {
        const before = verdictOf(checks);
        expect(verdictOf([...checks, added])).toBeGreaterThanOrEqual(before);
        const place = at % checks.length;
        const worse = statuses[Math.min(2, rank(checks[place]!.status) + 1)]!;
        expect(verdictOf(checks.with(place, { ...checks[place]!, status: worse }))).toBeGreaterThanOrEqual(
          before,
        );
        expect(verdictOf(checks.toReversed())).toBe(before);
        const required = checks.filter((one) => one.required).map(({ status }) => rank(status));
        expect(before).toBeGreaterThanOrEqual(Math.max(0, ...required));
      }),
    );
  });

  it('holds values against thresholds, which make it worse than the check says and never better', () => {
    const s = report.create(endpoint);
    expect(report.verdict(s)).toBe('unhealthy');
    const seen = (id: string, status: report.HealthStatus, value?: number): string => {
      report.observe(s, id, value === undefined ? { status } : { status, value });
      return `${report.verdict(s)} ${report.httpStatus(s)}`;
    };
    seen('cache', 'healthy', 10);
    seen('memory', 'healthy', 0.5);
    expect(seen('database', 'healthy', 99_999)).toBe('healthy 200');
    expect(seen('database', 'healthy', 100_000)).toBe('degraded 200');
    expect(seen('database', 'unhealthy', 5)).toBe('unhealthy 503');
    expect(seen('cache', 'unhealthy')).toBe('unhealthy 503');
    expect(seen('database', 'healthy')).toBe('degraded 200');
    expect(seen('cache', 'healthy')).toBe('healthy 200');
    expect(seen('memory', 'healthy', 0.95)).toBe('degraded 200');
  });

  it('measures the processor over an interval and memory against its limit', () => {
    const hour = 3_600_000_000;
    const before = { used: 14_000_000_000, at: 10 * hour };
    expect(report.cpuUtilization(before, { used: before.used + 500_000, at: before.at + 10_000_000 })).toBe(
      0.05,
    );
    expect(
      report.cpuUtilization(before, { used: before.used + 2_000_000, at: before.at + 1_000_000 }, 4),
    ).toBe(0.5);
    expect(report.memoryUtilization(400, 512)).toBe(0.78125);
    expect(() => report.cpuUtilization(before, before)).toThrow('after.at');
    expect(() => report.memoryUtilization(600, 512)).toThrow('used');
  });

  it.each([
    [{ checks: [{ id: 'a' }, { id: 'a' }] }, 'checks[1]'],
    [{ checks: [{ id: 'a', degradedFrom: 2, unhealthyFrom: 1 }] }, 'checks[0].unhealthyFrom'],
    [{ checks: [{ id: 'a', optional: true }] }, 'checks[0].optional'],
    [{ checks: 3 }, 'checks'],
  ])('refuses %o', (options, named) => {
    expect(() => report.create(options as never)).toThrow(
      expect.objectContaining({ name: 'OptionError', option: named }),
    );
  });
});
