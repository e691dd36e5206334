/**
 * A version check that expects the replica to have the row.
 *
 *   replica's version < expected → the primary's row, else the replica's
 *
 * Source: the article's version check against replication lag; held against `application.versionCheckRowNotYetReplicated`.
 * O(1). Known failure: a row just created is not stale on the replica but missing, and reading the version off nothing
 * throws: the check fails in the case it was written for.
 */
import { check, whole } from '../../base/options.ts';
import type { Defect } from './defect.ts';

export const defects: readonly Defect[] = [
  {
    name: 'missingRowHasNoVersion',
    keys: [['application', 'versionCheckRowNotYetReplicated']],
    right: 'readRouting',
    what: 'A row that has not reached the replica is null, and the check reads a version off it.',
  },
];

export interface Row {
  readonly version: number;
}

/** The row to show. Throws a TypeError for a row that the replica does not have: that is the defect. */
export function rowAtLeast(
  expectedVersion: number,
  onReplica: Row | null,
  onPrimary: Row | null,
): Row | null {
  check('expectedVersion', expectedVersion, whole(0));
  return (onReplica as Row).version < expectedVersion ? onPrimary : onReplica;
}
