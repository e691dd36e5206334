/** The Web Worker: a host with the real engine, a wall clock, and a MessageChannel to yield through. */
import { createHost } from './host.ts';
import { openRun } from './open-run.ts';
import type { ToHost } from './protocol.ts';

const scope = self as unknown as {
  postMessage(message: unknown, transfer: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<ToHost>) => void): void;
};

// A timer would be clamped to 4 ms; a message to oneself comes back after the messages that already wait.
const channel = new MessageChannel();
let pending: (() => void) | undefined;
channel.port1.onmessage = () => {
  const next = pending;
  pending = undefined;
  next?.();
};

const host = createHost({
  openRun,
  post: (message, transfer) => scope.postMessage(message, transfer),
  wallNow: () => performance.now(),
  yieldNow(next) {
    pending = next;
    channel.port2.postMessage(undefined);
  },
  raise(error) {
    setTimeout(() => {
      throw error;
    });
  },
});

scope.addEventListener('message', (event) => host.receive(event.data));
