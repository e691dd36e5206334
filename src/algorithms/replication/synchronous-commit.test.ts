import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as synchronousCommit from './synchronous-commit.ts';

const levels = ['off', 'local', 'remote_write', 'on', 'remote_apply'] as const;
const at = (written: number, flushed = written, applied = flushed) => ({ written, flushed, applied });

describe('synchronous commit', () => {
  it('confirms what each level waits for', () => {
    const confirmed = levels.map((level) => {
      const s = synchronousCommit.create({ level, standbys: ['r1'] });
      synchronousCommit.flush(s, 10, 9);
      synchronousCommit.observe(s, 'r1', at(8, 7, 6));
      return synchronousCommit.confirmedUpTo(s);
    });
    expect(confirmed).toEqual([10, 9, 8, 7, 6]);
  });

  it('waits for the first connected, or for whichever is quick enough', () => {
    const standbys = ['r1', 'r2', 'r3'];
    const progress = { r1: 4, r2: 9, r3: 7 };
    const upTo = (method: 'FIRST' | 'ANY', count: number, gone: string[]) => {
      const s = synchronousCommit.create({ level: 'on', method, count, standbys });
      synchronousCommit.flush(s, 10, 10);
      for (const [id, offset] of Object.entries(progress)) synchronousCommit.observe(s, id, at(offset));
      for (const id of gone) synchronousCommit.setConnected(s, id, false);
      return synchronousCommit.confirmedUpTo(s);
    };
    expect([upTo('FIRST', 1, []), upTo('FIRST', 2, []), upTo('FIRST', 1, ['r1'])]).toEqual([4, 4, 9]);
    expect([upTo('ANY', 1, []), upTo('ANY', 2, []), upTo('ANY', 3, [])]).toEqual([9, 7, 4]);
    expect([upTo('ANY', 2, ['r1', 'r2']), upTo('FIRST', 3, ['r3'])]).toEqual([0, 0]);
  });

  it('lets nobody read stale where it says so, and the stricter level never confirms more', () => {
    const progress = fc.record({ id: fc.nat(2), gap: fc.tuple(fc.nat(5), fc.nat(5), fc.nat(5)) });
    const method = fc.constantFrom('FIRST' as const, 'ANY' as const);
    fc.assert(
      fc.property(
        fc.array(progress, { maxLength: 40, size: 'max' }),
        method,
        fc.integer({ min: 1, max: 3 }),
        (steps, by, count) => {
          const all = levels.map((level) =>
            synchronousCommit.create({ level, method: by, count, standbys: [0, 1, 2] }),
          );
          const applied = [0, 0, 0];
          steps.forEach(({ id, gap: [a, b, c] }, step) => {
            const told = at(Math.max(0, step - a), Math.max(0, step - a - b), Math.max(0, step - a - b - c));
            applied[id] = Math.max(applied[id]!, told.applied);
            for (const s of all) {
              synchronousCommit.flush(s, step, Math.max(0, step - 2));
              synchronousCommit.observe(s, id, told);
            }
            const confirmed = all.map(synchronousCommit.confirmedUpTo);
            expect(confirmed).toEqual(confirmed.toSorted((x, y) => y - x));
            applied.forEach((offset, standby) => {
              if (!synchronousCommit.mayReadStale(all[4]!, standby))
                expect(offset).toBeGreaterThanOrEqual(confirmed[4]!);
            });
          });
        },
      ),
    );
  });

  it('refuses what it cannot keep', () => {
    const create = synchronousCommit.create as (options: object) => unknown;
    expect(() => create({ level: 'always' })).toThrow('level: off | local');
    expect(() => create({ level: 'on', standbys: ['a'], count: 2 })).toThrow('count: as many as standbys');
    expect(() => create({ level: 'on', standbys: ['a', 'a'] })).toThrow('standbys[1]: each id once');
    const s = synchronousCommit.create({ level: 'on', standbys: ['a'] });
    expect(() => synchronousCommit.observe(s, 'b', at(1))).toThrow('id: one of the standbys');
    expect(() => synchronousCommit.observe(s, 'a', at(1, 2))).toThrow('progress: applied ≤ flushed');
    expect(() => synchronousCommit.flush(s, 1, 2)).toThrow('flushed: 0 … appended');
  });
});
