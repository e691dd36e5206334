// Rows of the waterfall against journeys of real runs. What is held: the segments of a row follow one another without
// gap or overlap from its sending to the last that is known; and for every request that has ended, the shares of its
// latency sum to it exactly.
import { describe, expect, it } from 'vitest';
import type { RequestRow, RequestSpans } from '../../src/views/waterfall/request-spans.ts';
import { type LabOptions, runLab, seconds } from '../support/engine-lab.ts';
import { spansOf } from '../support/spans-of.ts';

const cases: Readonly<Record<string, LabOptions>> = {
  'nothing wrong': { scenario: 'reference', seed: 3, until: seconds(4) },
  'a primary crashes': { scenario: 'reference', seed: 7, until: seconds(14), dos: ['4s crash db-primary'] },
  'a cache crashes': { scenario: 'reference', seed: 8, until: seconds(8), dos: ['4s crash redis-primary'] },
  'a server hangs': { scenario: 'reference', seed: 9, until: seconds(12), dos: ['3s hang api-2 for 6s'] },
  'a balancer hangs': { scenario: 'reference', seed: 9, until: seconds(9), dos: ['4s hang lb for 3s'] },
  'a server crashes': { scenario: 'reference', seed: 2, until: seconds(7), dos: ['4s crash api-1 for 1s'] },
  'a slow database': {
    scenario: 'vertical',
    seed: 5,
    until: seconds(9),
    dos: ['2s slow db-primary x60 for 4s'],
  },
  'a write waits for a replica': {
    scenario: 'vertical',
    seed: 4,
    until: seconds(9),
    sets: ['database.waitForReplicas=1'],
    dos: ['4s crash db-replica-1', '6s hang db-primary for 1s'],
  },
  'a pool is too small': {
    scenario: 'three-tier',
    seed: 4,
    until: seconds(6),
    sets: ['api.database.pool.size=1', 'api.database.pool.waitMillis=50'],
    dos: ['2s slow database x40 for 2s'],
  },
  'a breaker opens before a fallback': {
    scenario: 'breaker',
    seed: 4,
    until: seconds(9),
    sets: ['api.serviceTimeoutMillis=300', 'api.service.fallback=on', 'api.service.retry.on=any'],
    dos: ['2s hang payment for 2s'],
  },
  'a link is cut': {
    scenario: 'vertical',
    seed: 6,
    until: seconds(9),
    dos: ['2s cut api-1->db-primary for 4s'],
  },
};

function brokenTile(row: RequestRow, until: number): string | undefined {
  const { segments, sentAt } = row;
  const isBroken = segments.some(
    ({ from, to }, place) => to <= from || from !== (place === 0 ? sentAt : segments[place - 1]?.to),
  );
  const known = Math.max(row.finishedAt ?? (row.isLost || row.isUnsent ? 0 : until), row.returnedAt ?? until);
  if (!isBroken && (segments.at(-1)?.to ?? sentAt) === known) return undefined;
  return `hop ${row.index}, known to ${known}: ${JSON.stringify(segments)}`;
}

/** What lies between reaching the callee and its finishing is of no kind that belongs to the way. */
function brokenInside({ index, segments, reachedAt, finishedAt }: RequestRow): string | undefined {
  if (reachedAt === undefined || finishedAt === undefined) return undefined;
  let inside = 0;
  for (const { kind, from, to } of segments) {
    const overlap = Math.min(to, finishedAt) - Math.max(from, reachedAt);
    if (overlap > 0 && kind !== 'travelling' && kind !== 'lost') inside += overlap;
  }
  return inside === finishedAt - reachedAt ? undefined : `hop ${index} was inside for ${inside}`;
}

describe('the rows of a request', () => {
  for (const [name, options] of Object.entries(cases)) {
    it(`tile its calls and add up to its latency: ${name}`, () => {
      const all = spansOf(options);
      expect(all.length).toBeGreaterThan(300);
      const broken = all.flatMap(({ ordinal, rows, shares, arrivedAt, endedAt, until }) => {
        const sum = shares.reduce((total, { micros }) => total + micros, 0);
        const latency = (endedAt ?? until) - arrivedAt;
        return [
          ...rows.flatMap((row) => [brokenTile(row, until), brokenInside(row)]),
          sum === latency ? undefined : `its shares sum to ${sum}, not ${latency}`,
        ]
          .filter((problem) => problem !== undefined)
          .map((problem) => `request ${ordinal}: ${problem}`);
      });
      expect(broken).toEqual([]);
    });
  }
});

describe('what the rows tell', () => {
  const kinds = (all: readonly RequestSpans[]): ReadonlySet<string> =>
    new Set(all.flatMap(({ rows }) => rows.flatMap(({ segments }) => segments.map(({ kind }) => kind))));

  it('a hung server stands still, and goes on when its caller has left', () => {
    const all = spansOf(cases['a server hangs'] as LabOptions);
    expect(kinds(all)).toContain('halted');
    // Who gives up just after the hang may have had the answer on its way.
    const left = all.filter(
      ({ cause, endedAt }) => cause === 'timedOut' && endedAt !== undefined && endedAt < seconds(9),
    );
    expect(left.length).toBeGreaterThan(0);
    expect(left.every(({ rows }) => rows.some(({ goesOn }) => goesOn))).toBe(true);
  });

  it('a cut link loses messages', () => {
    const all = spansOf(cases['a link is cut'] as LabOptions);
    expect(kinds(all)).toContain('lost');
    expect(all.some(({ rows }) => rows.some(({ isLost }) => isLost))).toBe(true);
  });

  it('a write whose work is done waits for a replica, and that is no work of the primary', () => {
    const options = { scenario: 'vertical', seed: 4, until: seconds(4), keepJourneys: true } as const;
    const { engine } = runLab(options);
    const { components, links } = engine.describe();
    const primary = components.findIndex(({ id }) => id === 'db-primary');
    const wires = links.find(({ from, to }) => from === 'db-primary' && to === 'db-replica-1')!;
    const partsOf = (needed: number, kind: string): readonly number[] =>
      spansOf({ ...options, sets: [`database.waitForReplicas=${needed}`] })
        .filter(({ class: index, endedAt }) => index === 1 && endedAt !== undefined)
        .flatMap(({ shares }) => shares.filter((one) => one.component === primary && one.kind === kind))
        .map(({ micros }) => micros);
    const waits = partsOf(1, 'confirming');
    expect(waits.length).toBeGreaterThan(50);
    // There and back at least; the same draws bring the same work, whoever waits for whom.
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(2 * wires.oneWayDelayMicros);
    expect(partsOf(0, 'confirming')).toEqual([]);
    const sum = (all: readonly number[]): number => all.reduce((total, one) => total + one, 0);
    const mean = (all: readonly number[]): number => sum(all) / all.length;
    expect(mean(partsOf(1, 'working')) / mean(partsOf(0, 'working'))).toBeCloseTo(1, 1);
  });

  it('an undisturbed request is only on its way, in line, at work and waiting for its calls', () => {
    const seen = kinds(spansOf(cases['nothing wrong'] as LabOptions));
    expect([...seen].sort()).toEqual(['queued', 'travelling', 'waiting', 'working']);
  });
});
