// An edit before a checkpoint is still in force after it: a run loaded from there goes on as the straight one does, for
// every parameter that a component keeps a copy of.
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/engine.ts';
import type { TemplateId } from '../../src/scenario/templates/index.ts';
import { blueprintOf, commandsOf, nullSink, seconds } from '../support/engine-lab.ts';
import { smallStack } from '../support/small-stack.ts';

const stack = () =>
  smallStack({
    servers: 2,
    nodes: 2,
    users: { arrivalRate: 200, writeRatio: 0.3 },
    api: { serviceDistribution: 'exponential' },
    database: { serviceDistribution: 'exponential', meanReadMillis: 4, connections: 8 },
  });

/** What a run is at 6 s: straight, and loaded at 3 s into an engine that knows nothing of the edit at 1 s. */
function bothWays(scenario: TemplateId | object, edits: readonly string[]) {
  const blueprint = blueprintOf(scenario);
  const log = commandsOf(
    blueprint,
    edits.map((edit) => `1s set ${edit}`),
  );
  const picture = (engine: ReturnType<typeof createEngine>) => {
    engine.runUntil(seconds(6));
    return { hash: engine.traceHash(), gauges: [...engine.gauges()], totals: engine.totals().classes };
  };
  const straight = createEngine(blueprint, 3, nullSink);
  straight.schedule(log);
  straight.runUntil(seconds(3));
  const checkpoint = straight.save();
  const loaded = createEngine(blueprint, 3, nullSink);
  loaded.load(checkpoint);
  loaded.schedule(log);
  return [picture(loaded), picture(straight)];
}

describe('an edit before a checkpoint', () => {
  it.each([
    ['db.connections=1'],
    ['db.queueCapacity=3', 'db.connections=1'],
    ['db.meanReadMillis=9'],
    ['db.waitForReplicas=1'],
    ['db.replicationDelayMillis=200', 'db.waitForReplicas=1'],
    ['api.slots=1'],
    ['api.queueCapacity=1', 'api.slots=1'],
    ['api.meanServiceMillis=7'],
    ['api.databaseTimeoutMillis=3'],
    ['lb.serverTimeoutMillis=11'],
    ['lb.probeIntervalMillis=100'],
    ['users.arrivalRate=400'],
    ['users.writeRatio=0.9'],
    ['users.clientTimeoutMillis=6'],
  ])('%s is in force after it', (...edits) => {
    const [loaded, straight] = bothWays(stack(), edits);
    expect(loaded).toEqual(straight);
  });

  it.each([
    ['redis.maxEntries=50'],
    ['redis.entryTtlMillis=20'],
    ['redis.sessionTtlMillis=20'],
    ['redis.meanCommandMillis=2'],
    ['redis.queueCapacity=1', 'redis.meanCommandMillis=2'],
    ['cdn.cacheCapacity=7'],
    ['cdn.ttlMillis=30'],
    ['cdn.blockedClients=0.2'],
    ['cdn.matchedRequests=0.2'],
    ['cdn.originTimeoutMillis=20'],
  ])('%s is in force after it', (...edits) => {
    const [loaded, straight] = bothWays('reference', edits);
    expect(loaded).toEqual(straight);
  });

  it('that raised the load is still what failures go back to', () => {
    const full = smallStack({
      users: { arrivalRate: 20, clientTimeoutMillis: 100 },
      api: { slots: 1, meanServiceMillis: 20, queueCapacity: 10_000 },
    });
    const [loaded, straight] = bothWays(full, ['users.arrivalRate=100']);
    expect(straight!.totals[0]!.failed).toBeGreaterThan(100);
    expect(loaded).toEqual(straight);
  });
});
