import { sentinel } from '../../../src/algorithms/index.ts';
import type { Mechanism } from './mechanism.ts';

const second = 1_000_000;
const timer = 100_000;

export const mechanisms: readonly Mechanism[] = [
  {
    namespace: 'sentinel',
    call: 'tick(s, now, draws, actions) + onPong per PING, all well, data nodes',
    prepare: (size) => {
      const s = sentinel.create({
        index: 0,
        sentinels: 3,
        quorum: 2,
        nodes: size,
        primary: 0,
        now: 0,
        downAfter: 5 * second,
        failoverTimeout: 60 * second,
      });
      const draws = { interval: 0, desync: 0 };
      const actions: sentinel.SentinelAction[] = [];
      let now = 0;
      return (times) => {
        let sent = 0;
        for (let run = 0; run < times; run += 1) {
          now += timer;
          sentinel.tick(s, now, draws, actions);
          for (const action of actions)
            if (action.type === 'ping') sentinel.onPong(s, action.party, action.to, now);
          sent += actions.length;
          actions.length = 0;
        }
        return sent;
      };
    },
  },
];
