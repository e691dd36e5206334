/** The course of one figure over the run. */
export type Metric = 'throughput' | 'latency' | 'errors' | 'availability' | 'downtime';

export function MetricChart({ metric }: { readonly metric: Metric }) {
  return <div data-chart={metric} />;
}
