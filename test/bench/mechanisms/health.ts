import { failureDetector, healthReport, podProbes, probe } from '../../../src/algorithms/index.ts';
import type { Mechanism } from './mechanism.ts';

const second = 1_000_000;

export const mechanisms: readonly Mechanism[] = [
  {
    namespace: 'probe',
    call: 'observe(s, result), every tenth failed',
    sizes: [1],
    prepare: () => {
      // One failure in ten is never three in a row: up, in doubt, up again, which asks the machine twice in ten.
      const s = probe.create({});
      return (times) => {
        let turned = 0;
        for (let result = 0; result < times; result += 1)
          if (probe.observe(s, result % 10 === 0 ? 'failed' : 'ok')) turned += 1;
        return turned;
      };
    },
  },
  {
    namespace: 'probe',
    call: 'observe(s, result), all good',
    sizes: [1],
    prepare: () => {
      const s = probe.create({});
      return (times) => {
        let turned = 0;
        for (let result = 0; result < times; result += 1) if (probe.observe(s, 'ok')) turned += 1;
        return turned;
      };
    },
  },
  {
    namespace: 'podProbes',
    call: 'advance(s, now) + observe(s, now, sent, result), all good',
    sizes: [1],
    prepare: () => {
      const s = podProbes.create({ liveness: {}, readiness: {} });
      let now = 0;
      return (times) => {
        let events = 0;
        for (let round = 0; round < times; round += 1) {
          now += 10_000_000;
          for (const sent of podProbes.advance(s, now)) {
            if (podProbes.observe(s, now, sent, 'ok') !== 'none') events += 1;
          }
        }
        return events;
      };
    },
  },
  {
    namespace: 'healthReport',
    call: 'observe(s, id, found) + verdict(s)',
    prepare: (size) => {
      const checks = Array.from({ length: size }, (_, place) => ({
        id: `check-${place}`,
        required: place % 2 === 0,
      }));
      const s = healthReport.create({ checks });
      for (const { id } of checks) healthReport.observe(s, id, { status: 'healthy' });
      const [well, unwell] = [{ status: 'healthy' as const }, { status: 'degraded' as const }];
      return (times) => {
        let count = 0;
        let place = 0;
        for (let call = 0; call < times; call += 1) {
          healthReport.observe(s, checks[place]!.id, call % 7 === 0 ? unwell : well);
          if (healthReport.verdict(s) === 'healthy') count += 1;
          place = place + 1 === size ? 0 : place + 1;
        }
        return count;
      };
    },
  },
  {
    namespace: 'failureDetector',
    call: 'heartbeat(s, now), φ of a normal distribution',
    sizes: [1],
    prepare: () => {
      const s = failureDetector.create({});
      let now = 0;
      return (times) => {
        for (let beat = 0; beat < times; beat += 1) {
          now += second + (beat % 100) * 1000;
          failureDetector.heartbeat(s, now);
        }
        return s.sum;
      };
    },
  },
];
