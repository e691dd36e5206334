import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hopStride, journeyHeaderStride } from '../../engine/telemetry/records.ts';
import { farmDescription, verticalDescription } from '../fixtures/descriptions.ts';
import { englishWords } from '../fixtures/sample-words.ts';
import { tableMeasure } from '../fixtures/table-measure.ts';
import { layoutFlow } from '../layout/layout-flow.ts';
import { MarkBuffer, maxMarks } from './mark-buffer.ts';
import { drawnMicros } from './place-incident.ts';
import { placeMarks } from './place-marks.ts';
import { markClearance, type WireTable, wireTable } from './wire-table.ts';

const texts = { words: englishWords, measure: tableMeasure };
const layout = layoutFlow(verticalDescription, { width: 1000, height: 472 }, texts);
const wires = wireTable(layout, verticalDescription.links);

interface Shape {
  readonly ordinal: number;
  readonly sentAt: number;
  readonly travel: readonly [number, number, number];
  readonly service: readonly [number, number];
  readonly api: number;
  readonly db: number;
  readonly fate: number;
}

function journeyOf(shape: Shape): Float64Array {
  const data = new Float64Array(journeyHeaderStride + 3 * hopStride);
  const sent = [shape.sentAt, 0, 0];
  const reached = [0, 0, 0];
  for (let hop = 0; hop < 3; hop += 1) {
    if (hop > 0) sent[hop] = reached[hop - 1]! + shape.service[hop - 1]!;
    reached[hop] = sent[hop]! + shape.travel[hop]!;
  }
  const end = reached[2]! + 5_000;
  const failed = shape.fate === 4;
  data.set([shape.ordinal, 0, shape.fate, failed ? 2 : 0, 0, shape.sentAt, end, 3, 0, 0]);
  const ends = [0, 1, 2 + shape.api, 6 + shape.db];
  for (let hop = 0; hop < 3; hop += 1) {
    const cause = failed && hop === 2 ? 2 : 0;
    const times = [sent[hop]!, reached[hop]!, reached[hop]!, end, end];
    data.set(
      [ends[hop]!, ends[hop + 1]!, hop - 1, ...times, cause, 1],
      journeyHeaderStride + hop * hopStride,
    );
  }
  return data;
}

const travel = fc.integer({ min: 100, max: 900_000 });
const shapes: fc.Arbitrary<Shape> = fc.record({
  ordinal: fc.nat(1e6),
  sentAt: fc.nat(60e6),
  travel: fc.tuple(travel, travel, travel),
  service: fc.tuple(fc.nat(2e6), fc.nat(2e6)),
  api: fc.nat(3),
  db: fc.nat(2),
  fate: fc.constantFrom(1, 2, 3, 4),
});
const lenses = fc.constantFrom('incident' as const, 'trace' as const);
const rates = fc.constantFrom(1 / 50, 1 / 5, 1, 5);

/** The record of the same request as it is at `at`; undefined once it has ended. */
function knownAt(ended: Float64Array, at: number): Float64Array | undefined {
  if (ended[6]! <= at || ended[5]! > at) return undefined;
  const known = ended.slice();
  known[2] = 0;
  known[3] = 0;
  known[6] = -1;
  let hops = 0;
  for (let base = journeyHeaderStride; base < known.length; base += hopStride) {
    if (known[base + 3]! > at) break;
    hops += 1;
    for (const column of [4, 5, 6, 7]) if (known[base + column]! > at) known[base + column] = -1;
    known[base + 8] = 0;
  }
  known[7] = hops;
  return known.slice(0, journeyHeaderStride + hops * hopStride);
}

function snapshot(
  journeys: readonly Float64Array[],
  at: number,
  lens: 'incident' | 'trace',
  rate: number,
  out: MarkBuffer,
) {
  placeMarks({ ended: journeys, inFlight: new Float64Array(0), ratio: 1 }, at, lens, rate, wires, out);
  return Array.from({ length: out.count }, (_, index) => [
    out.ordinal[index],
    out.x[index],
    out.y[index],
    out.shape[index],
  ]);
}

