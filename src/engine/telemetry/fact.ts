/**
 * What a fact of the story means, declared once beside the mechanism that tells it: bands, conditions, headline, kill
 * table and the rest are folds over these declarations. Data for the page too: nothing here or in a facts file may
 * import behaviour (`test/engine/facts.test.ts`).
 */
import type { Micros } from '../../base/units.ts';
import type { Command } from '../command.ts';
import type { FailureCause } from './causes.ts';
import type { HealthState } from './records.ts';
import type { Try } from './tries.ts';

/** Types of the values of a fact, by unit. */
interface UnitTypes {
  readonly count: number;
  readonly micros: Micros;
  readonly factor: number;
  readonly epoch: number;
  /** In the unit that the fact's own `unit` names. */
  readonly parameter: number;
  readonly flag: boolean;
  readonly component: string;
  /** As commands name it: `zone:a`. */
  readonly place: string;
  readonly class: string;
  readonly cause: FailureCause;
  readonly text: string;
  readonly texts: readonly string[];
}

/** Unit of each value; a name that ends in `?` may be absent; a list holds all words that a value may be. */
export interface ValueSpecs {
  readonly [name: string]: keyof UnitTypes | readonly string[] | ValueSpecs;
}

const noValues = {};
/** Declares values by their type alone: the compiler checks what is told, and the page carries none of it. */
export const told = <Specs extends ValueSpecs>(): Specs => noValues as Specs;

type ValueOf<Spec> = Spec extends keyof UnitTypes
  ? UnitTypes[Spec]
  : Spec extends readonly string[]
    ? Spec[number]
    : ValuesFrom<Spec>;

type Flat<Type> = { readonly [Name in keyof Type]: Type[Name] };

export type ValuesFrom<Specs> = Flat<
  { readonly [Name in keyof Specs as Name extends `${string}?` ? never : Name]: ValueOf<Specs[Name]> } & {
    readonly [Name in keyof Specs as Name extends `${infer Bare}?` ? Bare : never]?: ValueOf<Specs[Name]>;
  }
>;

/** Sentences of the headline that tell several open intervals as one. */
export type Summary = 'slow' | 'cut' | 'splitBrain';

/** What the card of a component says of it while an interval lasts. */
export type CardSaying = 'refusesConnections' | 'poolExhausted';

/** What one fact begins and another ends. */
export interface IntervalDeclaration {
  /** What its subject suffers from meanwhile. */
  readonly condition?: string;
  /** Its process serves nothing. */
  readonly isDown?: true;
  /** Done to the run, not by it: drawn as a band, and an incident begins with it. */
  readonly isFault?: true;
  /** Calls are kept from being made, on purpose: told among what stays degraded, those alike in one line. */
  readonly isGuard?: true;
  /** The card of its subject says so meanwhile. */
  readonly says?: CardSaying;
  /** The value that tells several of one subject apart. */
  readonly per?: string;
  /** It is in the memory of the teller's process, and ends with that. */
  readonly diesWithProcess?: true;
  /** Requests of the subject, a class, fail. */
  readonly isOutage?: true;
  /** Commands that would change nothing meanwhile. */
  readonly excludes?: readonly Command['kind'][];
  /** Whose silence nobody is told of: the component takes calls and never answers, or the edge loses them. */
  readonly silences?: 'component' | 'edge';
  /** Without one, and unless its subject is down, an open fault is told by the text of the fact that began it. */
  readonly summary?: Summary;
  /** Told as "on and off" if it begins again and again, each time at most this long after its last end. */
  readonly flapsWithin?: Micros;
}

/** Repeats that are told as one line. */
export interface Joining {
  readonly within: Micros;
  /** Links of a causal chain join only while nothing else happened in between. */
  readonly isAdjacent?: true;
  /** Values in which they agree, besides the kind. */
  readonly by?: readonly string[];
  /** Only those of one teller, or of one cause. */
  readonly per?: 'component' | 'cause';
  /** Told as "3 of 4": of the teller's kind in the teller's group. */
  readonly isOutOfPeers?: true;
}

/** The event to which a suggestion would have to go back, as far as its declaration tells. */
export interface RootMeaning {
  readonly fact: FactDeclaration;
  readonly interval: IntervalDeclaration | undefined;
}

export interface FactDeclaration<IntervalName extends string = string> {
  /** What it is about. An edge is between the teller and `to`; a class is named by `class`. */
  readonly subject: 'component' | 'edge' | 'store' | 'place' | 'class';
  /** The value that names the subject, where that is not the teller itself. */
  readonly named?: string;
  readonly tone: HealthState;
  readonly decidedBy: 'person' | 'pool' | 'watcher' | 'component';
  /** A `ValueSpecs`, as a type: see `told`. */
  readonly values: object;
  readonly begins?: IntervalName;
  readonly ends?: readonly IntervalName[];
  /** While this lasts, how its subject stands from now on: in this fact's tone. */
  readonly during?: IntervalName;
  /** What stops being so without this being its end: a crash ends a hang. */
  readonly cutsShort?: readonly IntervalName[];
  /** What else is different from now on about how calls come or are served. */
  readonly changes?: 'parameter' | 'role' | 'route' | 'content';
  /** It tells that this command was obeyed. */
  readonly obeys?: Command['kind'];
  readonly joins?: Joining;
  /** Comes again and again by itself, and no figure is summed from it: a long story may leave it out. */
  readonly isRecurrent?: true;
  /** Where a place made it happen, the fact about the place tells it and names its subject. */
  readonly isToldByPlace?: true;
  /** What went wrong is the load or a setting, nothing is broken. */
  readonly isOverload?: true;
  /** The value that names whose fault was noticed; `ofReplicas`: about a primary, it is only one opinion. */
  readonly detects?: { readonly named: string; readonly ofReplicas?: true };
  /** The value that names whose role the teller has taken. */
  readonly replaces?: string;
  /** The values that count confirmed writes now lost, and those of them that a deposed primary had confirmed. */
  readonly costs?: { readonly lostWrites: string; readonly supersededWrites?: string };
  /** True of a subject that has been replaced, it is told quietly: nothing follows from it any more. */
  readonly isMootOnceReplaced?: true;
  /** TRY: changes that bear on it, the first that a run has the parameter for. */
  suggests?(values: never, root: RootMeaning): Try | undefined;
}
