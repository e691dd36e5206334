/** Failures of all classes by root story id, largest first; they sum to the failures of the totals. */
import type { RunTotals } from '../../engine/telemetry/records.ts';

export interface RootFailures {
  readonly total: number;
  /** `root` 0 = unattributed. */
  readonly roots: readonly { readonly root: number; readonly count: number }[];
}

export function failuresByRoot(totals: RunTotals | undefined): RootFailures {
  const counts = new Map<number, number>();
  let total = 0;
  for (const { failed, failuresByRoot: byRoot } of totals?.classes ?? []) {
    total += failed;
    for (const [root, count] of Object.entries(byRoot)) {
      counts.set(Number(root), (counts.get(Number(root)) ?? 0) + count);
    }
  }
  const roots = [...counts]
    .filter(([, count]) => count > 0)
    .map(([root, count]) => ({ root, count }))
    .sort((a, b) => b.count - a.count || a.root - b.root);
  return { total, roots };
}
