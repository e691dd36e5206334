import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { couldBe } from '../../../test/support/chi-square.ts';
import { chanceFrom } from '../../../test/support/life.ts';
import { unitDraw } from '../../../test/support/unit-draw.ts';
import * as random from './random-two-choices.ts';

const now = 0;
const done = { now, outcome: 'ok' } as const;

/** Hands out the given draws, one after the other. */
function script(...draws: number[]): () => number {
  return () => draws.shift() as number;
}

describe('two choices', () => {
  const servers = [...'ABCD'].map((id) => ({ id }));

  it('compares two distinct servers; the last drawn of equals', () => {
    const s = random.create({ servers });
    expect(random.pick(s, { now, random: script(0, 0.3) })).toBe('B');
    expect(random.pick(s, { now, random: script(0.3, 0.3, 0.3, 0) })).toBe('A');
    expect(random.pick(s, { now, random: script(0.3, 0.99) })).toBe('D');
    // A, B and D have one each, C none.
    expect(random.pick(s, { now, random: script(0.5, 0) })).toBe('C');
  });

  it('never picks the busier of the pair, for its weight', () => {
    const weights = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(
        weights,
        fc.array(fc.tuple(unitDraw, unitDraw), { maxLength: 60, size: 'max' }),
        (given, draws) => {
          const s = random.create({ servers: given.map((weight, id) => ({ id, weight })) });
          const line = given.flatMap((weight, id) => new Array<number>(weight).fill(id));
          const drawn = (draw: number): number => line[Math.floor(draw * line.length)] as number;
          const load = (id: number): number => random.activeOf(s, id) / (given[id] as number);
          for (const [one, other] of draws) {
            const pair = [drawn(one), drawn(other)];
            if (pair[0] === pair[1]) continue;
            const least = Math.min(...pair.map(load));
            const before = given.map((_, id) => load(id));
            const picked = random.pick(s, { now, random: script(one, other) }) as number;
            expect(pair).toContain(picked);
            expect(before[picked]).toBe(least);
          }
        },
      ),
    );
  });

  it('never picks a down or tried server, and gives up only when none is left', () => {
    const states = fc.array(fc.constantFrom('up', 'down', 'tried'), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(states, fc.integer(), fc.integer({ min: 1, max: 4 }), (given, seed, choices) => {
        const s = random.create({
          servers: given.map((state, id) => ({ id, down: state === 'down' })),
          choices,
        });
        const tried = new Set(given.flatMap((state, id) => (state === 'tried' ? id : [])));
        const { unit } = chanceFrom(seed);
        for (let left = 20; left > 0; left -= 1) {
          const id = random.pick(s, { now, random: unit, tried });
          expect(id === undefined ? 'none' : given[id]).toBe(given.includes('up') ? 'up' : 'none');
        }
      }),
    );
  });

  it('deals in turn after 20 useless draws, to a backup at last', () => {
    const s = random.create({
      servers: [
        ...servers.map((server) => ({ ...server, down: server.id !== 'B' })),
        { id: 'Z', backup: true },
      ],
    });
    let draws = 0;
    const stuck = (): number => {
      draws += 1;
      return 0;
    };
    expect(random.pick(s, { now, random: stuck })).toBe('B');
    expect(draws).toBe(21);
    expect(random.pick(s, { now, random: stuck, tried: new Set(['B']) })).toBe('Z');
  });
});

describe('other numbers of choices', () => {
  it('one is plain random, by weight', () => {
    const s = random.create({
      servers: [{ id: 0, weight: 3 }, { id: 1 }, { id: 2, backup: true }],
      choices: 1,
    });
    const { unit } = chanceFrom(1);
    const counts = [0, 0];
    for (let left = 4000; left > 0; left -= 1) counts[random.pick(s, { now, random: unit }) as number]! += 1;
    expect(couldBe(counts, [0.75, 0.25])).toBe(true);
  });

  it('as many as there are servers is least connections', () => {
    const s = random.create({ servers: Array.from({ length: 5 }, (_, id) => ({ id })), choices: 5 });
    const { unit } = chanceFrom(1);
    for (let left = 50; left > 0; left -= 1) random.pick(s, { now, random: unit });
    expect([0, 1, 2, 3, 4].map((id) => random.activeOf(s, id))).toEqual([10, 10, 10, 10, 10]);
  });

  it('compares those found when fewer than wanted are available', () => {
    const s = random.create({ servers: [0, 1, 2].map((id) => ({ id, down: id === 2 })), choices: 3 });
    const { unit } = chanceFrom(1);
    random.pick(s, { now, random: unit, tried: new Set([1]) });
    expect(random.pick(s, { now, random: unit })).toBe(1);
  });

  it('one server needs no draw', () => {
    const s = random.create({ servers: [{ id: 'A' }] });
    expect(random.pick(s, { now, random: script() })).toBe('A');
    random.release(s, 'A', done);
    expect(random.activeOf(s, 'A')).toBe(0);
  });

  it('name what is wrong', () => {
    const s = random.create({ servers: [{ id: 'A' }, { id: 'B' }] });
    expect(() => random.pick(s, { now })).toThrow('random: a function');
    expect(() => random.pick(s, { now, random: () => 1 })).toThrow('[0, 1)');
    expect(() => random.create({ servers: [], choices: 0 })).toThrow('choices: a whole number');
  });
});
