/**
 * Columns of the engine's records, as values: this room may import only types of the engine, and the types here are
 * those of the engine's own tables, so that a column that moves there is a compile error here.
 */
import type * as records from '../../engine/telemetry/records.ts';

export const gaugeColumn: typeof records.gaugeColumn = {
  health: 0,
  busy: 1,
  slots: 2,
  queueLength: 3,
  queueCapacity: 4,
  role: 5,
  lagVersions: 6,
  lagMicros: 7,
  answered: 8,
  failed: 9,
  healthSince: 10,
  rootId: 11,
  inRotation: 12,
};
export const gaugeStride: typeof records.gaugeStride = 13;

export const componentColumn: typeof records.componentColumn = {
  second: 0,
  component: 1,
  arrived: 2,
  answered: 3,
  failed: 4,
  busy: 5,
  queueLength: 6,
  queueLengthMax: 7,
  health: 8,
  lagVersions: 9,
  lagMicros: 10,
};

export const classColumn: typeof records.classColumn = {
  second: 0,
  class: 1,
  arrived: 2,
  ok: 3,
  failed: 4,
  slow: 5,
  stale: 6,
  causes: 7,
};

export const healthStates: typeof records.healthStates = [
  'healthy',
  'degraded',
  'down',
  'recovering',
  'removed',
];
export const databaseRoles: typeof records.databaseRoles = ['none', 'primary', 'replica'];
