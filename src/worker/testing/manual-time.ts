/** A wall clock and a task queue that move only when a test says so. */
export interface ManualTime {
  wall: number;
  readonly defer: (task: () => void) => void;
  /** Runs waiting tasks, and those they add, until none is left or `most` ran; returns how many ran. */
  flush(most?: number): number;
}

export function createManualTime(): ManualTime {
  const tasks: (() => void)[] = [];
  return {
    wall: 0,
    defer(task) {
      tasks.push(task);
    },
    flush(most = 1_000_000) {
      let ran = 0;
      for (; ran < most; ran += 1) {
        const task = tasks.shift();
        if (task === undefined) break;
        task();
      }
      return ran;
    },
  };
}
