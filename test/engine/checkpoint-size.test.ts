// The bound that makes rewinding cheap: a checkpoint of the reference architecture stays small, also amid a failover, and
// again when a long queue is gone. While the queue is there its calls are state, and take their room.
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/engine.ts';
import { blueprintOf, commandsOf, nullSink, seconds } from '../support/engine-lab.ts';

const mostBytes = 256 * 1024;

describe('a checkpoint of the reference architecture', () => {
  it('holds at most 256 KB, also amid a failover and after a queue of two thousand calls', () => {
    const blueprint = blueprintOf('reference');
    const engine = createEngine(blueprint, 7, nullSink);
    engine.schedule(commandsOf(blueprint, ['10s crash db-primary', '12s hang redis-primary for 6s']));
    for (const at of [0, 5, 11, 40]) {
      engine.runUntil(seconds(at));
      expect(engine.save().byteLength, `at ${at} s`).toBeLessThanOrEqual(mostBytes);
    }
  });
});
