/**
 * How near the kernel and the engine with full telemetry come to a small simulator in C++ (`limit/README.md`): requests a
 * second, taking turns, and only if both sides simulate the same.
 */
import { blueprintOf } from '../../support/engine-lab.ts';
import { playEngine } from '../engine-runs.ts';
import { type Workload as KernelWorkload, runKernel } from '../kernel-workloads.ts';
import {
  compileReference,
  expectAgreement,
  type Reference,
  type Report,
  type Workload,
} from '../limit/reference.ts';
import { threeTierFigures } from '../limit/three-tier.ts';
import { interleave, median, type Row } from '../measure.ts';

const rounds = 7;
const warmups = 2;
/** So many that a run of the reference takes a third of a second or more. */
const referenceRequests = 600_000;
const seconds = 30;

const kernels: Readonly<Record<'mm1' | 'rr8', { readonly name: string; readonly workload: KernelWorkload }>> =
  {
    mm1: {
      name: 'M/M/1 at 90 %, kernel',
      workload: { seed: 1, servers: 1, meanGapMicros: 1000, meanServiceMicros: 900 },
    },
    rr8: {
      name: '8 servers at 80 %, kernel',
      workload: { seed: 2, servers: 8, meanGapMicros: 1000, meanServiceMicros: 6400 },
    },
  };
const customers = 300_000;

export function run(): Row[] {
  const reference = compileReference();
  if (reference === undefined) {
    process.stderr.write('limit: skipped, for no C++ compiler is found here (CXX, g++, c++, clang++)\n');
    return [];
  }
  return [...kernelRows(reference), ...engineRows(reference)];
}

function kernelRows(reference: Reference): Row[] {
  return (['mm1', 'rr8'] as const).flatMap((id) => {
    const { name, workload } = kernels[id];
    let total = 0;
    const { ours, theirs } = alternate(reference, id, () => {
      total = runKernel(workload, customers);
    });
    const meanResponse = total / customers / workload.meanServiceMicros;
    expectAgreement(name, { meanResponse }, customers, theirs.at(-1) as Report);
    return rowsOf(name, customers, ours, theirs);
  });
}

function engineRows(reference: Reference): Row[] {
  const blueprint = blueprintOf('three-tier');
  const played = threeTierFigures(blueprint, seconds);
  return (['three', 'three-heap'] as const).flatMap((id) => {
    const { ours, theirs } = alternate(reference, id, () => void playEngine(blueprint, 'full', seconds));
    const report = theirs.at(-1) as Report;
    expectAgreement(id, played.figures, played.requests, report);
    const eventsHere = (played.events / played.requests).toFixed(2);
    const note = `${eventsHere} events a request here, ${report.events / report.requests} in C++`;
    return rowsOf(
      id === 'three' ? 'three-tier' : 'three-tier, timeouts in its heap',
      played.requests,
      ours,
      theirs,
      note,
    );
  });
}

/** Processor time of each round: ours in milliseconds, and the reference's reports. */
function alternate(reference: Reference, workload: Workload, ours: () => void) {
  const reports: Report[] = [];
  const theirs = () => void reports.push(reference(workload, referenceRequests, 1));
  const times = interleave({ ours, theirs }, rounds, warmups);
  return { ours: times.ours, theirs: reports.slice(warmups) };
}

function rowsOf(
  name: string,
  requests: number,
  ours: readonly number[],
  theirs: readonly Report[],
  note?: string,
): Row[] {
  const here = ours.map((millis) => (requests / millis) * 1_000);
  const there = theirs.map((report) => report.requests / report.processorSeconds);
  const ratio = median(here.map((rate, round) => rate / (there[round] as number)));
  return [
    { name: `${name}: here`, value: median(here) / 1e6, unit: 'M requests/s', better: 'higher' },
    { name: `${name}: in C++`, value: median(there) / 1e6, unit: 'M requests/s', better: 'higher' },
    {
      name: `${name}: here to C++`,
      value: ratio * 100,
      unit: '%',
      better: 'higher',
      ...(note === undefined ? {} : { note }),
    },
  ];
}
