// What holds for every log and every way to play it, against a slow model made of arrays of objects.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stampOf } from '../../../test/support/access-logs.ts';
import { trafficOf } from '../../../test/support/tape-lab.ts';
import { makeTape, playedSpan } from './make-tape.ts';

const both = [{ verb: 'read' }, { verb: 'write' }] as const;
const baseSeed = 20_261_123;
const check = <Values>(property: fc.IProperty<Values>): void =>
  fc.assert(property, { seed: baseSeed, numRuns: 150 });

interface Request {
  readonly second: number;
  readonly key: number;
  readonly client: number;
  readonly isWrite: boolean;
}

const requests = fc.array(
  fc.record({
    second: fc.oneof(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 400_000 })),
    key: fc.integer({ min: 0, max: 6 }),
    client: fc.integer({ min: 0, max: 6 }),
    isWrite: fc.boolean(),
  }),
  { minLength: 1, maxLength: 60, size: 'max' },
);
const timing = fc.record({
  speedup: fc.oneof(
    fc.constantFrom(0.001, 1, 3, 7, 10, 1_000, 1_000_000),
    fc.double({ min: 0.5, max: 2_000, noNaN: true }),
  ),
  gapMaxMillis: fc.option(fc.oneof(fc.constantFrom(1, 500, 2_000), fc.integer({ min: 1, max: 1_000_000 })), {
    nil: undefined,
  }),
});

const lineOf = ({ second, key, client, isWrite }: Request): string =>
  `c${client} - - [${stampOf(1_400_000_000_000 + second * 1_000)}] "${isWrite ? 'PUT' : 'GET'} /${key} HTTP/1.1" 200 5`;
const readAll = (all: readonly Request[]) => trafficOf(all.map(lineOf).join('\n'));

/** Requests by time, those of one second in file order, spread over it. */
function model(all: readonly Request[]) {
  const bySecond = new Map<number, Request[]>();
  for (const one of all) bySecond.set(one.second, [...(bySecond.get(one.second) ?? []), one]);
  const seconds = [...bySecond.keys()].sort((a, b) => a - b);
  const first = seconds[0] ?? 0;
  return seconds.flatMap((second) => {
    const group = bySecond.get(second) ?? [];
    return group.map((one, index) => ({
      ...one,
      at: (second - first) * 1e6 + Math.floor((index * 1e6) / group.length),
    }));
  });
}

/** In the order in which values first appear: 0, 1, 2, … */
const numbered = (values: readonly number[]): number[] => {
  const seen = [...new Set(values)];
  return values.map((value) => seen.indexOf(value));
};

describe(`a log, base seed ${baseSeed}`, () => {
  it('is sorted stably by time and spread evenly within each second', () => {
    check(
      fc.property(requests, (all) => {
        const traffic = readAll(all);
        const expected = model(all);
        expect([...traffic.times]).toEqual(expected.map(({ at }) => at));
        expect([...traffic.classes]).toEqual(expected.map(({ isWrite }) => (isWrite ? 1 : 0)));
        expect([...traffic.keys]).toEqual(numbered(expected.map(({ key }) => key)));
        expect([...traffic.clients]).toEqual(numbered(expected.map(({ client }) => client)));
      }),
    );
  });
});

describe(`a tape, base seed ${baseSeed}`, () => {
  it('comes in order, without a silence longer than allowed, as much faster as asked', () => {
    check(
      fc.property(requests, timing, (all, how) => {
        const traffic = readAll(all);
        const { offsets } = makeTape(traffic, how, both);
        const longest = (how.gapMaxMillis ?? Number.POSITIVE_INFINITY) * 1_000;
        let logTime = 0;
        for (let index = 0; index < offsets.length; index += 1) {
          const before = index === 0 ? 0 : offsets[index - 1]!;
          expect(offsets[index]).toBeGreaterThanOrEqual(before);
          expect(Number.isInteger(offsets[index])).toBe(true);
          // Each end of a gap is rounded to a microsecond.
          expect(offsets[index]! - before).toBeLessThanOrEqual(longest / how.speedup + 1);
          const gap = traffic.times[index]! - (index === 0 ? 0 : traffic.times[index - 1]!);
          logTime += gap > longest ? longest : gap;
          expect(Math.abs(offsets[index]! * how.speedup - logTime)).toBeLessThanOrEqual(
            0.51 * how.speedup + 1e-3,
          );
        }
        expect(playedSpan(traffic, how)).toBe(offsets[offsets.length - 1]);
      }),
    );
  });

  it('is named by the file and by how it is played', () => {
    const one = readAll([{ second: 1, key: 1, client: 1, isWrite: false }]);
    const other = readAll([{ second: 1, key: 2, client: 1, isWrite: false }]);
    const names = [
      makeTape(one, { speedup: 1 }, both),
      makeTape(one, { speedup: 2 }, both),
      makeTape(one, { speedup: 1, gapMaxMillis: 5 }, both),
      makeTape(other, { speedup: 1 }, both),
    ].map(({ contentHash }) => contentHash);
    expect(new Set(names).size).toBe(4);
    expect(makeTape(one, { speedup: 1 }, both).contentHash).toBe(names[0]);
  });
});
