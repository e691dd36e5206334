/**
 * A health report whose verdict is assigned by each check in turn instead of taking the worst.
 *
 *   status: healthy;  database down → unhealthy;  cache down → degraded;  still healthy and something slow or full → degraded
 *   HTTP 503 ⟺ unhealthy
 *
 * Source: the article's health endpoint; held against `algorithms.health.table`. O(1). Known failure: with database and
 * cache both down the later check overwrites the worse verdict: degraded, HTTP 200, and the balancer keeps sending.
 */
import { atLeast, readOptions, yesOrNo } from '../../base/options.ts';
import { type Micros, microsPerMilli } from '../../base/units.ts';
import type { Defect } from './defect.ts';
import { cpuPercent, heapPercent } from './process-usage.ts';

export const defects: readonly Defect[] = [
  {
    name: 'verdictOverwritten',
    keys: [['algorithms', 'health', 'table']],
    right: 'healthReport',
    what: 'A cache that is down sets the verdict to degraded even if a dead database had set it to unhealthy.',
  },
];

export type Status = 'healthy' | 'degraded' | 'unhealthy';

export interface Measured {
  readonly databaseUp?: boolean;
  readonly databaseLatency?: Micros;
  readonly cacheUp?: boolean;
  readonly cacheLatency?: Micros;
  readonly heapUsed?: number;
  readonly heapCommitted?: number;
  readonly cpuTime?: Micros;
}

export interface Report {
  readonly status: Status;
  readonly httpStatus: 200 | 503;
  readonly database: Status;
  readonly cache: Status;
  readonly memory: Status;
  readonly cpu: Status;
}

const [slowDatabase, slowCache] = [100 * microsPerMilli, 50 * microsPerMilli];
const [fullHeap, busyCpu] = [80, 70];

const wellAndIdle: Required<Measured> = {
  databaseUp: true,
  databaseLatency: 1 * microsPerMilli,
  cacheUp: true,
  cacheLatency: 1 * microsPerMilli,
  heapUsed: 1,
  heapCommitted: 2,
  cpuTime: 0,
};

const ranges = {
  databaseUp: yesOrNo,
  databaseLatency: atLeast(0),
  cacheUp: yesOrNo,
  cacheLatency: atLeast(0),
  heapUsed: atLeast(0),
  heapCommitted: atLeast(1),
  cpuTime: atLeast(0),
};

/** What is not given is well and idle. */
export function report(given: Measured): Report {
  const m = readOptions<Required<Measured>, Measured>(given, wellAndIdle, ranges);
  const checks = {
    database: verdictOf(m.databaseUp, m.databaseLatency < slowDatabase),
    cache: verdictOf(m.cacheUp, m.cacheLatency < slowCache),
    memory: verdictOf(true, heapPercent(m.heapUsed, m.heapCommitted) < fullHeap),
    cpu: verdictOf(true, cpuPercent(m.cpuTime) < busyCpu),
  };
  let status: Status = 'healthy';
  if (!m.databaseUp) status = 'unhealthy';
  if (!m.cacheUp) status = 'degraded';
  if (status === 'healthy' && Object.values(checks).includes('degraded')) status = 'degraded';
  return { status, httpStatus: status === 'unhealthy' ? 503 : 200, ...checks };
}

function verdictOf(up: boolean, good: boolean): Status {
  if (!up) return 'unhealthy';
  return good ? 'healthy' : 'degraded';
}
