/** English: pools of connections, and databases that bound theirs. */
import type { connectionFacts } from '../../../engine/model/connection-facts.ts';
import { counted } from '../../en/counted.ts';
import { duration } from '../../format.ts';
import type { FactTexts } from '../story-texts.ts';
import { outOf } from './phrases.ts';

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
const inVain = (rejected: number): string => `${counted(rejected, 'call', 'calls')} waited for one in vain`;
const refusedOf = (refused: number): string => `${counted(refused, 'was', 'were')} refused`;

export const connections: FactTexts<keyof typeof connectionFacts> = {
  what: {
    poolExhausted: ({ dependency }, component) => `${component} has no connection to ${dependency} left`,
    poolRecovered: ({ dependency }, component) => `${component} has connections to ${dependency} again`,
    connectionsRefused: (_, component) => `${component} refuses new connections`,
    connectionsAccepted: (_, component) => `${component} has refused no connection for a second`,
  },
  reason: {
    poolExhausted: ({ size, waitedMicros }) =>
      `a call waited ${duration(waitedMicros)} while all ${size} connections of its pool were in use`,
    connectionsRefused: ({ most, clients }) =>
      `all ${most} that its ${clients === 1 ? 'client' : `${clients} clients`} may have are open`,
  },
  so: {
    poolRecovered: ({ rejected, lastedMicros }) => `${inVain(rejected)} in ${duration(lastedMicros)}`,
    connectionsAccepted: ({ refused, lastedMicros }) => `${refusedOf(refused)} in ${duration(lastedMicros)}`,
  },
  together: {
    poolExhausted: (count, of, [{ dependency }]) =>
      `${outOf(count, of)} servers have no connection to ${dependency} left`,
    poolRecovered: (count, of, [{ dependency }]) =>
      `${outOf(count, of)} servers have connections to ${dependency} again`,
    connectionsRefused: (count) => `${count} databases refuse new connections`,
    connectionsAccepted: (count) => `${count} databases have refused no connection for a second`,
  },
  togetherSo: {
    poolRecovered: (values) => inVain(sum(values.map(({ rejected }) => rejected))),
    connectionsAccepted: (values) => refusedOf(sum(values.map(({ refused }) => refused))),
  },
};
