/**
 * How the engine bears many servers: `three-tier` with 10, 100 and 1,000 of them behind its balancer, 20,000 requests a
 * second in all three, so that a request does the same work and only the architecture around it grows.
 */
import { Run } from '../../../src/engine/run.ts';
import { compile } from '../../../src/scenario/compile.ts';
import type { Scenario } from '../../../src/scenario/scenario.ts';
import { threeTier } from '../../../src/scenario/templates/three-tier.ts';
import { frameSink } from '../engine-runs.ts';
import { interleave, median, medianRatio, type Row } from '../measure.ts';

const requestsPerSecond = 20_000;

/** Not parsed, because people may hand in no more than 200 components. */
function withServers(count: number) {
  const servers = Array.from({ length: count }, (_, place) => ({
    id: `api-${place + 1}`,
    kind: 'app-server' as const,
    group: 'api',
  }));
  const scenario: Scenario = {
    ...threeTier,
    components: [
      { id: 'users', kind: 'users', parameters: { arrivalRate: requestsPerSecond } },
      { id: 'lb', kind: 'load-balancer' },
      ...servers,
      {
        id: 'database',
        kind: 'database',
        parameters: {
          serviceDistribution: 'exponential',
          connections: 80,
          meanReadMillis: 2,
          meanWriteMillis: 2,
        },
      },
    ],
    groups: [
      { id: 'api', parameters: { serviceDistribution: 'exponential', slots: 16, meanServiceMillis: 1 } },
    ],
  };
  const compiled = compile(scenario);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problem));
  return compiled.value;
}

/** Each call goes on by one second of simulated time, so that building the system is not timed. */
function secondBySecond(servers: number): () => void {
  const run = new Run(withServers(servers), 1, frameSink());
  return () => void run.until(run.now + 1_000_000, Number.POSITIVE_INFINITY);
}

export function run(): Row[] {
  const times = interleave(
    { ten: secondBySecond(10), hundred: secondBySecond(100), thousand: secondBySecond(1_000) },
    15,
    4,
  );
  const rate = (name: string, took: readonly number[]): Row => ({
    name,
    value: requestsPerSecond / median(took),
    unit: 'k requests/s',
    better: 'higher',
  });
  const loss = (name: string, ratio: number): Row => ({
    name,
    value: ratio,
    unit: '× as long',
    better: 'lower',
    note: ratio <= 2 ? 'at most 2 a decade' : 'MORE than 2 a decade',
  });
  return [
    rate('10 servers', times.ten),
    rate('100 servers', times.hundred),
    rate('1,000 servers', times.thousand),
    loss('10 to 100', medianRatio(times.hundred, times.ten)),
    loss('100 to 1,000', medianRatio(times.thousand, times.hundred)),
  ];
}
