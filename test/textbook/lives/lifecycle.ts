import { serverLifecycle } from '../../../src/algorithms/index.ts';
import { type Chance, type Life, life } from '../../support/life.ts';

const options = { startupDelay: 500, grace: 3000, cleanupDelay: 200 };

/** Any of them in any mode: signals do not ask. Time passes more often, so that delays end. */
const acts = [
  'start',
  'drain',
  'becomeIdle',
  'crash',
  'hang',
  'wake',
  'wait',
  'wait',
  'wait',
  'wait',
  'wait',
];

function act(s: serverLifecycle.Lifecycle, chance: Chance): unknown {
  const now = chance.pass(400);
  if (chance.below(2) === 0) serverLifecycle.advance(s, now);
  const what = chance.pick(acts);
  if (what === 'start') serverLifecycle.start(s, now);
  if (what === 'drain') serverLifecycle.drain(s, now);
  if (what === 'becomeIdle') serverLifecycle.becomeIdle(s, now);
  if (what === 'crash') serverLifecycle.crash(s, now);
  if (what === 'hang') serverLifecycle.hang(s, now);
  if (what === 'wake') serverLifecycle.wake(s, now);
  return [what, s.mode, serverLifecycle.accepts(s), serverLifecycle.works(s), serverLifecycle.nextDue(s)];
}

export const lives: readonly Life[] = [
  life('serverLifecycle', () => serverLifecycle.create(options), act),
  life('serverLifecycle', () => serverLifecycle.create({ ...options, initially: 'ready' }), act),
];
