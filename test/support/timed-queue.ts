/** What is still to happen, in order of time and then of having been asked for. */
export interface TimedQueue {
  readonly at: (time: number, run: () => void) => void;
  /** Runs all that is due at `time` or before; `onStep` hears each one's time first. */
  readonly runUntil: (time: number, onStep: (time: number) => void) => void;
}

export function createTimedQueue(): TimedQueue {
  const items: { at: number; run: () => void }[] = [];
  return {
    at(time, run) {
      let [low, high] = [0, items.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (items[middle]!.at <= time) low = middle + 1;
        else high = middle;
      }
      items.splice(low, 0, { at: time, run });
    },
    runUntil(time, onStep) {
      while (items.length > 0 && items[0]!.at <= time) {
        const item = items.shift()!;
        onStep(item.at);
        item.run();
      }
    },
  };
}
