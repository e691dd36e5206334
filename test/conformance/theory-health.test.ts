// theory.json, healthDetection: how long a fault at any phase of a probe goes unnoticed, measured by running the probe.
import { describe, expect, it } from 'vitest';
import { podProbes, probe } from '../../src/algorithms/index.ts';
import { openRecording } from '../support/recording.ts';

interface Detection {
  readonly period: number;
  readonly timeout: number;
  readonly threshold: number;
}

const recording = openRecording('theory.json', 'healthDetection');
const second = 1_000_000;
const phases = 1000;
const closed = { relative: 1e-6 };

/** Micros from a fault `phase` after the last good probe until the verdict is down. */
function detectionTime({ period, timeout, threshold }: Detection, phase: number, hangs: boolean): number {
  const fields = { period: period * second, timeout: timeout * second, failureThreshold: threshold };
  const s = probe.create({ kind: 'readiness', ...fields, initially: 'up' });
  let faultAt = Number.POSITIVE_INFINITY;
  for (let now = probe.nextDue(s); ; now = probe.nextDue(s)) {
    const isSent = probe.advance(s, now);
    // A refused probe fails at once; a hung server says nothing, and the probe's own timeout decides.
    if (isSent && now < faultAt) probe.observe(s, 'ok');
    else if (isSent && !hangs) probe.observe(s, 'failed');
    if (probe.verdict(s) === 'down') return now - faultAt;
    if (isSent && now >= 3 * fields.period && now < faultAt) faultAt = now + phase;
  }
}

/** Over evenly spread phases; the shortest and longest are those of a fault just before and just after a probe. */
function detection(given: Detection, hangs: boolean): { min: number; mean: number; max: number } {
  const span = given.period * second;
  const at = (phase: number): number => detectionTime(given, phase, hangs) / second;
  const spread = Array.from({ length: phases }, (_, index) => at(((index + 0.5) / phases) * span));
  return { min: at(span), mean: spread.reduce((sum, one) => sum + one, 0) / phases, max: at(1) };
}

describe('theory.json healthDetection', () => {
  const means: number[] = [];

  it.each(['articleLiveness', 'articleReadiness', 'example 1s/1s/3'])('%s', (name) => {
    const given = {
      period: recording.input<number>(name, 'period'),
      timeout: recording.input<number>(name, 'timeout'),
      threshold: recording.input<number>(name, 'threshold'),
    };
    for (const way of ['refused', 'hang']) {
      const ours = detection(given, way === 'hang');
      for (const [which, value] of Object.entries(ours))
        recording.within([name, `${way}_${which}`], value, closed.relative);
      means.push(ours.mean);
    }
  });

  it('a pod that never starts is killed by liveness after 50 s if it refuses, 55 s if it hangs', () => {
    const liveness = { initialDelay: 30 * second, period: 10 * second, timeout: 5 * second };
    const killedAt = (hangs: boolean): number => {
      const s = podProbes.create({ liveness });
      for (let now = podProbes.nextDue(s)!; ; now = podProbes.nextDue(s)!) {
        const [sent] = podProbes.advance(s, now);
        const failedAt = now + (hangs ? liveness.timeout : 0);
        if (podProbes.observe(s, failedAt, sent!, 'failed') === 'restart') return failedAt / second;
      }
    };
    const told = [...recording.peek<string>('livenessInitialDelay').matchAll(/(\d+)-(\d+) s/g)][0]!;
    const holds = killedAt(false) === Number(told[1]) && killedAt(true) === Number(told[2]);
    recording.judged(['livenessInitialDelay'], holds, 'the two figures in the sentence, equal', 2);
  });

  it('requests lost meanwhile: one server’s share of the arrivals times the mean detection', () => {
    const [refusedLive, hungLive, refusedReady, hungReady] = means;
    expect([refusedLive, refusedReady, hungReady, hungLive].map((mean) => mean?.toFixed(3))).toEqual([
      '25.000',
      '7.500',
      '10.500',
      '30.000',
    ]);
    const detections = [hungReady, refusedReady, hungLive] as number[];
    detections.forEach((mean, row) => {
      const [rate, servers] = recording.peek<number[]>('requestsLostDuringDetection', 'rows', row) as [
        number,
        number,
      ];
      const ours = [rate, servers, mean, (rate / servers) * mean];
      recording.within(['requestsLostDuringDetection', 'rows', row], ours, closed.relative);
    });
  });

  it('skips nothing', () => {
    recording.note('formula');
    recording.note('requestsLostDuringDetection', 'formula');
    recording.expectNothingSkipped();
  });
});
