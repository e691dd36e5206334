import type { KindWords } from '../kind-words.ts';
import { startupWords } from '../shared-words.en.ts';
import type { sentinelParameters } from './spec.ts';

export const words: KindWords<typeof sentinelParameters> = {
  help: 'Watches a replicated store. Enough sentinels together replace a primary that has gone silent.',
  parameters: {
    downAfterMillis: ['down after', 'How long without an answer until a sentinel suspects a node.'],
    quorum: ['quorum', 'Sentinels that must agree before the primary counts as down.'],
    pingIntervalMillis: ['ping interval', 'How often a sentinel asks a node for a sign of life.'],
    failoverTimeoutMillis: [
      'failover timeout',
      'How long a failover may take; the next attempt may begin after twice as long.',
    ],
    ...startupWords,
  },
  choices: {},
};
