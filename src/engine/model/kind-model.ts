/**
 * What the engine asks of a kind of component. The engine knows no kind by name: a blueprint brings the kinds it uses,
 * and the scenario finds them in the registry `kinds/models.ts`.
 */
import type { FaultKind } from '../command.ts';
import type { Component } from './component.ts';
import type { Fields } from './parameter-spec.ts';
import type { World } from './world.ts';

export interface KindModel {
  /** As scenarios write it. */
  readonly name: string;
  readonly parameters: Fields;
  readonly faults: readonly FaultKind[];
  /** Kinds that may send it calls. */
  readonly callers: readonly string[];
  /** Kinds with which it exchanges control messages; said by one of the two. */
  readonly talksWith?: readonly string[];
  readonly create: (world: World, index: number) => Component;
}

/** Slowness stretches service times: it would do nothing to a process that serves nothing itself. */
export const idleFaults: readonly FaultKind[] = ['crash', 'power-off', 'restart', 'hang'];
export const processFaults: readonly FaultKind[] = [...idleFaults, 'slow'];
