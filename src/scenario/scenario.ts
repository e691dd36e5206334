/**
 * A scenario: what is simulated, in the form that people write, store and share. `ScenarioSource` is what a template
 * author types, checked against the kind registry by the compiler; `Scenario` is what `parseScenario` returns, checked
 * at run time. Both are plain JSON, and parsing a parsed scenario changes nothing.
 */

import type { ClassLabel, ClassVerb, Question } from '../engine/description.ts';
import type { dependencyFields } from '../engine/model/policy-specs.ts';
import type { Step } from '../engine/model/route.ts';
import type { Placement } from '../engine/places.ts';
import type { KindName, models } from '../kinds/models.ts';
import type { InputsOf, ParameterInputs } from './parameter-inputs.ts';
import type { TapeReference } from './tape/make-tape.ts';

/** Whom a server asks under a name of its own, and how: the rest are parameters, by path below the name. */
export type DependencySource = {
  /** A component, or a group for all of its members. */
  readonly to: string;
} & InputsOf<typeof dependencyFields>;
export type DependenciesSource = Readonly<Record<string, DependencySource>>;
/** By class of requests; for the others the server does what its kind does. */
export type RoutesSource = Readonly<Record<string, readonly Step[]>>;

/** Only of kinds that may declare them; what a component says itself wins over its group. */
interface Declaring {
  readonly dependencies?: DependenciesSource;
  readonly routes?: RoutesSource;
}

interface ComponentBase extends Declaring {
  readonly id: string;
  readonly group?: string;
  /** Where it is; what its group says holds for the levels that it leaves out. */
  readonly placement?: Placement;
}

type ComponentOf<Kind extends KindName> = ComponentBase & {
  readonly kind: Kind;
  readonly parameters?: InputsOf<(typeof models)[Kind]['parameters']>;
} & ('replicated' extends (typeof models)[Kind]['traits'][number]
    ? { readonly role?: 'primary' | 'replica' }
    : unknown);

export type ComponentSource = { [Kind in KindName]: ComponentOf<Kind> }[KindName];

export interface GroupSource extends Declaring {
  readonly id: string;
  /** Apply to every member; a member's own value wins. */
  readonly parameters?: ParameterInputs;
  readonly placement?: Placement;
}

export interface LinkSource {
  /** A component, or a group for each of its members. A group to itself means every pair once. */
  readonly from: string;
  readonly to: string;
  readonly carries: 'request' | 'control';
  readonly oneWayDelayMillis: number;
  /** Share of messages that vanish. Default 0. */
  readonly lossRatio?: number;
}

export interface ObjectivesSource {
  /** An answer slower than this is slow. Default 300. */
  readonly latencyMillis?: number;
  /** Share of good seconds promised. Default 0.999. */
  readonly availability?: number;
}

export interface ClassSource {
  readonly id: string;
  /** What people call it. Default: its id. */
  readonly label?: ClassLabel;
  readonly verb: ClassVerb;
  /** Of all requests; the shares add up to 1. */
  readonly share: number;
  /** What it has no word on holds as for all. */
  readonly objective?: ObjectivesSource;
  /** How long its users wait. Default: as the users' own parameter says. */
  readonly clientTimeoutMillis?: number;
}

interface ScenarioOf<Component> {
  readonly format: 'nines-scenario';
  readonly version: 1;
  readonly name: string;
  readonly seed?: number;
  /** What the page asks. Default: what the parts suggest. */
  readonly question?: Question;
  readonly objectives?: ObjectivesSource;
  /** Default: reads and writes, in the proportions that the users' own parameter says. */
  readonly classes?: readonly ClassSource[];
  /** Component statistics start after this. Default 0. */
  readonly warmupSeconds?: number;
  readonly components: readonly Component[];
  readonly groups?: readonly GroupSource[];
  readonly links: readonly LinkSource[];
  /** `"30s crash db-primary for 10s"`, see `command-text.ts`. */
  readonly schedule?: readonly string[];
  /** Recorded traffic that the users play instead of drawing their own; the file itself is given apart. */
  readonly tape?: TapeReference;
}

export type ScenarioSource = ScenarioOf<ComponentSource>;

export interface ScenarioComponent extends ComponentBase {
  readonly kind: KindName;
  readonly role?: 'primary' | 'replica';
  readonly parameters?: ParameterInputs;
}

export type Scenario = ScenarioOf<ScenarioComponent>;

export const scenarioDefaults = {
  seed: 1,
  latencyMillis: 300,
  availability: 0.999,
  warmupSeconds: 0,
} as const;
