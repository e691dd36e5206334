import type { KindWords } from '../kind-words.ts';
import { startupWords } from '../shared-words.en.ts';
import type { loadBalancerParameters } from './spec.ts';

export const words: KindWords<typeof loadBalancerParameters, 'inRotation'> = {
  help: 'Hands each request to one of the servers in rotation, and probes who is alive.',
  parameters: {
    balance: [
      'balancing',
      'Which server gets the next request: each in turn, the one with the fewest requests under way, the one expected to answer soonest, the less busy of two drawn at random, or one drawn at random.',
    ],
    probeIntervalMillis: ['probe interval', 'How often the balancer asks each server whether it is alive.'],
    probeTimeoutMillis: ['probe timeout', 'How long the balancer waits for an answer to a probe.'],
    fall: ['probes to mark down', 'Failed probes in a row until a server is taken out of rotation.'],
    rise: ['probes to mark up', 'Good probes in a row until it is put back.'],
    emptyRotation: [
      'empty rotation',
      'What happens when no server is in rotation: fail closed turns every request away, fail open sends it to any server as if all were healthy.',
    ],
    maxFails: [
      'failures to eject',
      'Requests without an answer until a server is taken out of rotation, even if its probes are fine; 0 counts none.',
    ],
    failMillis: [
      'ejection time',
      'How long an ejected server gets no request; then one request tries it. Failures further apart than this are not added up.',
    ],
    serverTimeoutMillis: [
      'server timeout',
      'How long the balancer waits for a server’s answer to a request.',
    ],
    ...startupWords,
  },
  choices: {
    roundRobin: 'round robin',
    leastConnections: 'least connections',
    leastResponseTime: 'least response time',
    powerOfTwoChoices: 'power of two choices',
    random: 'random',
    failClosed: 'fail closed',
    failOpen: 'fail open',
  },
  instruments: { inRotation: 'In rotation' },
};
