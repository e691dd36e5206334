/** English: changes that may be tried, as the end of "what if one were to …". */
import type { TryWords } from '../try-text.ts';
import { counted } from './counted.ts';

export const tries: TryWords = {
  detectSooner: (value) => `suspect after ${value} instead`,
  waitForReplica: (value) => `confirm writes after ${value} replica`,
  waitForFewer: (value) =>
    value === '0'
      ? 'confirm writes without waiting'
      : `confirm writes after ${counted(Number(value), 'replica', 'replicas')}`,
  lowerQuorum: (value) => `let a quorum of ${value} do`,
  probeFaster: (value) => `probe every ${value} instead`,
  fallAtOnce: (value) => `take out after ${counted(Number(value), 'failed probe', 'failed probes')}`,
  smallerPools: (value, owner) => `limit each pool of ${owner} to ${value}`,
  moreSlots: (value, owner) => `let ${owner} serve ${value} at a time`,
};
