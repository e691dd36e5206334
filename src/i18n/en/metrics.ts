/** English: the metrics strip. */
export const metrics = {
  title: 'Metrics',
  throughput: 'Throughput',
  perSecond: 'req/s',
  goodOffered: 'good / offered',
  latency: 'Latency',
  latencyNote: (objectiveMillis: number): string => `p50 · p95 · p99, objective ${objectiveMillis} ms`,
  errors: 'Errors',
  /** None seen in n: the bound that n allows, at 95 % confidence. */
  atMost: (percent: string): string => `below ${percent} % at 95 %`,
  failedThisRun: (count: string): string => `${count} this run`,
  availability: 'Availability',
  availabilityNote: (classes: readonly string[], target: string): string =>
    `${classes.join(' · ')}, target ${target} %`,
  downtime: 'Downtime, writes',
  downtimeOf: (allowed: string): string => `of ${allowed} per 30 days`,
  downtimeNote: (reads: string, pending: number): string =>
    pending > 0 ? `reads ${reads} · last ${pending} s not judged yet` : `reads ${reads}`,
};
