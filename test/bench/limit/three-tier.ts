/** The template `three-tier` as the C++ reference counts it. */
import type { Blueprint } from '../../../src/engine/blueprint.ts';
import { createEngine } from '../../../src/engine/engine.ts';
import { silentSink } from '../engine-runs.ts';

export interface Played {
  readonly requests: number;
  readonly events: number;
  readonly figures: Readonly<Record<'latencyMillis' | 'serverUtilization' | 'databaseUtilization', number>>;
}

const servers = ['api-1', 'api-2', 'api-3', 'api-4'];

export function threeTierFigures(blueprint: Blueprint, seconds: number, seed = 1): Played {
  const engine = createEngine(blueprint, seed, silentSink);
  engine.runUntil(seconds * 1_000_000);
  const { classes, events } = engine.totals();
  const latencies = engine.latencies();
  const ok = classes.reduce((sum, each) => sum + each.ok, 0);
  const latencyMillis =
    classes.reduce((sum, { id, ok: count }) => sum + (latencies[id]?.mean ?? 0) * count, 0) / ok;
  const totals = engine.componentTotals();
  const used = (id: string): number => totals.find((one) => one.id === id)?.utilization ?? Number.NaN;
  return {
    requests: classes.reduce((sum, each) => sum + each.arrived, 0),
    events,
    figures: {
      latencyMillis,
      serverUtilization: servers.reduce((sum, id) => sum + used(id), 0) / servers.length,
      databaseUtilization: used('database'),
    },
  };
}
