/** English: the transport and the branches. */
export const transport = {
  title: 'Transport',
  restart: 'Back to the start',
  previousEvent: 'Previous event',
  nextEvent: 'Next event',
  play: 'Play',
  pause: 'Pause',
  stepEvent: 'One engine event',
  speed: 'Speed',
  max: 'max',
  speedTitle: (speed: number | 'max'): string => {
    if (speed === 'max') return 'As fast as this machine can';
    return speed >= 1 ? `${speed} s in each second` : `1 s takes ${Math.round(1 / speed)} s`;
  },
  reached: (times: string): string => `${times}× reached`,
  branches: 'Branches',
  fork: 'Fork here',
  forkTitle: 'A second branch from this moment: same traffic, same commands',
  undo: 'Undo',
  firstBranch: 'The first branch',
  branchFrom: (time: string): string => `Branched off at ${time}, same traffic`,
  closeBranch: (letter: string): string => `Close branch ${letter}`,
  scrubber: 'Time of the run',
  seed: (seed: number): string => `seed ${seed}`,
};
