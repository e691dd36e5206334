// Ends the process when the number in shared memory has stayed the same for too long: a loop that does not end cannot
// be interrupted from its own thread.
import { writeSync } from 'node:fs';
import { workerData } from 'node:worker_threads';

const mostMillis = 10_000;
const everyMillis = 500;
let seen = Atomics.load(workerData, 0);
let since = Date.now();

setInterval(() => {
  const now = Atomics.load(workerData, 0);
  if (now !== seen) {
    seen = now;
    since = Date.now();
  } else if (now > 0 && Date.now() - since > mostMillis) {
    writeSync(1, `FAILED: no answer within ${mostMillis / 1_000} s (--only ${now - 1})\n`);
    process.kill(process.pid, 'SIGKILL');
  }
}, everyMillis);
