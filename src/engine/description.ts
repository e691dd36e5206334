/**
 * What `describe()` tells whoever draws a run: names, indices, parameters with specs and present values, links.
 * Plain JSON. Indices are those of the numeric records.
 */
import type { Micros } from '../base/units.ts';
import type { FaultKind } from './command.ts';
import type { ParameterSpec } from './model/parameter-list.ts';
import type { Placement } from './places.ts';

/**
 * What a kind does that others go by, whatever it is called: it brings requests, deals calls over servers, serves them
 * itself, keeps answers for a time, is one of several nodes that follow one log, asks such nodes and is told which is primary,
 * or watches them; or it is somebody else's, who says nothing of itself.
 */
export type Trait = 'source' | 'pool' | 'server' | 'cache' | 'replicated' | 'client' | 'watcher' | 'external';

/** Why a component lacks a parameter of its kind: a tape is played instead, or the scenario's classes say it. */
export type AbsentBecause = 'tape' | 'classes';

export interface DependencyDescription {
  readonly name: string;
  /** Ids of who serves it. */
  readonly servers: readonly string[];
  /** Its kind has it by itself; absent: the scenario declares it. */
  readonly byKind?: true;
}

export interface ComponentDescription {
  readonly index: number;
  readonly id: string;
  readonly kind: string;
  readonly traits: readonly Trait[];
  /** Members of one group share parameters by a path that names the group. */
  readonly group?: string;
  readonly placement?: Placement;
  readonly parameters: readonly ParameterSpec[];
  /** Parameters of its kind that it does not have, by path. */
  readonly absent?: Readonly<Record<string, AbsentBecause>>;
  /** Present values by `path`, in the specs' units. */
  readonly values: Readonly<Record<string, number>>;
  readonly faults: readonly FaultKind[];
  /** Whom it calls, by name: also the section of its parameters, where there is one, that says how. */
  readonly dependencies?: readonly DependencyDescription[];
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

/** What a request may want. The index is the code, and among `callVerbs` too. */
export const classVerbs = ['read', 'write'] as const;
export type ClassVerb = (typeof classVerbs)[number];

export interface ClassLabel {
  readonly en: { readonly one: string; readonly many: string };
  readonly zh: string;
}

/** A class of requests. Index = class code in the numeric records. */
export interface RequestClass {
  readonly id: string;
  /** What people call it; its id where absent. */
  readonly label?: ClassLabel;
  readonly verb: ClassVerb;
  /** Of the requests that are drawn; absent where something else says it: a parameter of the source, or a tape. */
  readonly share?: number;
  readonly objectives: Objectives;
  /** How long its users wait; absent where the source's own parameter says it. */
  readonly clientTimeoutMicros?: Micros;
}

/** What a run is asked, in both languages. */
export interface Question {
  readonly en: string;
  readonly zh: string;
}

export interface Objectives {
  /** An answer slower than this is slow. */
  readonly latencyMillis: number;
  /** Share of good seconds promised. */
  readonly availability: number;
}

export interface RunDescription {
  readonly scenario: string;
  readonly seed: number;
  /** Absent where the question follows from what the run is made of. */
  readonly question?: Question;
  readonly components: readonly ComponentDescription[];
  readonly groups: readonly { readonly id: string; readonly members: readonly string[] }[];
  readonly links: readonly LinkDescription[];
  /** As they are now: shares that a parameter says are filled in. */
  readonly classes: readonly RequestClass[];
  /** Of every class that has none of its own. */
  readonly objectives: Objectives;
  readonly clientTimeoutMicros: Micros;
  /** Requests come as on a tape; absent when they are drawn. */
  readonly arrivals?: 'tape';
  /** Statechart of each component that has one, as XState's plain `config`. */
  readonly machines: readonly {
    readonly component: string;
    readonly name: string;
    readonly config: unknown;
  }[];
}
