// Rows of an edge are shown where something can move them: by its caller's policy for that callee, or because it has.
import { describe, expect, it } from 'vitest';
import { blueprintOf, nullSink } from '../../../test/support/engine-lab.ts';
import { createEngine } from '../../engine/engine.ts';
import { edgeInstruments } from '../../engine/telemetry/edge-meters.ts';
import { models } from '../../kinds/models.ts';
import { canMove, hasLayer } from './call-layers.ts';

const describeRun = (name: Parameters<typeof blueprintOf>[0]) =>
  createEngine(blueprintOf(name), 7, nullSink).describe();
const { withheld, fellBack, connectionsInUse } = models['app-server'].instruments;

describe('layers of a call policy', () => {
  const shop = describeRun('breaker');

  it('belong to the edges of the dependency they are for', () => {
    expect(hasLayer(shop, 'api-1', 'payment', ['breaker'])).toBe(true);
    expect(hasLayer(shop, 'api-1', 'payment', ['bulkhead', 'retry'])).toBe(false);
    expect(hasLayer(shop, 'api-1', 'database', ['breaker'])).toBe(false);
    expect(hasLayer(shop, 'lb', 'api-1', ['breaker'])).toBe(false);
    const twelve = describeRun('scale-out');
    expect(hasLayer(twelve, 'api-12', 'database', ['pool'])).toBe(true);
  });

  it('say which instruments of an edge have something to say', () => {
    const payment = { from: 'api-1', to: 'payment' };
    const database = { from: 'api-1', to: 'database' };
    expect(canMove(shop, payment, withheld, 0)).toBe(true);
    expect(canMove(shop, payment, fellBack, 0)).toBe(false);
    expect(canMove(shop, payment, connectionsInUse, 0)).toBe(false);
    expect(canMove(shop, database, withheld, 0)).toBe(false);
    // The breaker was taken away, what it has turned away remains.
    expect(canMove(shop, database, withheld, 3)).toBe(true);
    // A balancer goes elsewhere without a policy.
    expect(canMove(shop, { from: 'lb', to: 'api-1' }, edgeInstruments.retried, 0)).toBe(false);
    expect(canMove(shop, { from: 'lb', to: 'api-1' }, edgeInstruments.retried, 1)).toBe(true);
    expect(canMove(shop, { from: 'lb', to: 'api-1' }, edgeInstruments.sent, 0)).toBe(true);
  });

  it('are none on edges to a cache, for which a server has no policy', () => {
    const reference = describeRun('reference');
    const cached = { from: 'api-1', to: 'redis-primary' };
    for (const instrument of [withheld, fellBack, connectionsInUse])
      expect(canMove(reference, cached, instrument, 0)).toBe(false);
  });
});
