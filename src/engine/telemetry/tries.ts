/**
 * Changes of one parameter that a person could try on the same traffic; facts and faults suggest them, languages word
 * them. `means` finds the parameter. Its value is brought to `atMost` or `atLeast`, where that does not depend on the run.
 */
import type { Meaning } from '../model/parameter-spec.ts';

interface TryDeclaration {
  readonly means: Meaning;
  readonly unit: 'millis' | 'count';
  readonly atMost?: number;
  readonly atLeast?: number;
}

const declared = {
  detectSooner: { means: 'silence', unit: 'millis', atMost: 500 },
  waitForReplica: { means: 'confirmations', unit: 'count', atLeast: 1 },
  waitForFewer: { means: 'confirmations', unit: 'count' },
  lowerQuorum: { means: 'quorum', unit: 'count' },
  probeFaster: { means: 'probing', unit: 'millis', atMost: 500 },
  fallAtOnce: { means: 'failedProbes', unit: 'count', atMost: 1 },
  smallerPools: { means: 'poolSize', unit: 'count' },
  moreSlots: { means: 'capacity', unit: 'count' },
} as const satisfies Readonly<Record<string, TryDeclaration>>;

export type TryId = keyof typeof declared;
export const tries: Readonly<Record<TryId, TryDeclaration>> = declared;

export interface Try {
  readonly id: TryId;
  /** Whose parameter; the teller's, if absent. */
  readonly component?: string;
  /** Where the new value depends on the run. */
  readonly to?: (now: number) => number;
}
