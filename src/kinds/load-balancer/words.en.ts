import type { KindWords } from '../kind-words.ts';
import { startupWords } from '../shared-words.en.ts';
import type { loadBalancerParameters } from './spec.ts';

export const words: KindWords<typeof loadBalancerParameters, 'inRotation'> = {
  help: 'Hands each request to the next server in rotation, and probes who is alive.',
  parameters: {
    probeIntervalMillis: ['probe interval', 'How often the balancer asks each server whether it is alive.'],
    probeTimeoutMillis: ['probe timeout', 'How long the balancer waits for an answer to a probe.'],
    fall: ['probes to mark down', 'Failed probes in a row until a server is taken out of rotation.'],
    rise: ['probes to mark up', 'Good probes in a row until it is put back.'],
    serverTimeoutMillis: [
      'server timeout',
      'How long the balancer waits for a server’s answer to a request.',
    ],
    ...startupWords,
  },
  choices: {},
  instruments: { inRotation: 'In rotation' },
};
