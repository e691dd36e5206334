/**
 * What `describe()` tells whoever draws a run: names, indices, parameters with specs and present values, links.
 * Plain JSON. Indices are those of the numeric records.
 */
import type { Micros } from '../base/units.ts';
import type { FaultKind } from './command.ts';
import type { ParameterSpec } from './model/parameter-spec.ts';

export type ComponentKind = 'users' | 'load-balancer' | 'app-server' | 'database' | 'sentinel' | 'station';

export interface ComponentDescription {
  readonly index: number;
  readonly id: string;
  readonly kind: ComponentKind;
  /** Members of one group share parameters by a path that names the group. */
  readonly group?: string;
  readonly parameters: readonly ParameterSpec[];
  /** Present values by `path`, in the specs' units. */
  readonly values: Readonly<Record<string, number>>;
  readonly faults: readonly FaultKind[];
}

export interface LinkDescription {
  readonly from: string;
  readonly to: string;
  /** 'request' carries calls; 'control' carries pings, votes and the log. */
  readonly carries: 'request' | 'control';
  readonly oneWayDelayMicros: Micros;
  /** State now: messages from → to vanish; to → from vanish. */
  readonly cutForward: boolean;
  readonly cutBackward: boolean;
}

export interface RunDescription {
  readonly scenario: string;
  readonly seed: number;
  readonly components: readonly ComponentDescription[];
  readonly groups: readonly { readonly id: string; readonly members: readonly string[] }[];
  readonly links: readonly LinkDescription[];
  readonly classes: readonly { readonly id: string; readonly share: number; readonly kind: 'read' | 'write' }[];
  readonly objectives: { readonly latencyMillis: number; readonly availability: number };
  readonly clientTimeoutMicros: Micros;
  /** Statechart of each component that has one, as XState's plain `config`. */
  readonly machines: readonly { readonly component: string; readonly name: string; readonly config: unknown }[];
}
