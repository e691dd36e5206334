/** Nanoseconds of the kernel's parts, each in a loop of its own. Absolute: they mean something on one machine only. */
import { exp, ln } from '../../../src/base/portable-math.ts';
import { Calendar } from '../../../src/engine/kernel/calendar.ts';
import {
  createZipf,
  prepare,
  sampleUnitMean,
  standardNormal,
  unitExponential,
  zipfKey,
} from '../../../src/engine/kernel/distributions.ts';
import { drawUint32, drawUnit } from '../../../src/engine/kernel/draws.ts';
import { LogHistogram } from '../../../src/engine/kernel/log-histogram.ts';
import { TraceHash } from '../../../src/engine/kernel/trace-hash.ts';
import { interleave, median, type Row } from '../measure.ts';

const count = 300_000;
/** Results go here, so that no loop is dead code. */
export const sink = { value: 0 };

/** The classic hold model: with `pending` events waiting, take one and schedule another. */
function hold(pending: number, usesLanes: boolean): () => void {
  const calendar = new Calendar();
  const delays = Float64Array.from({ length: 1024 }, (_, i) => Math.round(unitExponential(1, 2, i, 3) * 1e6));
  for (let i = 0; i < pending; i += 1) calendar.schedule(delays[i & 1023] as number, 1, 2, i, 0);
  return () => {
    for (let i = 0; i < count; i += 1) {
      calendar.pop();
      if (usesLanes) calendar.scheduleAfter(calendar.time, 1_000_000, 1, 2, i, 0);
      else calendar.schedule(calendar.time + (delays[i & 1023] as number), 1, 2, i, 0);
    }
  };
}

function scheduleAndCancel(): () => void {
  const calendar = new Calendar();
  const slots = new Int32Array(1024).fill(-1);
  let now = 0;
  return () => {
    for (let i = 0; i < count; i += 1) {
      now += 1;
      const one = i & 1023;
      calendar.cancel(slots[one] as number, 1, 2, one, 0);
      slots[one] = calendar.scheduleAfter(now, 5_000_000, 1, 2, one, 0);
    }
  };
}

export function run(): Row[] {
  const logNormal = prepare({ kind: 'logNormal', cv: 1 });
  const zipf = createZipf(10_000, 0.99);
  const histogram = new LogHistogram(128);
  const latencies = Float64Array.from({ length: 4096 }, (_, i) =>
    Math.round(unitExponential(1, 2, i, 4) * 20_000),
  );
  const trace = new TraceHash();
  // Each loop is written out: one shared helper would call all of them indirectly, which costs more than a draw.
  const times = interleave<string>({
    'schedule + pop, 10 pending': hold(10, false),
    'schedule + pop, 1,000 pending': hold(1000, false),
    'schedule + pop, 100,000 pending': hold(100_000, false),
    'scheduleAfter + pop, 1,000 pending': hold(1000, true),
    'scheduleAfter + cancel': scheduleAndCancel(),
    drawUint32: () => {
      let sum = 0;
      for (let i = 0; i < count; i += 1) sum += drawUint32(1, 2, i, 0, 0);
      sink.value += sum;
    },
    drawUnit: () => {
      let sum = 0;
      for (let i = 0; i < count; i += 1) sum += drawUnit(1, 2, i, 0, 0);
      sink.value += sum;
    },
    unitExponential: () => {
      let sum = 0;
      for (let i = 0; i < count; i += 1) sum += unitExponential(1, 2, i, 0);
      sink.value += sum;
    },
    standardNormal: () => {
      let sum = 0;
      for (let i = 0; i < count; i += 1) sum += standardNormal(1, 2, i, 0);
      sink.value += sum;
    },
    'log-normal sample': () => {
      let sum = 0;
      for (let i = 0; i < count; i += 1) sum += sampleUnitMean(logNormal, 1, 2, i, 0);
      sink.value += sum;
    },
    'Zipf key, 10,000 keys': () => {
      let sum = 0;
      for (let i = 0; i < count; i += 1) sum += zipfKey(zipf, drawUnit(1, 2, i, 0, 0));
      sink.value += sum;
    },
    ln: () => {
      let sum = 0;
      for (let i = 0; i < count; i += 1) sum += ln(i + 0.5);
      sink.value += sum;
    },
    exp: () => {
      let sum = 0;
      for (let i = 0; i < count; i += 1) sum += exp(i * 1e-4);
      sink.value += sum;
    },
    'histogram record': () => {
      for (let i = 0; i < count; i += 1) histogram.record(latencies[i & 4095] as number);
    },
    'trace hash fold': () => {
      for (let i = 0; i < count; i += 1) trace.fold(i * 1000, 1, 2, i, 0);
    },
  });
  return Object.entries(times).map(
    ([name, took]): Row => ({
      name,
      value: (median(took) / count) * 1e6,
      unit: 'ns',
      better: 'lower',
    }),
  );
}
