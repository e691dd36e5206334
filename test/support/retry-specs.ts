// Specs of every form, for tests: what a dependency's retry may look like.
import type { Fields } from '../../src/engine/model/parameter-spec.ts';

export const retrySpecs = {
  slots: { type: 'quantity', unit: 'count', min: 1, max: 64, default: 8, integer: true },
  gzip: { type: 'toggle', default: true },
  level: {
    type: 'quantity',
    unit: 'count',
    min: 1,
    max: 9,
    default: 6,
    integer: true,
    shownWhen: { gzip: 'on' },
  },
  weights: { type: 'list', of: { type: 'quantity', unit: 'factor', min: 0, max: 10, default: 1 }, most: 3 },
  limits: {
    type: 'section',
    fields: { rate: { type: 'quantity', unit: 'perSecond', min: 0, max: 100, default: 10 } },
  },
  retry: {
    type: 'section',
    optional: true,
    fields: {
      attempts: { type: 'quantity', unit: 'count', min: 1, max: 9, default: 3, integer: true },
      backoff: {
        type: 'variant',
        default: 'fixed',
        cases: {
          fixed: { pause: { type: 'quantity', unit: 'millis', min: 0, max: 1_000, default: 50 } },
          exponential: {
            base: { type: 'quantity', unit: 'millis', min: 1, max: 1_000, default: 10 },
            jitter: { type: 'choice', choices: ['none', 'full'], default: 'full' },
          },
        },
      },
    },
  },
} as const satisfies Fields;
