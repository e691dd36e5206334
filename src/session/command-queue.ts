/**
 * Commands on their way to the host: one at a time, because each is stamped by the engine before the log can grow.
 * A slider makes a `set` per pointer event; only the latest per path leaves, at most once per animation frame.
 */
import type { Command, StampedCommand } from '../engine/command.ts';
import { createPending, NotDone, type Pending } from './not-done.ts';

/** A command and the promise of its stamp. */
export interface GivenCommand {
  readonly command: Command;
  readonly stamp: Pending<StampedCommand>;
}

export interface CommandQueue {
  /** Resolves with the stamp; rejected when a later edit of the same parameter takes its place. */
  add(command: Command): Promise<StampedCommand>;
  /** To the front: it was on its way and could not go yet. */
  putBack(given: GivenCommand): void;
  next(): GivenCommand | undefined;
  /** How many have not left. */
  readonly length: number;
  /** An animation frame: edits that were waiting may go, if nothing is before them. */
  releaseEdits(): void;
  /** Forgets them all; their promises are rejected. */
  clear(why: NotDone): void;
}

export function createCommandQueue(): CommandQueue {
  const ready: GivenCommand[] = [];
  const edits = new Map<string, GivenCommand>();
  return {
    add(command) {
      const given = { command, stamp: createPending<StampedCommand>() };
      if (command.kind === 'set') {
        edits.get(command.path)?.stamp.reject(new NotDone('superseded'));
        edits.set(command.path, given);
      } else ready.push(given);
      return given.stamp.promise;
    },
    putBack(given) {
      ready.unshift(given);
    },
    next: () => ready.shift(),
    get length() {
      return ready.length + edits.size;
    },
    releaseEdits() {
      if (ready.length > 0) return;
      ready.push(...edits.values());
      edits.clear();
    },
    clear(why) {
      for (const { stamp } of [...ready, ...edits.values()]) stamp.reject(why);
      ready.length = 0;
      edits.clear();
    },
  };
}
