/** Makes a frame of the engine's present state, and lists the buffers that travel by transfer instead of by copy. */
import type { Engine } from '../engine/engine-contract.ts';
import type { HistoryCollector } from './history-collector.ts';
import type { Frame, KeptCheckpoint, Page } from './protocol.ts';

export function makeFrame(
  engine: Engine,
  collector: HistoryCollector,
  kept: { readonly checkpoints: readonly KeptCheckpoint[]; readonly pages: readonly Page[] },
  withDescription: boolean,
): Frame {
  const description = withDescription || collector.describesAnew ? engine.describe() : undefined;
  return {
    time: engine.now,
    layout: engine.layout.id,
    readings: engine.readings().values,
    gauges: engine.gauges(),
    journeysInFlight: engine.journeysInFlight(),
    totals: engine.totals(),
    description,
    traceHash: engine.traceHash(),
    history: collector.take(engine.layout),
    ...kept,
  };
}

/** Nothing listed may be used after sending. */
export function transferables(frame: Frame): ArrayBuffer[] {
  const buffers = new Set<ArrayBufferLike>();
  buffers.add(frame.readings.buffer);
  buffers.add(frame.gauges.buffer);
  buffers.add(frame.journeysInFlight.buffer);
  buffers.add(frame.history.journeys.buffer);
  for (const { patch } of frame.pages) buffers.add(patch.buffer);
  for (const row of frame.history.seconds) {
    buffers.add(row.values.buffer);
    buffers.add(row.components.buffer);
    buffers.add(row.classes.buffer);
  }
  return [...buffers].filter(
    (buffer) => buffer instanceof ArrayBuffer && buffer.byteLength > 0,
  ) as ArrayBuffer[];
}
