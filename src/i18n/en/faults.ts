/** English: the fault palette and the traffic panel. */
export const faults = {
  title: 'Faults',
  target: 'Target',
  nothing: 'nothing selected',
  components: 'Nodes',
  connections: 'Connections',
  chooseFirst: 'Select a node or a connection, then choose what happens to it.',
  none: 'Nothing can be done to this one.',
  lasting: 'Lasts',
  factor: 'Slower by',
  verbs: {
    crash: 'Kill',
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
