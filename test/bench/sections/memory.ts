/** Memory after a run of 1, 10 and 100 minutes, collected first: it must not grow with the length of the run. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Run } from '../../../src/engine/run.ts';
import { blueprintOf } from '../../support/engine-lab.ts';
import { silentSink } from '../engine-runs.ts';
import { median, type Row } from '../measure.ts';

const minute = 60;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Bytes in use: objects, and the buffers behind typed arrays. */
function bytesInUse(): number {
  for (let pass = 0; pass < 4; pass += 1) collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/**
 * What one engine holds after `seconds`: what is in use then, less what is in use once it is gone. Taken within one run,
 * because compiled code grows by a few 100 KB in a process's first minutes and belongs to no engine.
 */
function bytesHeld(seconds: number): number {
  let engine: Run | undefined = new Run(blueprintOf('vertical'), 1, silentSink);
  engine.until(seconds * 1_000_000, Number.POSITIVE_INFINITY);
  const withIt = bytesInUse();
  engine = undefined;
  return withIt - bytesInUse();
}

export function run(): Row[] {
  bytesHeld(minute * 10);
  const lengths = [1, 10, 100].map((times) => ({ times, rounds: [] as number[] }));
  for (let round = 0; round < 3; round += 1)
    for (const length of lengths) length.rounds.push(bytesHeld(minute * length.times));
  const held = lengths.map(({ times, rounds }) => ({ times, bytes: median(rounds) }));
  const rows = held.map(
    ({ times, bytes }): Row => ({
      name: `vertical, after ${times === 1 ? '1 minute' : `${times} minutes`}`,
      value: bytes / 1024,
      unit: 'KB',
      better: 'lower',
    }),
  );
  const allowed = 1.1;
  const [first] = held;
  const growth = Math.max(...held.map(({ bytes }) => bytes)) / (first?.bytes ?? Number.NaN);
  const note = growth <= allowed ? 'flat within 10 %' : 'NOT flat within 10 %';
  return [...rows, { name: 'growth', value: growth, unit: '×', better: 'lower', note }];
}
