import { describe, expect, it } from 'vitest';
import { blueprintOf, nullSink } from '../../../test/support/engine-lab.ts';
import type { Command } from '../../engine/command.ts';
import { createEngine } from '../../engine/engine.ts';
import { whatIfs } from './what-if.ts';

const description = createEngine(blueprintOf('reference'), 7, nullSink).describe();

const offered = (...commands: Command[]): readonly string[] =>
  whatIfs(
    description,
    commands.map((command) => ({ at: 1, command })),
    ({ id }) => id.endsWith('-primary'),
  ).map(({ command: { path, value } }) => `${path}=${value}`);

const probing = ['lb.probeIntervalMillis=500', 'lb.fall=1'];

describe('what is offered after a fault', () => {
  it('is no waiting for replicas where there are none', () => {
    const alone = createEngine(blueprintOf('three-tier'), 7, nullSink).describe();
    const act = [{ at: 1, command: { kind: 'crash', component: 'database' } as const }];
    expect(whatIfs(alone, act, () => true)).toEqual([]);
  });

  it('names who watches what was hit, whatever they are called', () => {
    const database = ['db-sentinel.downAfterMillis=500', 'database.waitForReplicas=1'];
    expect(offered({ kind: 'crash', component: 'db-primary' })).toEqual(database);
    expect(offered({ kind: 'hang', component: 'db-replica-1' })).toEqual(['db-sentinel.downAfterMillis=500']);
    expect(offered({ kind: 'crash', component: 'redis-primary' })).toEqual([
      'redis-sentinel.downAfterMillis=500',
    ]);
    expect(offered({ kind: 'hang', component: 'api-1' })).toEqual(probing);
    expect(offered({ kind: 'cut', from: 'lb', to: 'api-1', both: true })).toEqual(probing);
    // A machine without power is as silent as one that hangs.
    expect(offered({ kind: 'power-off', component: 'api-1' })).toEqual(probing);
    expect(offered({ kind: 'power-off', component: 'db-primary' })).toEqual(database);
    expect(offered({ kind: 'power-off', component: 'zone:b' })).toEqual(probing);
    // The balancer went with it.
    expect(offered({ kind: 'power-off', component: 'zone:a' })).toEqual([]);
    expect(
      offered(
        { kind: 'cut', from: 'db-primary', to: 'db-replica-1', both: true },
        { kind: 'cut', from: 'api-1', to: 'db-primary', both: true },
      ),
    ).toEqual(database);
  });

  it('is nothing where nothing on offer would be noticed', () => {
    expect(offered({ kind: 'cut', from: 'api-1', to: 'db-primary', both: true })).toEqual([]);
    for (const component of ['lb', 'cdn', 'db-sentinel-1', 'db-replica-1', 'redis-replica', 'api-1'])
      expect(offered({ kind: 'crash', component }), component).toEqual([]);
    expect(offered({ kind: 'slow', component: 'db-primary', factor: 4 })).toEqual([]);
    expect(offered()).toEqual([]);
  });

  it('is nothing that is so already', () => {
    const quick = createEngine(
      blueprintOf('vertical', ['sentinel.downAfterMillis=500']),
      7,
      nullSink,
    ).describe();
    const act = [{ at: 1, command: { kind: 'crash', component: 'db-primary' } }] as const;
    expect(whatIfs(quick, act, () => true).map(({ id }) => id)).toEqual(['waitForReplica']);
  });
});
