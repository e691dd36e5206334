import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TraceHash } from './trace-hash.ts';

type Event = readonly [time: number, kind: number, component: number, ordinal: number, outcome: number];

const digestOf = (events: readonly Event[]): string => {
  const hash = new TraceHash();
  for (const event of events) hash.fold(...event);
  return hash.digest();
};

const event: fc.Arbitrary<Event> = fc.tuple(
  fc.maxSafeNat(),
  fc.nat(255),
  fc.nat(65535),
  fc.integer({ min: -1, max: Number.MAX_SAFE_INTEGER - 2 ** 40 }),
  fc.nat(255),
);
const events = fc.array(event, { minLength: 1, maxLength: 20 });

describe('trace hash', () => {
  it('changes with each field of each event, by 1 or by 2^32', () => {
    fc.assert(
      fc.property(events, fc.nat(), fc.nat(4), fc.boolean(), (trace, pick, field, isFar) => {
        const at = pick % trace.length;
        const step = isFar && (field === 0 || field === 3) ? 2 ** 32 : 1;
        const changed = trace.map((each, index) =>
          index === at
            ? (each.map((value, f) => (f === field ? changeBy(value, step, f) : value)) as unknown as Event)
            : each,
        );
        expect(digestOf(changed)).not.toBe(digestOf(trace));
      }),
      { numRuns: 5000 },
    );
  });

  it('changes with the order and with the length', () => {
    fc.assert(
      fc.property(events, event, event, (trace, x, y) => {
        fc.pre(x.some((value, field) => value !== y[field]));
        expect(digestOf([...trace, x, y])).not.toBe(digestOf([...trace, y, x]));
        expect(digestOf([...trace, x])).not.toBe(digestOf(trace));
      }),
      { numRuns: 2000 },
    );
  });

  it('goes on from a saved state, and reading the digest changes nothing', () => {
    fc.assert(
      fc.property(events, events, (before, after) => {
        const first = new TraceHash();
        for (const each of before) first.fold(...each);
        first.digest();
        const second = new TraceHash();
        second.load(JSON.parse(JSON.stringify(first.save())));
        for (const each of after) second.fold(...each);
        expect(second.digest()).toBe(digestOf([...before, ...after]));
      }),
    );
  });

  it('is 16 hexadecimal digits without a collision among 200,000 neighbours', () => {
    const seen = new Set<string>();
    for (let time = 0; time < 500; time += 1) {
      for (let ordinal = 0; ordinal < 400; ordinal += 1) seen.add(digestOf([[time, 1, 2, ordinal, 0]]));
    }
    expect(seen.size).toBe(200_000);
    for (const digest of seen)
      if (!/^[0-9a-f]{16}$/.test(digest)) expect(digest).toBe('16 hexadecimal digits');
  });

  it('is what it was: recorded digests stay comparable', () => {
    expect(digestOf([])).toMatchInlineSnapshot(`"09f45f69ae2e6c00"`);
    expect(
      digestOf([
        [0, 0, 0, 0, 0],
        [2 ** 40, 3, 500, -1, 2],
      ]),
    ).toMatchInlineSnapshot(`"2bc77d34f4183f1a"`); // prettier-ignore
  });
});

/** Stays within the field's width: a kind of 256 would be another component's bit. */
function changeBy(value: number, step: number, field: number): number {
  const widest = [Number.MAX_SAFE_INTEGER, 255, 65535, Number.MAX_SAFE_INTEGER, 255][field] as number;
  return value + step > widest ? value - step : value + step;
}
