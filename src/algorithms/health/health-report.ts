/**
 * A health endpoint's answer, put together from checks so that no check can improve what another one found: the worst of
 * the required ones, and an optional one can lower it to degraded at most.
 *
 *   verdict = worst( worst over required,  min(worst over optional, degraded) );  healthy < degraded < unhealthy
 *   CPU  = Δ cpu time / (Δ time × cores);   memory = used / limit
 *
 * Source: the article's health check, whose rules these put right; RFC 9110 for 503; Linux cgroup `memory.max` for the
 * limit. O(checks) per verdict. Known failure: a required check of a shared dependency takes every instance out at once;
 * and it says how things were when they were last looked at.
 */
import {
  atLeast,
  between,
  check,
  checkIds,
  checkTables,
  insist,
  list,
  OptionError,
  oneOf,
  optional,
  positive,
  readOptions,
  text,
  yesOrNo,
} from '../../base/options.ts';
import type { Micros, Ratio } from '../../base/units.ts';

export type HealthStatus = 'healthy' | 'degraded' | 'unhealthy';

export interface CheckOptions {
  readonly id: string;
  /** Without it nothing works. An optional one only degrades. */
  readonly required?: boolean;
  /** From this value on it is degraded, or unhealthy: a latency in Micros, a share of the processor or of the memory. */
  readonly degradedFrom?: number | undefined;
  readonly unhealthyFrom?: number | undefined;
}

export interface HealthReportOptions {
  readonly checks: readonly CheckOptions[];
}

export interface Finding {
  readonly status: HealthStatus;
  /** What is held against the thresholds. */
  readonly value?: number;
}

export interface HealthCheck extends Required<CheckOptions> {
  /** Of the last finding; a check that was never made is unhealthy. */
  status: HealthStatus;
  value: number | undefined;
}

export interface HealthReport {
  readonly checks: HealthCheck[];
}

/** Processor time used since the process started, and when that was read. */
export interface CpuReading {
  readonly used: Micros;
  readonly at: Micros;
}

const status = oneOf('healthy', 'degraded', 'unhealthy');
const value = optional(atLeast(0));
const ranges = {
  id: text,
  required: yesOrNo,
  degradedFrom: optional(positive),
  unhealthyFrom: optional(positive),
};

/** @throws OptionError for a bad option of a check, or an id that comes twice. */
export function create(given: HealthReportOptions): HealthReport {
  const { checks } = readOptions<HealthReportOptions, HealthReportOptions>(
    given,
    {},
    { checks: list('checks') },
  );
  checkTables('checks', checks);
  checkIds(
    'checks',
    checks.map(({ id }) => id),
  );
  return { checks: checks.map((one, place) => checkFrom(one, `checks[${place}].`)) };
}

function checkFrom(given: CheckOptions, inside: string): HealthCheck {
  const options = readOptions<Required<CheckOptions>, CheckOptions>(
    given,
    { required: true },
    ranges,
    inside,
  );
  const { degradedFrom = 0, unhealthyFrom } = options;
  insist(
    unhealthyFrom === undefined || unhealthyFrom >= degradedFrom,
    `${inside}unhealthyFrom`,
    'at least degradedFrom',
    unhealthyFrom,
  );
  return { ...options, status: 'unhealthy', value: undefined };
}

/** Takes in what a check found. A threshold can make it worse than the check says, never better. */
export function observe(s: HealthReport, id: string, found: Finding): void {
  const one = checkOf(s, id);
  check('status', found.status, status);
  check('value', found.value, value);
  one.value = found.value;
  one.status = found.status;
  if (one.status !== 'unhealthy' && isFrom(one.unhealthyFrom, found.value)) one.status = 'unhealthy';
  if (one.status === 'healthy' && isFrom(one.degradedFrom, found.value)) one.status = 'degraded';
}

function checkOf(s: HealthReport, id: string): HealthCheck {
  for (const one of s.checks) if (one.id === id) return one;
  throw new OptionError('id', 'one of the checks', id);
}

const isFrom = (threshold: number | undefined, found: number | undefined): boolean =>
  threshold !== undefined && found !== undefined && found >= threshold;

/** Healthy if there is no check at all. */
export function verdict(s: HealthReport): HealthStatus {
  let worst: HealthStatus = 'healthy';
  for (const one of s.checks) {
    if (one.status === 'healthy') continue;
    if (one.required && one.status === 'unhealthy') return 'unhealthy';
    worst = 'degraded';
  }
  return worst;
}

/** Degraded still serves: only unhealthy asks to be taken out of rotation. */
export function httpStatus(s: HealthReport): 200 | 503 {
  return verdict(s) === 'unhealthy' ? 503 : 200;
}

/** Share of the processors used between two readings, not since the process started. */
export function cpuUtilization(before: CpuReading, after: CpuReading, cores = 1): Ratio {
  check('cores', cores, positive);
  insist(after.at > before.at, 'after.at', 'after before.at', after.at);
  insist(after.used >= before.used, 'after.used', 'at least before.used', after.used);
  return (after.used - before.used) / ((after.at - before.at) * cores);
}

/** Share of what the process may use; not of a heap that grows with its contents. */
export function memoryUtilization(used: number, limit: number): Ratio {
  check('limit', limit, positive);
  check('used', used, between(0, limit));
  return used / limit;
}
