// Hostile inputs: `npm run fuzz -- --seed 1 --count 5000`. A thread beside the fuzzer ends it when one input takes 10 s.
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { bundle } from './lib/bundle.mjs';

const { main } = await import(
  pathToFileURL(await bundle('test/fuzz/main.ts', ['src', 'test', 'scripts'])).href
);
const pulse = new Int32Array(new SharedArrayBuffer(4));
const watchdog = new Worker(new URL('./lib/watchdog.mjs', import.meta.url), { workerData: pulse });
process.exitCode = await main(process.argv.slice(2), (ordinal) => Atomics.store(pulse, 0, ordinal + 1));
await watchdog.terminate();
