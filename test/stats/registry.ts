// Every family of statistics, in the order of docs/figures.json.
import { failoverPhases } from './failover-phases.ts';
import { lostWrites } from './lost-writes.ts';
import { queueing } from './queueing.ts';
import { reportBreaker } from './report-breaker.ts';
import { reportCache } from './report-cache.ts';
import { reportData } from './report-data.ts';
import { reportDoneTwice } from './report-done-twice.ts';
import { reportFailover } from './report-failover.ts';
import { reportLoad } from './report-load.ts';
import { reportLost } from './report-lost.ts';
import { reportRetry } from './report-retry.ts';
import { sentinelRuns } from './sentinel-runs.ts';
import { sessionSeeks } from './session.ts';
import type { Statistic } from './statistic.ts';
import { theoryCheck } from './theory-check.ts';

export const registry: readonly Statistic[] = [
  ...queueing,
  ...theoryCheck,
  ...failoverPhases,
  ...lostWrites,
  ...sentinelRuns,
  ...sessionSeeks,
  ...reportCache,
  ...reportFailover,
  ...reportLoad,
  ...reportData,
  ...reportLost,
  ...reportBreaker,
  ...reportRetry,
  ...reportDoneTwice,
];
