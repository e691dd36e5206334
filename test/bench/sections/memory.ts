/** Memory after a run of 1 and of 10 minutes, collected first: it must not grow with the length of the run. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Run } from '../../../src/engine/run.ts';
import { blueprintOf } from '../../support/engine-lab.ts';
import { silentSink } from '../engine-runs.ts';
import { median, type Row } from '../measure.ts';

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
  bytesHeld(600);
  const rounds = Array.from({ length: 5 }, () => [bytesHeld(60), bytesHeld(600)] as const);
  const short = median(rounds.map(([bytes]) => bytes));
  const long = median(rounds.map(([, bytes]) => bytes));
  const allowed = 1.1;
  const ratio = long / short;
  return [
    { name: 'vertical, after 1 minute', value: short / 1024, unit: 'KB', better: 'lower' },
    { name: 'vertical, after 10 minutes', value: long / 1024, unit: 'KB', better: 'lower' },
    {
      name: 'growth',
      value: ratio,
      unit: '×',
      better: 'lower',
      note: ratio <= allowed ? 'flat within 10 %' : 'NOT flat within 10 %',
    },
  ];
}
