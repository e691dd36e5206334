/**
 * Parameters are plain data declared by the model: the scenario schema, the inspector and the CLI are derived from
 * them, so a range is written once. Values are numbers in the unit that people read; the model converts.
 */
export type ParameterUnit = 'perSecond' | 'millis' | 'count' | 'ratio' | 'factor' | 'choice';

export interface ParameterSpec {
  /** Last part of the path a person types: `users.arrivalRate` names `arrivalRate` of `users`. */
  readonly path: string;
  readonly unit: ParameterUnit;
  readonly min: number;
  readonly max: number;
  readonly default: number;
  /** Whole numbers only. */
  readonly integer?: true;
  /** Fixed when the run begins; a live edit is refused. */
  readonly fixed?: true;
  /** Traffic is drawn by it: a component that plays a tape does not have it. */
  readonly drawn?: true;
  /** How long the component waits for an answer to its calls: a shortening is the root of the timeouts it makes. */
  readonly means?: 'timeout';
  /** Unit `choice`: the value is an index into these names; people type and read the name. */
  readonly choices?: readonly string[];
}
