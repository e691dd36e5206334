/**
 * Commands on their way to the host: one at a time, because each is stamped by the engine before the log can grow.
 * A slider makes a `set` per pointer event; only the latest per path leaves, at most once per animation frame.
 */
import type { Command } from '../engine/command.ts';

export interface CommandQueue {
  add(command: Command): void;
  /** To the front: it was on its way and could not go yet. */
  putBack(command: Command): void;
  next(): Command | undefined;
  /** How many have not left. */
  readonly length: number;
  /** An animation frame: edits that were waiting may go, if nothing is before them. */
  releaseEdits(): void;
  clear(): void;
}

export function createCommandQueue(): CommandQueue {
  const ready: Command[] = [];
  const edits = new Map<string, Command>();
  return {
    add(command) {
      if (command.kind === 'set') edits.set(command.path, command);
      else ready.push(command);
    },
    putBack(command) {
      ready.unshift(command);
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
    clear() {
      ready.length = 0;
      edits.clear();
    },
  };
}
