import {
  readRouting,
  replicationLag,
  replicationLog,
  synchronousCommit,
} from '../../../src/algorithms/index.ts';
import type { Loop, Mechanism } from './mechanism.ts';

function routing(policy: readRouting.ReadPolicy): (size: number) => Loop {
  return (size) => {
    const replicas = Array.from({ length: size }, (_, place) => place + 1);
    const s = readRouting.create({ primary: 0, replicas, policy });
    for (let session = 0; session < 1000; session += 2) readRouting.recordWrite(s, session, 0);
    return (times) => {
      let sum = 0;
      for (let call = 0; call < times; call += 1)
        sum += readRouting.routeRead(s, { now: 1, session: call % 1000 }) as number;
      return sum;
    };
  };
}

export const mechanisms: readonly Mechanism[] = [
  {
    namespace: 'readRouting',
    call: 'routeRead(s, { now, session })',
    prepare: routing({ kind: 'replicas' }),
  },
  {
    namespace: 'readRouting',
    call: 'routeRead(s, { now, session }) primaryAfterWrite',
    prepare: routing({ kind: 'primaryAfterWrite', for: 5_000_000 }),
  },
  {
    namespace: 'readRouting',
    call: 'recordWrite(s, session, now)',
    sizes: [1],
    prepare: () => {
      const s = readRouting.create({ primary: 0, policy: { kind: 'primaryAfterWrite', for: 5_000_000 } });
      let now = 0;
      return (times) => {
        for (let call = 0; call < times; call += 1) {
          now += 100;
          readRouting.recordWrite(s, now % 100_003, now);
        }
        return now;
      };
    },
  },
  {
    namespace: 'replicationLag',
    call: 'drawLag(lan, unit)',
    sizes: [1],
    prepare: () => (times) => {
      let sum = 0;
      for (let call = 0; call < times; call += 1)
        sum += replicationLag.drawLag(replicationLag.lan, (call % 1009) / 1009);
      return sum;
    },
  },
  {
    namespace: 'replicationLog',
    call: 'append, acknowledge',
    sizes: [1],
    prepare: () => {
      const s = replicationLog.create();
      return (times) => {
        for (let call = 0; call < times; call += 1) {
          const offset = replicationLog.append(s, 0);
          replicationLog.acknowledge(s, 0, offset);
        }
        return s.lost;
      };
    },
  },
  {
    namespace: 'synchronousCommit',
    call: 'observe, confirmedUpTo (FIRST)',
    sizes: [3, 30],
    prepare: (size) => {
      const standbys = Array.from({ length: size }, (_, place) => place);
      const s = synchronousCommit.create({ level: 'on', standbys });
      let offset = 0;
      return (times) => {
        let sum = 0;
        for (let call = 0; call < times; call += 1) {
          offset += 1;
          synchronousCommit.flush(s, offset, offset);
          synchronousCommit.observe(s, 0, { written: offset, flushed: offset, applied: offset });
          sum += synchronousCommit.confirmedUpTo(s);
        }
        return sum;
      };
    },
  },
];
