/** What a node of a replicated store takes itself for and how far it is behind: mounted by its `LogReplication`. */
import type { Instrument } from '../telemetry/layout.ts';
import { type DatabaseRole, databaseRoles } from '../telemetry/records.ts';
import type { NodePosition, ReplicatedStore } from './replicated-store.ts';
import type { Site } from './site.ts';

export const storeInstruments = {
  /** Index into `databaseRoles`. */
  role: { id: 'role', on: 'component', kind: 'code', unit: 'states', joins: 'last' },
  /** Committed versions of the present primary not yet applied here, and the age of the oldest of them. */
  lagVersions: { id: 'lagVersions', on: 'component', kind: 'gauge', unit: 'versions', joins: 'mean' },
  lagMicros: { id: 'lagMicros', on: 'component', kind: 'gauge', unit: 'micros', joins: 'mean' },
} as const satisfies Readonly<Record<string, Instrument>>;

interface Node {
  readonly role: 'primary' | 'replica';
  readonly position: NodePosition;
}

/** While the run is built. */
export function mountNode({ index, meter }: Site, store: ReplicatedStore, node: Node): void {
  const roleAsDrawn = (): DatabaseRole =>
    node.role === 'primary' && store.primary !== index ? 'oldPrimary' : node.role;
  meter.mount(storeInstruments.role, { now: () => databaseRoles.indexOf(roleAsDrawn()) });
  meter.mount(storeInstruments.lagVersions, { now: () => store.lagVersions(node.position) });
  meter.mount(storeInstruments.lagMicros, { now: () => store.lagMicros(node.position) });
}
