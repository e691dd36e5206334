/** English: who leads a store, and what a change of leader costs. */
import type { replicationFacts } from '../../../engine/model/replicated-store-facts.ts';
import { counted } from '../../en/counted.ts';
import { duration } from '../../format.ts';
import type { FactTexts } from '../story-texts.ts';

export const replication: FactTexts<keyof typeof replicationFacts> = {
  what: {
    promoted: (_, component) => `${component} is promoted to primary`,
    oldPrimaryReturned: (_, component) => `${component} is back, still believing it is primary`,
    convertedToReplica: ({ primary }, component) => `${component} becomes a replica of ${primary}`,
    writesLost: ({ count }) => counted(count, 'confirmed write is lost', 'confirmed writes are lost'),
    splitBrain: ({ other }, component) => `split brain: ${component} and ${other} take writes`,
    splitBrainEnded: () => 'the split brain is over',
  },
  reason: {
    promoted: ({ from, by }) => `${by} lets it replace ${from}`,
    oldPrimaryReturned: ({ primary }) => `it has not heard that ${primary} is primary now`,
    convertedToReplica: ({ by }) => `${by} told it to`,
    writesLost: ({ primary }, component) => `${component} had confirmed, ${primary} never received`,
  },
  so: {
    convertedToReplica: ({ discarded }) =>
      discarded > 0
        ? `so ${counted(discarded, 'write it had confirmed is', 'writes it had confirmed are')} thrown away`
        : undefined,
    splitBrain: (_, component) => `so every write ${component} confirms from now on will be lost`,
    splitBrainEnded: ({ acknowledged, lastedMicros }, component) =>
      `${component} confirmed ${counted(acknowledged, 'write', 'writes')} in ${duration(lastedMicros)}`,
  },
};
