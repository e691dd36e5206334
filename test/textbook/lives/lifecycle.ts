import { serverLifecycle } from '../../../src/algorithms/index.ts';
import { type Chance, type Life, life } from '../../support/life.ts';

const options = { startupDelay: 500, grace: 3000, cleanupDelay: 200 };

/** What may be done to a process in its mode: the machine refuses the rest. */
const acts: Readonly<Record<serverLifecycle.LifecycleMode, readonly string[]>> = {
  stopped: ['start'],
  crashed: ['start'],
  starting: ['drain', 'hang', 'wait', 'wait'],
  ready: ['drain', 'hang', 'crash', 'wait'],
  draining: ['becomeIdle', 'drain', 'hang', 'crash', 'wait'],
  stopping: ['hang', 'crash', 'wait', 'wait'],
  hung: ['wake', 'wake', 'drain', 'becomeIdle', 'crash', 'wait'],
};

function act(s: serverLifecycle.Lifecycle, chance: Chance): unknown {
  const now = chance.pass(400);
  serverLifecycle.advance(s, now);
  const what = chance.pick(acts[s.mode]);
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
