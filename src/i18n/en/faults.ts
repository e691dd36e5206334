/** English: the fault palette and the traffic panel. */
export const faults = {
  title: 'Faults',
  target: 'Target',
  nothing: 'nothing selected',
  components: 'Nodes',
  connections: 'Connections',
  none: 'Nothing can be done to this one.',
  when: 'When',
  now: 'now',
  atTime: 'at a time',
  time: 'time of the run',
  timeHelp: 'The run goes to this time first.',
  timePast: 'This time has passed: a new branch begins there.',
  lasting: 'Lasts',
  factor: 'Slower by',
  verbs: {
    crash: 'Kill',
    'power-off': 'Power off',
    slow: 'Slow',
    hang: 'Hang',
    restart: 'Restart',
    clear: 'Clear',
    cutOneWay: 'Cut one way',
    cutBoth: 'Cut',
    heal: 'Heal',
  },
  slowBy: (factor: number): string => `Slow ×${factor}`,
  help: {
    crash: 'The process dies. What it was working on is lost; callers are refused at once.',
    'power-off':
      'The machine loses power. Nobody is told: whatever is sent there vanishes, and callers wait until their time is up.',
    slow: 'Everything takes longer, but is still answered.',
    hang: 'It accepts requests and never answers.',
    restart: 'Stops the process and starts it again.',
    clear: 'Ends every hang and slowness of this node.',
    cutOneWay: 'Messages vanish in this direction only.',
    cutBoth: 'Messages vanish in both directions.',
    heal: 'Messages pass again.',
  },
  forSeconds: (seconds: number): string => (seconds === 0 ? 'until cleared' : `${seconds} s`),
};

export const traffic = { title: 'Traffic' };
