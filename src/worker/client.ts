/**
 * What a session holds on to: some endpoint behind which a host runs. A Web Worker, a host in the same thread
 * (Node, tests) and anything else that passes messages look the same from here.
 */
import type { FromHost, ToHost } from './protocol.ts';

export interface WorkerEndpoint {
  post(message: ToHost, transfer?: readonly ArrayBuffer[]): void;
  onMessage(listener: (message: FromHost) => void): void;
  /** The host is gone for good; called at most once, never after `close`. */
  onDeath(listener: (reason: string) => void): void;
  close(): void;
}

export type EndpointFactory = () => WorkerEndpoint;

/** Wraps a Worker. An uncaught error leaves a worker half alive, so it counts as death and the worker is ended. */
export function endpointOf(worker: Worker): WorkerEndpoint {
  let isOver = false;
  let died: (reason: string) => void = () => {};
  function die(reason: string): void {
    if (isOver) return;
    isOver = true;
    worker.terminate();
    died(reason);
  }
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    die(event.message);
  });
  worker.addEventListener('messageerror', () => die('a message could not be read'));
  return {
    post(message, transfer = []) {
      if (!isOver) worker.postMessage(message, [...transfer]);
    },
    onMessage(listener) {
      worker.addEventListener('message', (event: MessageEvent<FromHost>) => {
        if (!isOver) listener(event.data);
      });
    },
    onDeath(listener) {
      died = listener;
    },
    close() {
      isOver = true;
      worker.terminate();
    },
  };
}
