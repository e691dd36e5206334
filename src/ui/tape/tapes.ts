/** What the page is doing with files of recorded traffic: reading one, holding one that is ready, refusing one. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { InputProblem } from '../../base/result.ts';
import type { TraceDifference } from '../../scenario/recorded-trace.ts';
import type { RecordedTraffic } from '../../scenario/tape/recorded-traffic.ts';
import { importRun, isRunFileName } from '../../session/import-run.ts';
import { whenOpened } from '../../session/opened-run.ts';
import type { Session } from '../../session/session-contract.ts';
import { readTapeFile } from '../../session/tape-reader.ts';

export interface TapesState {
  readonly reading: { readonly fileName: string; readonly ratio: number } | undefined;
  /** Read, and shown in the dialog that asks how to play it. */
  readonly traffic: RecordedTraffic | undefined;
  readonly problem: InputProblem | undefined;
  /** A saved run was opened and did not come out as its file says. */
  readonly difference: TraceDifference | undefined;
}

export interface Tapes {
  readonly store: StoreApi<TapesState>;
  /** Of several files none is taken: which one was meant is anybody's guess. */
  take(files: readonly File[]): void;
  cancel(): void;
  dismiss(): void;
  /** Asks how to play what was read; nothing = no more. */
  ask(traffic: RecordedTraffic | undefined): void;
}

const idle: TapesState = {
  reading: undefined,
  traffic: undefined,
  problem: undefined,
  difference: undefined,
};
/** More would be read out loud to nobody's use. */
const shownSteps = 20;

export function createTapes(session: Session): Tapes {
  const store = createStore<TapesState>(() => idle);
  let stop: (() => void) | undefined;

  function refused(problem: InputProblem): void {
    stop = undefined;
    store.setState({ reading: undefined, problem });
  }

  function arrived(traffic: RecordedTraffic): void {
    stop = undefined;
    store.setState({ reading: undefined });
    if (session.store.getState().wantedTape === undefined) {
      store.setState({ traffic });
      return;
    }
    const supplied = session.actions.supplyTape(traffic);
    if (!supplied.ok) refused(supplied.problem);
  }

  function progress(fileName: string, ratio: number): void {
    const seen = store.getState().reading?.ratio ?? 0;
    const step = Math.floor(ratio * shownSteps) / shownSteps;
    if (step > seen) store.setState({ reading: { fileName, ratio: step } });
  }

  async function openRun(file: File): Promise<void> {
    let isWanted = true;
    stop = () => {
      isWanted = false;
    };
    const read = await importRun(file);
    if (!isWanted) return;
    stop = undefined;
    if (!read.ok) {
      refused(read.problem);
      return;
    }
    session.actions.openRun(read.value);
    whenOpened(session, read.value, (difference) => store.setState({ difference }));
  }

  function cancel(): void {
    stop?.();
    stop = undefined;
    store.setState({ reading: undefined });
  }

  return {
    store,
    take(files) {
      cancel();
      store.setState({ problem: undefined, difference: undefined });
      const [file, ...others] = files;
      if (file === undefined) return;
      if (others.length > 0) refused({ path: file.name, value: `+ ${others.length}`, allowed: 'one file' });
      else if (isRunFileName(file.name)) openRun(file);
      else {
        store.setState({ reading: { fileName: file.name, ratio: 0 } });
        stop = readTapeFile(file, {
          progress: (ratio) => progress(file.name, ratio),
          traffic: arrived,
          refused,
        });
      }
    },
    cancel,
    dismiss: () => store.setState({ problem: undefined, difference: undefined }),
    ask: (traffic) => store.setState({ traffic }),
  };
}
