// The ring of classes against a map that forgets nothing, through commits, late confirmations, elections and pruning.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import * as replicationLog from '../../algorithms/replication/replication-log.ts';
import { AcknowledgedClasses } from './acknowledged-classes.ts';

const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('commit' as const), many: fc.integer({ min: 1, max: 400 }) }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('acknowledge' as const),
      back: fc.nat({ max: 900 }),
      many: fc.integer({ min: 1, max: 300 }),
      class: fc.nat({ max: 7 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('prune' as const), behind: fc.nat({ max: 700 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('promote' as const), behind: fc.nat({ max: 500 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('copy' as const) }) },
);

it('knows of every write that may still be lost whose it was', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40, size: 'max' }), (steps) => {
      const log = replicationLog.create({ maxIntervals: 65_536 });
      let ring = new AcknowledgedClasses();
      const known = new Map<number, number>();
      for (const one of steps) {
        const head = replicationLog.head(log);
        if (one.do === 'commit') for (let n = 0; n < one.many; n += 1) replicationLog.append(log);
        else if (one.do === 'acknowledge')
          for (
            let offset = Math.max(1, head - one.back);
            offset < Math.min(head, head - one.back + one.many);
            offset += 1
          ) {
            if (known.has(offset) || offset <= log.prunedTo) continue;
            replicationLog.acknowledge(log, log.current, offset);
            ring.put(log, offset, one.class);
            known.set(offset, one.class);
          }
        else if (one.do === 'prune') {
          replicationLog.prune(log, head - one.behind);
          for (const offset of known.keys()) if (offset <= log.prunedTo) known.delete(offset);
        } else if (one.do === 'promote') {
          const kept = Math.max(log.prunedTo, head - one.behind);
          replicationLog.promote(log, { lineage: log.current, offset: kept });
          for (const offset of known.keys()) if (offset > kept) known.delete(offset);
        } else {
          const copy = new AcknowledgedClasses();
          copy.load(ring.save());
          ring = copy;
        }
        for (const [offset, wanted] of known)
          if (ring.at(offset) !== wanted) expect([offset, ring.at(offset)]).toEqual([offset, wanted]);
      }
    }),
    { seed: 20_261_130, numRuns: 60 },
  );
});
