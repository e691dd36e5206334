/**
 * What the engine asks of a kind of component. The engine knows no kind by name: a blueprint brings the kinds it uses,
 * and the scenario finds them in the registry `kinds/models.ts`.
 */
import { type FaultKind, faultKinds, formOf } from '../command.ts';
import type { Trait } from '../description.ts';
import type { Instrument } from '../telemetry/layout.ts';
import type { Component } from './component.ts';
import type { Fields } from './parameter-spec.ts';
import type { Site } from './site.ts';

/**
 * What calls are about. Three are HTTP: `http` asked by people, `origin` answered with what a cache may keep, `upstream`
 * dealt to any of several alike. `kv` and `sql` are asked of stores, `api` of somebody else's service.
 */
export type Protocol = 'http' | 'origin' | 'upstream' | 'kv' | 'sql' | 'api';

/** Calls that a kind makes. Of a replicated store every node must be in reach: any of them can become primary. */
export interface Need {
  readonly protocol: Protocol;
  /** How many components serve it. */
  readonly count: 'one' | 'some' | 'any';
  /** Name of the need without which this one makes no sense. */
  readonly onlyWith?: string;
  /** What would be right, as a refusal says it. */
  readonly allowed?: string;
}

export interface KindModel {
  /** As scenarios write it. */
  readonly name: string;
  readonly parameters: Fields;
  readonly faults: readonly FaultKind[];
  readonly traits: readonly Trait[];
  readonly serves: readonly Protocol[];
  /** By the name of the dependency. */
  readonly needs: Readonly<Record<string, Need>>;
  /** Protocols of dependencies that a scenario may declare for it besides, and ask in routes of its own; absent: no such. */
  readonly asks?: readonly Protocol[];
  /** With whom it exchanges messages besides calls: whoever has the trait. Said by one of the two ends. */
  readonly control: readonly (Trait | 'own kind')[];
  /** Statecharts that its processes run besides the life of a process. */
  readonly machines?: readonly { readonly name: string; readonly config: unknown }[];
  /** Instruments that only this kind mounts, on its components or on the edges that these call over. */
  readonly instruments?: Readonly<Record<string, Instrument>>;
  readonly create: (site: Site) => Component;
}

export const processFaults: readonly FaultKind[] = faultKinds;
/** Slowness stretches service times: it would do nothing to a process that serves nothing itself. */
export const idleFaults: readonly FaultKind[] = faultKinds.filter((kind) => !formOf(kind).needsWork);
