import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unitDraw } from '../../../test/support/unit-draw.ts';
import * as replicationLog from './replication-log.ts';

/** Histories as arrays of write names, acknowledged and lost as sets: slow and obvious. */
class NaiveLog {
  histories: string[][] = [[]];
  readonly held = new Set<string>();
  lost = 0;
  prunedTo = 0;

  get current(): string[] {
    return this.histories.at(-1) ?? [];
  }

  append(lineage: number): number {
    const history = this.histories[lineage]!;
    return history.push(`${lineage}:${history.length + 1}`);
  }

  acknowledge(lineage: number, offset: number): void {
    const write = this.histories[lineage]![offset - 1]!;
    if (this.current[offset - 1] === write) this.held.add(write);
    else this.lost += 1;
  }

  heldCount(): number {
    return this.current.slice(this.prunedTo).filter((write) => this.held.has(write)).length;
  }

  sharedUpTo(lineage: number, offset: number): number {
    const history = this.histories[lineage]!.slice(0, offset);
    return history.filter((write, index) => this.current[index] === write).length;
  }

  promote(lineage: number, offset: number): number {
    const kept = this.histories[lineage]!.slice(0, offset);
    const lost = [...this.held].filter((write) => !kept.includes(write));
    for (const write of lost) this.held.delete(write);
    this.lost += lost.length;
    this.histories.push(kept);
    return lost.length;
  }
}

const step = fc.tuple(
  fc.constantFrom('append', 'append', 'append', 'acknowledge', 'acknowledge', 'promote', 'prune', 'clone'),
  unitDraw,
  unitDraw,
);

describe('replication log', () => {
  it('agrees with a naive model of sets', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120, size: 'max' }), (steps) => {
        let s = replicationLog.create();
        const naive = new NaiveLog();
        for (const [verb, first, second] of steps) {
          const lineage = Math.floor(first * naive.histories.length);
          const length = naive.histories[lineage]!.length;
          if (verb === 'append') expect(replicationLog.append(s, lineage)).toBe(naive.append(lineage));
          if (verb === 'acknowledge' && length > 0) {
            const offset = 1 + Math.floor(second * length);
            replicationLog.acknowledge(s, lineage, offset);
            naive.acknowledge(lineage, offset);
          }
          if (verb === 'promote') {
            const offset = Math.floor(second * (length + 1));
            const promoted = () => replicationLog.promote(s, { lineage, offset }).lost;
            if (naive.sharedUpTo(lineage, offset) < naive.prunedTo) expect(promoted).toThrow('position');
            else expect(promoted()).toBe(naive.promote(lineage, offset));
          }
          if (verb === 'prune') {
            // The product of two draws: mostly little, so that most promotions remain allowed.
            const offset = Math.floor(first * second * naive.current.length);
            replicationLog.prune(s, offset);
            naive.prunedTo = Math.max(naive.prunedTo, offset);
          }
          if (verb === 'clone') s = structuredClone(s);
          expect([replicationLog.heldCount(s), s.lost]).toEqual([naive.heldCount(), naive.lost]);
          const at = { lineage, offset: Math.floor(second * (naive.histories[lineage]!.length + 1)) };
          expect(replicationLog.lag(s, at)).toBe(naive.current.length - naive.sharedUpTo(lineage, at.offset));
        }
      }),
      { numRuns: 150 },
    );
  });

  it('counts what a promoted replica never had, and what the old primary acknowledges afterwards', () => {
    const s = replicationLog.create();
    for (let write = 1; write <= 10; write += 1) {
      replicationLog.acknowledge(s, 0, replicationLog.append(s));
    }
    const replica = replicationLog.applyUpTo(s, { lineage: 0, offset: 0 }, 7);
    expect(replicationLog.lag(s, replica)).toBe(3);
    const late = replicationLog.append(s, 0);
    expect(replicationLog.promote(s, replica)).toEqual({ lineage: 1, lost: 3 });
    expect(replicationLog.acknowledge(s, 0, late)).toBe(true);
    expect(s.lost).toBe(4);
    // The old primary returns as a replica and discards what nobody else has.
    expect(replicationLog.follow(s, { lineage: 0, offset: 11 })).toEqual({ lineage: 1, offset: 7 });
  });

  it('stays small: one interval while acknowledgements are in order, none below what everyone has', () => {
    const s = replicationLog.create({ maxIntervals: 2 });
    for (let write = 1; write <= 1000; write += 1) {
      replicationLog.acknowledge(s, 0, replicationLog.append(s));
    }
    expect(s.starts).toEqual([1]);
    replicationLog.prune(s, 990);
    expect([s.starts, s.ends]).toEqual([[991], [1000]]);
    replicationLog.prune(s, 1000);
    expect(replicationLog.heldCount(s)).toBe(0);
    for (let write = 0; write < 5; write += 1) replicationLog.append(s);
    replicationLog.acknowledge(s, 0, 1001);
    replicationLog.acknowledge(s, 0, 1003);
    expect(() => replicationLog.acknowledge(s, 0, 1005)).toThrow('maxIntervals');
  });

  // Five acknowledged, all pruned: a promotion at 2 would lose three that nobody could count any more.
  it('promotes only a node that exists and has what was pruned', () => {
    const s = replicationLog.create();
    for (let write = 1; write <= 5; write += 1) replicationLog.acknowledge(s, 0, replicationLog.append(s));
    replicationLog.prune(s, 5);
    const before = structuredClone(s);
    const promote = (offset: number) => () => replicationLog.promote(s, { lineage: 0, offset });
    expect(promote(2)).toThrow('position: one with the history up to 5');
    expect(promote(99)).toThrow('position.offset: a whole number, 0 … 5 (not 99)');
    expect(promote(-1)).toThrow('position.offset: a whole number');
    expect(s).toEqual(before);
    expect(promote(5)()).toEqual({ lineage: 1, lost: 0 });
  });

  it('refuses what does not exist', () => {
    const s = replicationLog.create();
    expect(() => replicationLog.create({ maxIntervals: 0 })).toThrow(
      'maxIntervals: a whole number of at least 1',
    );
    expect(() => replicationLog.acknowledge(s, 0, 1)).toThrow('offset: 1 … head');
    expect(() => replicationLog.head(s, 1)).toThrow('lineage: one that exists');
    expect(() => replicationLog.applyUpTo(s, { lineage: 0, offset: 0 }, 1)).toThrow('offset: up to the head');
  });
});
