/** The five figures of the strip. */
export const metrics = ['throughput', 'latency', 'errors', 'availability', 'downtime'] as const;
export type Metric = (typeof metrics)[number];
