/**
 * The parameters of a kind are a tree of specs, plain data: schema, command line, inspector, docs and story fold over
 * it, so a range is written once. Folds over single values take the list of leaves (`parameter-list.ts`); a component
 * reads typed values (`parameter-values.ts`). A value is stored as a number: a quantity as it is, else an index.
 */
export type ParameterUnit = 'perSecond' | 'millis' | 'count' | 'ratio' | 'factor';

/**
 * What a value is to the rest of the system, which knows no parameter by name.
 * `timeout`: how long a component waits for answers to its calls; `startup`: how long its process takes to start;
 * `load`: requests per second of a source, and `writes` the share of them that write; `capacity`: calls worked on at a
 * time; `distribution` and `variation`: how their work varies around its mean, which is `readWork` and `writeWork` where
 * the two differ; `keys`, `clients`: how many there are; `confirmations`: replicas that must hold a write before it is
 * confirmed; `silence`: how long a watcher hears nothing before it suspects, `quorum` how many must agree; `probing`: how
 * often a pool probes, `failedProbes` after how many failures it takes a server out.
 */
export type Meaning =
  | 'timeout'
  | 'startup'
  | 'load'
  | 'writes'
  | 'capacity'
  | 'distribution'
  | 'variation'
  | 'readWork'
  | 'writeWork'
  | 'keys'
  | 'clients'
  | 'confirmations'
  | 'silence'
  | 'quorum'
  | 'probing'
  | 'failedProbes'
  | 'poolSize';

/** Shown beside the traffic as a slider from the least to `most`. */
export interface Everyday {
  readonly most: number;
  readonly step: number;
}

/** A figure that a run shows: `test/effects/figures.ts` says how each is brought about and read. */
export type Figure =
  | 'arrivals'
  | 'writes'
  | 'failures'
  | 'failuresUnderLoad'
  | 'utilization'
  | 'waiting'
  | 'databaseCalls'
  | 'retries'
  | 'doneTwice'
  | 'degraded'
  | 'breakerRejections'
  | 'bulkheadRejections'
  | 'poolRejections'
  | 'connectionRefusals'
  | 'serviceFailures'
  | 'downtime'
  | 'removalDelay'
  | 'removals'
  | 'returnDelay'
  | 'waitingAtServers'
  | 'callsToHung'
  | 'unroutable'
  | 'verdictDelay'
  | 'promotions'
  | 'elections'
  | 'lost';

/** What a parameter does: from the first value to the second the figure goes that way. */
export interface Effect {
  readonly figure: Figure;
  readonly goes: 'up' | 'down';
  readonly from: number | string;
  readonly to: number | string;
}

interface Common {
  /** Held true by a test that plays both values. */
  readonly moves?: Effect;
  readonly means?: Meaning;
  /** Rarely touched: shown last, behind "More". */
  readonly more?: true;
  /** A live edit is refused. */
  readonly live?: 'no';
  /** Takes part in drawing the traffic: a run that plays a tape does not have it. */
  readonly drawn?: true;
  /** Has an effect only while the sibling of that name has that value (name of a choice, `on` or `off`). */
  readonly shownWhen?: Readonly<Record<string, string>>;
}

export interface Quantity extends Common {
  readonly type: 'quantity';
  readonly unit: ParameterUnit;
  readonly min: number;
  readonly max: number;
  readonly default: number;
  /** Whole numbers only. */
  readonly integer?: true;
  /** The part of the range that people move in. */
  readonly everyday?: Everyday;
}

/** One of several names. */
export interface Choice extends Common {
  readonly type: 'choice';
  readonly choices: readonly string[];
  readonly default: string;
}

export interface Toggle extends Common {
  readonly type: 'toggle';
  readonly default: boolean;
}

/** Up to `most` values of one form; empty by default. */
export interface List extends Common {
  readonly type: 'list';
  readonly of: Spec;
  readonly most: number;
}

/** Fields that belong together. An optional section is absent until it, or a field of it, is given. */
export interface Section extends Common {
  readonly type: 'section';
  readonly optional?: true;
  readonly fields: Fields;
}

/** One of several cases, each with fields of its own; no two cases have a field of one name. */
export interface Variant extends Common {
  readonly type: 'variant';
  readonly cases: Readonly<Record<string, Fields>>;
  readonly default: string;
}

export type Spec = Quantity | Choice | Toggle | List | Section | Variant;

export interface Fields {
  readonly [name: string]: Spec;
}

/** Paths of all leaves and sections below `F`, without the owner and without places in lists: `retry`, `retry.base`. */
export type PathsOf<F extends Fields> = { [Name in keyof F & string]: PathsAt<F[Name], Name> }[keyof F &
  string];
type PathsAt<One extends Spec, Name extends string> =
  | Name
  | (One extends Section
      ? `${Name}.${PathsOf<One['fields']>}`
      : One extends SectionList
        ? `${Name}.${PathsOf<One['of']['fields']>}`
        : One extends Variant
          ? { [Case in keyof One['cases']]: `${Name}.${PathsOf<One['cases'][Case]>}` }[keyof One['cases']]
          : never);

interface SectionList extends List {
  readonly of: Section;
}

interface ChoiceList extends List {
  readonly of: Choice;
}

/** Names of all choices and cases below `F`. */
export type ChoicesOf<F extends Fields> = { [Name in keyof F]: ChoicesAt<F[Name]> }[keyof F];
type ChoicesAt<One extends Spec> = One extends Choice
  ? One['choices'][number]
  : One extends ChoiceList
    ? One['of']['choices'][number]
    : One extends Section
      ? ChoicesOf<One['fields']>
      : One extends SectionList
        ? ChoicesOf<One['of']['fields']>
        : One extends Variant
          ?
              | (keyof One['cases'] & string)
              | { [Case in keyof One['cases']]: ChoicesOf<One['cases'][Case]> }[keyof One['cases']]
          : never;
