/** English: the metrics strip. */
import type { ClassNoun } from '../class-noun.ts';

export const metrics = {
  title: 'Metrics',
  throughput: 'Throughput',
  perSecond: 'req/s',
  goodOffered: 'good / offered',
  latency: 'Latency',
  p99: (seconds: number): string => `p99, last ${seconds} s`,
  latencyNote: (objectivesMillis: readonly number[]): string =>
    `p50 · p95 · p99, objective ${objectivesMillis.join(' · ')} ms`,
  errors: 'Errors',
  /** None seen in n: the bound that n allows, at 95 % confidence. */
  atMost: (percent: string): string => `below ${percent} % at 95 %`,
  failedThisRun: (count: string): string => `${count} this run`,
  availability: 'Availability',
  availabilityNote: (classes: readonly string[], target: string): string =>
    `${classes.join(' · ')}, target ${target} %`,
  downtime: ({ many }: ClassNoun): string => `Downtime, ${many}`,
  downtimeOf: (allowed: string): string => `of ${allowed} per 30 days`,
  downtimeTitle: ({ many }: ClassNoun, target: string, allowed: string): string =>
    `Whole seconds in which fewer than 90 % of the ${many} that ended were answered. A target of ${target} % allows ${allowed} in 30 days.`,
  downtimeOther: ({ many }: ClassNoun, downtime: string): string => `${many} ${downtime}`,
  lostWrites: (count: string): string => `lost writes ${count}`,
  lostWritesTitle: 'Writes that were confirmed and that the present primary does not have',
  splitBrainWrites: (count: string): string => `split-brain writes ${count}`,
  pending: (seconds: number): string => `last ${seconds} s not judged yet`,
  pendingTitle: 'A second is judged when all its requests have ended.',
};