describe('placeMarks', () => {
  it('puts the same journey at the same place at the same time, whatever was drawn before', () => {
    fc.assert(
      fc.property(
        fc.array(shapes, { maxLength: 20 }),
        fc.array(fc.nat(70e6), { maxLength: 30, size: 'max' }),
        lenses,
        rates,
        (some, before, lens, rate) => {
          const journeys = some.map(journeyOf);
          const at = (some[0]?.sentAt ?? 0) + 400_000;
          const used = new MarkBuffer();
          for (const earlier of before) snapshot(journeys, earlier, lens, rate, used);
          expect(snapshot(journeys, at, lens, rate, used)).toEqual(
            snapshot(journeys, at, lens, rate, new MarkBuffer()),
          );
        },
      ),
    );
  });

  it('moves every hop forward along its wire, and never before it was sent', () => {
    fc.assert(
      fc.property(shapes, rates, (shape, rate) => {
        const journey = journeyOf({ ...shape, fate: 1 });
        const out = new MarkBuffer();
        expect(snapshot([journey], shape.sentAt - 1, 'incident', rate, out)).toEqual([]);
        const length = drawnMicros(journey, 0, 0, rate, wires.lane(0, 1)!);
        let lastX = -Infinity;
        for (let step = 0; step < 30; step += 1) {
          snapshot([journey], shape.sentAt + (length * step) / 30, 'incident', rate, out);
          expect(out.count).toBe(1);
          expect(out.x[0]).toBeGreaterThanOrEqual(lastX);
          lastX = out.x[0]!;
        }
      }),
    );
  });

  it('lies on the wire of the hop under way', () => {
    fc.assert(
      fc.property(shapes, fc.double({ min: 0, max: 0.99, noNaN: true }), (shape, part) => {
        const journey = journeyOf({ ...shape, fate: 1 });
        const out = new MarkBuffer();
        snapshot(
          [journey],
          shape.sentAt + part * drawnMicros(journey, 0, 0, 1, wires.lane(0, 1)!),
          'incident',
          1,
          out,
        );
        const { points } = wires.lane(0, 1)!.path;
        expect(out.y[0]).toBeCloseTo(points[1]!, 3);
        const clear = points.at(-2)! - points[0]! - 2 * markClearance;
        expect(out.x[0]).toBeCloseTo(points[0]! + markClearance + part * clear, 1);
      }),
    );
  });

  it('draws a request in flight as it will draw it once its end is known', () => {
    fc.assert(
      fc.property(shapes, fc.nat(4_000_000), lenses, rates, (shape, later, lens, rate) => {
        const ended = journeyOf({ ...shape, travel: [500, 500, 500] });
        const at = shape.sentAt + later;
        const inFlight = knownAt(ended, at);
        if (inFlight === undefined) return;
        const live = new MarkBuffer();
        const source = { ended: [], inFlight, ratio: 1 };
        placeMarks(source, at, lens, rate, wires, live);
        const replay = snapshot([ended], at, lens, rate, new MarkBuffer());
        expect([live.count, live.x[0], live.y[0]]).toEqual([
          replay.length,
          replay[0]?.[1] ?? 0,
          replay[0]?.[2] ?? 0,
        ]);
      }),
    );
  });

  it('draws a request once, also when it is in flight here and ended in the history ahead', () => {
    const ended = journeyOf({
      ordinal: 3,
      sentAt: 0,
      travel: [500, 500, 500],
      service: [2e6, 0],
      api: 0,
      db: 0,
      fate: 1,
    });
    const out = new MarkBuffer();
    const source = { ended: [ended], inFlight: knownAt(ended, 1e5)!, ratio: 1 };
    placeMarks(source, 1e5, 'incident', 1, wires, out);
    expect(out.count).toBe(1);
  });

  it('never lays a mark over a card, falling ones included', () => {
    fc.assert(
      fc.property(
        fc.array(shapes, { maxLength: 8 }),
        fc.nat(8_000_000),
        lenses,
        rates,
        (some, later, lens, rate) => {
          const out = new MarkBuffer();
          snapshot(some.map(journeyOf), (some[0]?.sentAt ?? 0) + later, lens, rate, out);
          for (let mark = 0; mark < out.count; mark += 1) {
            const [x, y] = [out.x[mark]!, out.y[mark]!];
            const over = layout.cards.filter(
              (card) =>
                x > card.x - 4 &&
                x < card.x + card.width + 4 &&
                y > card.y - 4 &&
                y < card.y + card.height + 4,
            );
            expect(over.map((card) => card.id)).toEqual([]);
          }
        },
      ),
    );
  });

  it('draws nothing in the SLA lens and never more than the bound', () => {
    const many = Array.from({ length: 900 }, (_, ordinal) =>
      journeyOf({ ordinal, sentAt: 0, travel: [500, 500, 500], service: [0, 0], api: 0, db: 0, fate: 1 }),
    );
    const out = new MarkBuffer();
    expect(snapshot(many, 100_000, 'incident', 1, out)).toHaveLength(maxMarks);
    placeMarks({ ended: many, inFlight: new Float64Array(0), ratio: 1 }, 1e5, 'sla', 30, wires, out);
    expect(out.count).toBe(0);
  });

  const failedAtStore = journeyOf({
    ordinal: 1,
    sentAt: 0,
    travel: [500, 500, 500],
    service: [0, 0],
    api: 0,
    db: 0,
    fate: 4,
  });
  const fallFrom = (table: WireTable, micros: number) => {
    const out = new MarkBuffer();
    const source = { ended: [failedAtStore], inFlight: new Float64Array(0), ratio: 1 };
    placeMarks(source, 1.8e6 + micros, 'incident', 1, table, out);
    return out;
  };

  it('stops a failed request at its callee, as a cross, then drops it into the tray', () => {
    const farm = farmDescription(4);
    const table = wireTable(layoutFlow(farm, { width: 1000, height: 472 }, texts), farm.links);
    const end = table.lane(2, 6)!.path.points;
    const resting = fallFrom(table, 1e5);
    expect(resting.shape[0]).toBe(2);
    expect(Math.abs(resting.x[0]! - end.at(-2)! + markClearance)).toBeLessThan(1);
    expect(Math.abs(resting.y[0]! - end.at(-1)!)).toBeLessThan(1);
    expect(fallFrom(table, 0.59e6).y[0]).toBeGreaterThan(end.at(-1)! + 20);
    expect(fallFrom(table, 0.7e6).count).toBe(0);
  });

  it('leaves the cross before a chip, which has no tray', () => {
    const end = wires.lane(2, 6)!.path.points;
    for (const micros of [1e5, 0.59e6]) expect(fallFrom(wires, micros).y[0]).toBeCloseTo(end.at(-1)!, 1);
    expect(fallFrom(wires, 0.7e6).count).toBe(0);
  });
});
