import { failureDetector, healthReport, podProbes, probe } from '../../../src/algorithms/index.ts';
import { type Chance, type Life, life } from '../../support/life.ts';

const second = 1_000_000;
const results = ['ok', 'ok', 'failed'] as const;
const kinds = ['startup', 'liveness', 'readiness'] as const;
const statuses = ['healthy', 'degraded', 'unhealthy'] as const;
const checks = ['database', 'cache', 'memory'] as const;

function probeOnce(s: probe.Probe, chance: Chance): unknown {
  const now = chance.pass(5 * second);
  const sends = probe.advance(s, now);
  const turned = sends && probe.observe(s, chance.pick(results));
  return [sends, turned, s.mode, probe.verdict(s), probe.consequence(s), probe.nextDue(s)];
}

function listen(s: failureDetector.FailureDetector, chance: Chance): unknown {
  const now = chance.pass(chance.below(30) === 0 ? 20 * second : second);
  if (chance.below(4) > 0) failureDetector.heartbeat(s, now);
  return [failureDetector.suspicion(s, now), failureDetector.isSuspected(s, now), failureDetector.nextDue(s)];
}

export const lives: readonly Life[] = [
  life('probe', () => probe.create({ failureThreshold: 2, successThreshold: 2 }), probeOnce),
  life('probe', () => probe.create({ kind: 'readiness', initialDelay: second }), probeOnce),
  life(
    'podProbes',
    () => podProbes.create({ startup: { period: second }, liveness: { failureThreshold: 2 }, readiness: {} }),
    (s, chance) => {
      const now = chance.pass(3 * second);
      const sent = podProbes.advance(s, now);
      const late = { kind: chance.pick(kinds), serial: Math.max(0, s.sent - chance.below(3)) };
      const events = [...sent, late].map((one) => podProbes.observe(s, now, one, chance.pick(results)));
      if (s.mode === 'failed' ? chance.below(3) === 0 : chance.below(50) === 0) podProbes.restart(s, now);
      return [sent, events, s.mode, podProbes.isReady(s), podProbes.nextDue(s)];
    },
  ),
  life(
    'healthReport',
    () =>
      healthReport.create({
        checks: [
          { id: 'database', degradedFrom: 0.5 },
          { id: 'cache', required: false },
          { id: 'memory', required: false, degradedFrom: 0.8, unhealthyFrom: 0.95 },
        ],
      }),
    (s, chance) => {
      healthReport.observe(s, chance.pick(checks), { status: chance.pick(statuses), value: chance.unit() });
      return [healthReport.verdict(s), healthReport.httpStatus(s)];
    },
  ),
  life('failureDetector', () => failureDetector.create({ timeout: 3 * second }), listen),
  life('failureDetector', () => failureDetector.create({ window: 20, acceptablePause: 0 }), listen),
  life('failureDetector', () => failureDetector.create({ distribution: 'exponential', window: 20 }), listen),
];
