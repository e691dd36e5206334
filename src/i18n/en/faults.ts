/** English: the fault palette and the traffic panel. */
import type { ComponentCommandKind } from '../../engine/command.ts';

type Verb = ComponentCommandKind | 'cutOneWay' | 'cutBoth' | 'heal';

const verbs: Readonly<Record<Verb, string>> = {
  crash: 'Kill',
  'power-off': 'Power off',
  slow: 'Slow',
  hang: 'Hang',
  restart: 'Restart',
  clear: 'Clear',
  cutOneWay: 'Cut one way',
  cutBoth: 'Cut',
  heal: 'Heal',
};

const help: Readonly<Record<Verb, string>> = {
  crash: 'The process dies. What it was working on is lost; callers are refused at once.',
  'power-off':
    'The host loses power. Nobody is told: whatever is sent there vanishes, and callers wait until their time is up.',
  slow: 'Everything takes longer, but is still answered.',
  hang: 'It accepts requests and never answers.',
  restart: 'Stops the process and starts it again.',
  clear: 'Ends every hang and slowness of this node.',
  cutOneWay: 'Messages vanish in this direction only.',
  cutBoth: 'Messages vanish in both directions.',
  heal: 'Messages pass again.',
};

export const faults = {
  title: 'Faults',
  target: 'Target',
  nothing: 'nothing selected',
  components: 'Nodes',
  places: 'Places',
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
  verbs,
  doneTo: (verb: string, target: string): string => `${verb} ${target}`,
  slowBy: (factor: number): string => `Slow ×${factor}`,
  help,
  forSeconds: (seconds: number): string => (seconds === 0 ? 'until cleared' : `${seconds} s`),
};

export const traffic = { title: 'Traffic' };
