/** The Web Worker that reads a dropped file, so that neither the page nor the run has to wait for it. */
import type { InputProblem } from '../base/result.ts';
import { shownValue } from '../scenario/problem-text.ts';
import { checkTapeSize, readTape, tapeAllowed } from '../scenario/tape/read-tape.ts';
import type { RecordedTraffic } from '../scenario/tape/recorded-traffic.ts';
import type { FromTapeReader, ToTapeReader } from './protocol-tape.ts';

const scope = self as unknown as {
  postMessage(message: FromTapeReader, transfer: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<ToTapeReader>) => void): void;
};

const pieceBytes = 4 * 1024 * 1024;
/** Of the whole work: fetching the bytes. */
const loadingShare = 0.2;

function report(ratio: number): void {
  scope.postMessage({ type: 'progress', ratio }, []);
}

function refused(problem: InputProblem): void {
  scope.postMessage({ type: 'refused', problem }, []);
}

async function load(file: File): Promise<Uint8Array> {
  const bytes = new Uint8Array(file.size);
  for (let at = 0; at < file.size; at += pieceBytes) {
    const piece = await file.slice(at, at + pieceBytes).arrayBuffer();
    bytes.set(new Uint8Array(piece), at);
    report((at / file.size) * loadingShare);
  }
  return bytes;
}

function columnsOf({ times, classes, keys, clients }: RecordedTraffic): Transferable[] {
  return [times.buffer, classes.buffer, keys.buffer, clients.buffer] as Transferable[];
}

async function read(file: File): Promise<void> {
  const tooLarge = checkTapeSize(file.name, file.size);
  if (tooLarge) {
    refused(tooLarge);
    return;
  }
  const bytes = await load(file);
  const traffic = readTape(
    { name: file.name, bytes },
    {
      nowSeconds: Math.floor(Date.now() / 1_000),
      onProgress: (ratio) => report(loadingShare + ratio * (1 - loadingShare)),
    },
  );
  if (traffic.ok) scope.postMessage({ type: 'traffic', traffic: traffic.value }, columnsOf(traffic.value));
  else refused(traffic.problem);
}

scope.addEventListener('message', ({ data }) => {
  // A folder, or a file that was moved away: the browser gives no bytes for it.
  read(data.file).catch(() =>
    refused({
      path: shownValue(data.file.name),
      value: '(cannot be read)',
      allowed: tapeAllowed,
    }),
  );
});
