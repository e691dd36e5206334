import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AssertionError } from '../../base/assert.ts';
import { OptionError } from '../../base/options.ts';
import * as bulkhead from './bulkhead.ts';

describe('bulkhead', () => {
  it('lets so many in, so many wait, and refuses the rest; who waited longest is next', () => {
    const s = bulkhead.create<string>({ limit: 1, queueLimit: 2 });
    expect(['a', 'b', 'c', 'd'].map((id) => bulkhead.tryEnter(s, 0, id))).toEqual([
      'entered',
      'queued',
      'queued',
      undefined,
    ]);
    expect(bulkhead.leave(s, 1)).toBe('b');
    expect(bulkhead.leave(s, 2)).toBe('c');
    expect(bulkhead.leave(s, 3)).toBeUndefined();
    expect(s.active).toBe(0);
  });

  it('passes over who has waited longer than maxWait, or has given up', () => {
    const s = bulkhead.create<string>({ limit: 1, queueLimit: 3, maxWait: 10 });
    bulkhead.tryEnter(s, 0, 'a');
    bulkhead.tryEnter(s, 0, 'b');
    bulkhead.tryEnter(s, 5, 'c');
    bulkhead.tryEnter(s, 6, 'd');
    expect(bulkhead.giveUp(s, 'c')).toBe(true);
    expect(bulkhead.giveUp(s, 'c')).toBe(false);
    expect(bulkhead.dropOverdue(s, 10)).toEqual([]);
    expect(bulkhead.dropOverdue(s, 11)).toEqual(['b']);
    expect(bulkhead.leave(s, 16)).toBe('d');
  });

  it('tells of everyone who waited too long, whoever noticed it', () => {
    const s = bulkhead.create<string>({ limit: 1, queueLimit: 2, maxWait: 10 });
    bulkhead.tryEnter(s, 0, 'a');
    bulkhead.tryEnter(s, 0, 'b');
    bulkhead.tryEnter(s, 5, 'c');
    expect(bulkhead.leave(s, 11)).toBe('c');
    expect(bulkhead.tryEnter(s, 12, 'd')).toBe('queued');
    expect(bulkhead.tryEnter(s, 23, 'e')).toBe('queued');
    expect(bulkhead.dropOverdue(s, 23)).toEqual(['b', 'd']);
    expect(bulkhead.dropOverdue(s, 40)).toEqual(['e']);
    expect(bulkhead.dropOverdue(s, 99)).toEqual([]);
  });

  it('makes room in the queue when somebody is overdue', () => {
    const s = bulkhead.create<string>({ limit: 1, queueLimit: 1, maxWait: 10 });
    for (const id of ['a', 'b']) bulkhead.tryEnter(s, 0, id);
    expect(bulkhead.tryEnter(s, 10, 'c')).toBeUndefined();
    expect(bulkhead.tryEnter(s, 11, 'c')).toBe('queued');
  });

  it('conserves: all who came have left, were refused, gave up, are in or wait; never more than allowed', () => {
    const acts = fc.array(
      fc.record({ act: fc.constantFrom('enter', 'leave', 'giveUp', 'drop'), gap: fc.nat(20) }),
      {
        maxLength: 200,
        size: 'max',
      },
    );
    const options = fc
      .record({
        limit: fc.integer({ min: 1, max: 3 }),
        queueLimit: fc.integer({ min: 0, max: 4 }),
        maxWait: fc.constantFrom(undefined, 30),
      })
      .map((given) => (given.queueLimit === 0 ? { ...given, maxWait: undefined } : given));
    fc.assert(
      fc.property(options, acts, (given, script) => {
        const s = bulkhead.create<number>(given);
        let [now, came, refused, left, entered, gone] = [0, 0, 0, 0, 0, 0];
        for (const { act, gap } of script) {
          now += gap;
          if (act === 'enter') {
            came += 1;
            const answer = bulkhead.tryEnter(s, now, came);
            if (answer === undefined) refused += 1;
            if (answer === 'entered') entered += 1;
          } else if (act === 'leave' && s.active > 0) {
            left += 1;
            if (bulkhead.leave(s, now) !== undefined) entered += 1;
          } else if (act === 'giveUp') gone += bulkhead.giveUp(s, came) ? 1 : 0;
          else gone += bulkhead.dropOverdue(s, now).length;
          expect(s.active).toBeLessThanOrEqual(given.limit);
          expect(s.queue.length).toBeLessThanOrEqual(given.queueLimit);
          // Nobody waits while there is room.
          if (s.queue.length > 0) expect(s.active).toBe(given.limit);
        }
        expect(entered).toBe(left + s.active);
        gone += bulkhead.dropOverdue(s, now).length;
        expect(came).toBe(entered + refused + gone + s.queue.length);
      }),
    );
  });

  it('refuses wrong options, and who leaves without having entered', () => {
    for (const wrong of [
      { limit: 0 },
      { limit: 1.5 },
      { limit: 1, queueLimit: -1 },
      { limit: 1, maxWait: 0 },
      { size: 1 },
    ])
      expect(() => bulkhead.create(wrong as never)).toThrow(OptionError);
    expect(() => bulkhead.leave(bulkhead.create({ limit: 1 }), 0)).toThrow(AssertionError);
  });
});
