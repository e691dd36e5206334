/**
 * A limiter's shared store that is given the client itself, where it wants a function that sends a command.
 *
 *   accepted ⟺ exactly one of sendCommand, sendCommandCluster is given
 *
 * Source: the article's limiter on rate-limit-redis, whose constructor has asked for this since 3.0; held against
 * `application.rateLimitRedis`. O(1). Known failure: the option is of an older major version, so the program stops when it
 * starts, before its first request.
 */
import { OptionError } from '../../base/options.ts';
import type { Defect } from './defect.ts';

export const defects: readonly Defect[] = [
  {
    name: 'clientInsteadOfCommand',
    keys: [['application', 'rateLimitRedis']],
    instead: 'Give sendCommand: a function that hands the words of a command to the client.',
    what: 'The store is built with an option it does not know and without the one it needs, and throws.',
  },
];

const senders = ['sendCommand', 'sendCommandCluster'];

/** The article's options, as the constructor sees them. */
export const articleOptions = { client: 'a connected client', prefix: 'rl:' };

/** @throws OptionError unless the constructor would accept these. */
export function checkStoreOptions(given: Readonly<Record<string, unknown>>): void {
  const found = senders.filter((name) => given[name] !== undefined);
  if (found.length !== 1) {
    throw new OptionError('store', 'either sendCommand or sendCommandCluster, and not both', given);
  }
}
