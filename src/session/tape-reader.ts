/** Reads a file in a worker of its own. Its listener hears progress, then exactly one end, unless it is cancelled. */
import type { InputProblem } from '../base/result.ts';
import { shownValue } from '../scenario/problem-text.ts';
import type { RecordedTraffic } from '../scenario/tape/recorded-traffic.ts';
import type { FromTapeReader, ToTapeReader } from '../worker/protocol-tape.ts';

export interface TapeListener {
  readonly progress: (ratio: number) => void;
  readonly traffic: (traffic: RecordedTraffic) => void;
  readonly refused: (problem: InputProblem) => void;
}

/** Begins to read; what it returns cancels. */
export function readTapeFile(file: File, listener: TapeListener): () => void {
  // Out of memory, a defect of the reader, a browser without workers: either way this file is not read here.
  const refuseFile = (reason: string): void =>
    listener.refused({
      path: shownValue(file.name),
      value: reason || '(cannot be read)',
      allowed: 'a file that this browser can read',
    });
  let worker: Worker;
  try {
    worker = new Worker(new URL('../worker/tape-entry.ts', import.meta.url), { type: 'module' });
  } catch (error) {
    refuseFile(error instanceof Error ? error.message : '');
    return () => undefined;
  }
  worker.addEventListener('message', ({ data }: MessageEvent<FromTapeReader>) => {
    if (data.type === 'progress') {
      listener.progress(data.ratio);
      return;
    }
    worker.terminate();
    if (data.type === 'traffic') listener.traffic(data.traffic);
    else listener.refused(data.problem);
  });
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    worker.terminate();
    refuseFile(event.message);
  });
  const message: ToTapeReader = { type: 'read', file };
  worker.postMessage(message);
  return () => worker.terminate();
}
