/**
 * What the engine is built from: a compiled scenario, already checked. Plain data but for the kinds' models; wiring
 * follows from the links.
 */
import type { Micros } from '../base/units.ts';
import type { FaultKind, StampedCommand } from './command.ts';
import type { AbsentBecause, Objectives, Question, RequestClass, Trait } from './description.ts';
import type { KindModel, Protocol } from './model/kind-model.ts';
import type { ParameterSpec } from './model/parameter-list.ts';
import type { Step } from './model/route.ts';
import type { Placement } from './places.ts';
import type { Tape } from './tape.ts';

/** Whom a server asks under a name that the scenario gives. */
export interface DependencyBlueprint {
  /** Also the section of its parameters, what its draws go by, and what people read. */
  readonly name: string;
  readonly protocol: Protocol;
  /** Ids of those who serve it, in the order of the scenario. */
  readonly servers: readonly string[];
}

export interface ComponentBlueprint {
  readonly id: string;
  /** Name of its model. */
  readonly kind: string;
  readonly model: KindModel;
  readonly group?: string;
  readonly placement?: Placement;
  /** Of replicated nodes: which one begins as primary. */
  readonly role?: 'primary' | 'replica';
  readonly traits: readonly Trait[];
  /** Carried along, so that whoever checks a path or a fault needs no registry. */
  readonly parameters: readonly ParameterSpec[];
  /** Parameters of its kind that it does not have, by path. */
  readonly absent?: Readonly<Record<string, AbsentBecause>>;
  readonly faults: readonly FaultKind[];
  /** Declared by the scenario, besides those that its kind has by itself. */
  readonly dependencies?: readonly DependencyBlueprint[];
  /** By class of requests; what it does for the others follows from its kind. */
  readonly routes?: Readonly<Record<string, readonly Step[]>>;
  /** A value for every parameter that it has, in the spec's unit. */
  readonly values: Readonly<Record<string, number>>;
}

export interface LinkBlueprint {
  readonly from: string;
  readonly to: string;
  /** 'request' carries calls (the callee is a server of the caller); 'control' carries pings, votes, the log. */
  readonly carries: 'request' | 'control';
  readonly oneWayDelayMicros: Micros;
  /** Share of messages that vanish; 0 if absent. A lost message is noticed only by a timeout. */
  readonly lossRatio?: number;
}

export interface Blueprint {
  readonly name: string;
  readonly question?: Question;
  readonly components: readonly ComponentBlueprint[];
  /** One entry per pair; messages run both ways over it. */
  readonly links: readonly LinkBlueprint[];
  readonly classes: readonly RequestClass[];
  /** Of every class that has none of its own. */
  readonly objectives: Objectives;
  /** Run totals of components (utilization, waiting, L) start after this; requests are counted from 0. */
  readonly warmupMicros: Micros;
  /** Arrivals come from here instead of being drawn; they end when it ends. */
  readonly tape?: Tape;
  /** Size of the connection table; `connectionTable` if absent. No scenario sets it: tests fill a small one. */
  readonly connections?: number;
  /** Commands that belong to the scenario; sorted by time. */
  readonly schedule: readonly StampedCommand[];
}
