import { describe, expect, it } from 'vitest';
import type { Reason, ReasonKind, ReasonOf } from '../session/theory/assumptions.ts';
import { differenceFigure, figure, listed } from './theory-figures.ts';
import { theoryText } from './theory-text.ts';

const dispersion = { measured: 0.25, low: 0.53, high: 1.47, seconds: 60 };

/** One of each kind: the compiler names those that are missing. */
const reasons: { readonly [Kind in ReasonKind]: ReasonOf<Kind> } = {
  drawnAtRandom: { kind: 'drawnAtRandom' },
  replayed: { kind: 'replayed' },
  dealtInTurn: { kind: 'dealtInTurn', balancer: 'lb', servers: 4, dispersion },
  thinned: { kind: 'thinned', by: 'cdn', dispersion: undefined },
  sentByServers: { kind: 'sentByServers', callers: 4, dispersion },
  exponential: { kind: 'exponential' },
  otherDistribution: { kind: 'otherDistribution', distribution: 'deterministic', cv: 0 },
  severalTimes: { kind: 'severalTimes', callees: ['redis', 'database'] },
  readsAndWrites: { kind: 'readsAndWrites', readMillis: 25, writeMillis: 8 },
  replicasConfirm: { kind: 'replicasConfirm', replicas: 1 },
  ownWork: { kind: 'ownWork' },
  waitsForOthers: { kind: 'waitsForOthers', callees: ['database'] },
  waitsForReplicas: { kind: 'waitsForReplicas' },
  unchanged: { kind: 'unchanged', since: 12_000_000 },
  notSettled: { kind: 'notSettled', since: 0, needed: Number.POSITIVE_INFINITY },
  hasRoomToSpare: { kind: 'hasRoomToSpare', utilization: 0.8 },
  overloaded: { kind: 'overloaded', utilization: 1.2 },
  lineNeverFull: { kind: 'lineNeverFull', most: 26, room: 128 },
  lineFull: { kind: 'lineFull', room: 128 },
  oneLine: { kind: 'oneLine' },
  ownLines: { kind: 'ownLines', members: 4 },
  dealtEvenly: { kind: 'dealtEvenly', least: 4_820, most: 4_821 },
  dealtUnevenly: { kind: 'dealtUnevenly', least: 20, most: 4_821 },
  allServed: { kind: 'allServed', ended: 4_820 },
  someFailed: { kind: 'someFailed', failed: 3, ended: 4_820 },
  enoughCalls: { kind: 'enoughCalls', started: 4_820, batches: 10 },
  fewCalls: { kind: 'fewCalls', started: 12, needed: 200 },
  shortWindow: { kind: 'shortWindow', seconds: 8, needed: 22 },
};

function tell(language: 'en' | 'zh', reason: Reason): string {
  const texts: Readonly<Record<ReasonKind, (reason: never) => string>> = theoryText[language].reasons;
  return theoryText[language].because('doesNotHold', texts[reason.kind](reason as never));
}

describe('the words of the theory check', () => {
  it('give every reason in both languages', () => {
    for (const reason of Object.values(reasons)) {
      const [en, zh] = [tell('en', reason), tell('zh', reason)];
      expect(en).toMatch(/^does not hold, because \S/);
      expect(zh).toMatch(/^不成立，因为 ?\S/);
      for (const text of [en, zh]) expect(text).not.toMatch(/undefined|NaN|Infinity|\[object/);
      expect(en).not.toMatch(/\p{Script=Han}/u);
      expect(zh).not.toMatch(/\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9]\p{Script=Han}/u);
    }
  });

  it('name an exact fact for what an engineer would ask', () => {
    expect(tell('en', reasons.dealtInTurn)).toBe(
      'does not hold, because lb deals in turn to 4: each gets every 4th call, which is smoother than Poisson and waits less. Measured: variance over mean of arrivals per second is 0.250 in 60 s; Poisson arrivals would give 0.530 … 1.47 (99 %)',
    );
    expect(tell('zh', reasons.severalTimes)).toBe(
      '不成立，因为槽位从自己干活一直占到 redis 与 database 应答：是几段时间之和',
    );
  });

  it('print figures with three digits, and never a false zero', () => {
    expect([0, 0.000_04, 0.012_34, 0.996, 9.99, 10, 318.4, 12_345].map(figure)).toEqual([
      '0',
      '< 0.001',
      '0.012',
      '1.00',
      '9.99',
      '10.0',
      '318',
      '12,345',
    ]);
    expect([0, 0.000_05, -0.012, 0.999].map(differenceFigure)).toEqual([
      '0 %',
      '< 0.1 %',
      '−1.2 %',
      '+100 %',
    ]);
    expect(listed(['a', 'b', 'c'], 'and')).toBe('a, b and c');
  });
});
