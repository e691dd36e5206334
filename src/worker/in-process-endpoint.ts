/**
 * A host in the caller's own thread behind the same endpoint as a worker's: for Node and for tests. Messages are
 * cloned with their transfer lists, so that whatever would fail to cross into a worker fails here too.
 */
import type { WorkerEndpoint } from './client.ts';
import { createHost, type OpenRun } from './host.ts';
import type { FromHost } from './protocol.ts';

export interface InProcessOptions {
  readonly openRun: OpenRun;
  readonly wallNow: () => number;
  /** Runs a task later, never before the caller returns: `setImmediate`, or a test's own queue. */
  readonly defer: (task: () => void) => void;
}

export function createInProcessEndpoint({ openRun, wallNow, defer }: InProcessOptions): WorkerEndpoint {
  let isOver = false;
  let deliver: (message: FromHost) => void = () => {};
  let died: (reason: string) => void = () => {};
  function later(task: () => void): void {
    defer(() => {
      if (!isOver) task();
    });
  }
  const host = createHost({
    openRun,
    wallNow,
    yieldNow: later,
    post(message, transfer) {
      const copy = structuredClone(message, { transfer });
      later(() => deliver(copy));
    },
    raise(error) {
      later(() => {
        isOver = true;
        died(String(error));
      });
    },
  });
  return {
    post(message, transfer = []) {
      const copy = structuredClone(message, { transfer: [...transfer] });
      later(() => host.receive(copy));
    },
    onMessage(listener) {
      deliver = listener;
    },
    onDeath(listener) {
      died = listener;
    },
    close() {
      isOver = true;
    },
  };
}
