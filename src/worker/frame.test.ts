import { describe, expect, it } from 'vitest';
import { CheckpointPages } from './checkpoint-pages.ts';
import { makeFrame, transferables } from './frame.ts';
import { createHistoryCollector } from './history-collector.ts';
import { createFakeEngine } from './testing/fake-engine.ts';

const second = 1_000_000;

function frameAfter(until: number, withDescription = false) {
  const collector = createHistoryCollector();
  const engine = createFakeEngine(7, collector.sink);
  engine.runUntil(until);
  const pages = new CheckpointPages(-1);
  pages.keep(engine, collector.marks);
  return { engine, frame: makeFrame(engine, collector, pages.take(), withDescription) };
}

describe('a frame', () => {
  it('is the engine at one instant', () => {
    const { engine, frame } = frameAfter(2 * second);
    expect(frame.time).toBe(2 * second);
    expect(frame.totals).toEqual(engine.totals());
    expect(frame.traceHash).toBe(engine.traceHash());
    expect(frame.gauges).toEqual(engine.gauges());
    expect([frame.layout, frame.readings]).toEqual([engine.layout.id, engine.readings().values]);
    expect(frame.history.seconds).toHaveLength(2);
  });

  it('describes the run when asked to, not otherwise', () => {
    expect(frameAfter(second).frame.description).toBeUndefined();
    const { engine, frame } = frameAfter(second, true);
    expect(frame.description).toEqual(engine.describe());
  });

  it('gives away each of its own buffers once, and no empty one', () => {
    const { frame } = frameAfter(2 * second);
    const buffers = transferables(frame);
    const own = [
      frame.readings,
      frame.gauges,
      frame.journeysInFlight,
      frame.history.journeys,
      ...frame.pages.map(({ patch }) => patch),
      ...frame.history.seconds.flatMap(({ values, components, classes }) => [values, components, classes]),
    ];
    const expected = new Set(own.map(({ buffer }) => buffer).filter((buffer) => buffer.byteLength > 0));
    expect(new Set(buffers)).toEqual(expected);
    expect(buffers).toHaveLength(expected.size);
    expect(frame.readings.byteLength).toBeGreaterThan(0);
    expect(frame.gauges.byteLength).toBeGreaterThan(0);
    expect(frame.pages[0]?.patch.byteLength).toBeGreaterThan(0);
  });
});
