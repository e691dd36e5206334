import type { KindWords } from '../kind-words.ts';
import { startupWords } from '../shared-words.en.ts';
import type { externalServiceParameters } from './spec.ts';

export const words: KindWords<typeof externalServiceParameters> = {
  help: "Somebody else's service, such as a payment provider: it takes its time, whoever asks, and may answer with an error or not at all.",
  parameters: {
    meanLatencyMillis: ['mean latency', 'How long an answer takes on average.'],
    latencyCv: ['variation (CV)', 'Standard deviation over mean of the log-normal latency.'],
    errorRatio: ['errors', 'Share of calls that are answered with an error.'],
    hangRatio: ['hangs', 'Share of calls that are accepted and not answered while anybody waits.'],
    hangs: [
      'hangs when',
      'Before the work: nothing was done. After it: done, and only the answer does not come.',
    ],
    keyRetentionMillis: ['keys kept', 'How long an idempotency key is remembered.'],
    ...startupWords,
  },
  choices: { before: 'before the work', after: 'after the work' },
};
