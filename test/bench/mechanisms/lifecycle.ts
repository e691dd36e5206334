import { serverLifecycle } from '../../../src/algorithms/index.ts';
import type { Mechanism } from './mechanism.ts';

export const mechanisms: readonly Mechanism[] = [
  {
    namespace: 'serverLifecycle',
    call: 'advance(s, now) + accepts(s), ready',
    sizes: [1],
    prepare: () => {
      const s = serverLifecycle.create({ initially: 'ready' });
      let now = 0;
      return (times) => {
        let accepted = 0;
        for (let call = 0; call < times; call += 1) {
          now += 1;
          serverLifecycle.advance(s, now);
          if (serverLifecycle.accepts(s)) accepted += 1;
        }
        return accepted;
      };
    },
  },
  {
    namespace: 'serverLifecycle',
    call: 'start, drain, becomeIdle, advance: one life, five changes of mode',
    sizes: [1],
    prepare: () => {
      const s = serverLifecycle.create({});
      let now = 0;
      return (times) => {
        for (let life = 0; life < times; life += 1) {
          now += 1;
          serverLifecycle.start(s, now);
          serverLifecycle.advance(s, now);
          serverLifecycle.drain(s, now);
          serverLifecycle.becomeIdle(s, now);
          serverLifecycle.advance(s, now);
        }
        return now;
      };
    },
  },
];
