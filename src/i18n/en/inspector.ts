/** English: the inspector. */
import type { EdgeInstrument } from '../../engine/telemetry/edge-meters.ts';
import type { Words } from '../language.ts';

const instruments: Words<EdgeInstrument> = {
  sent: 'Calls sent',
  answered: 'Answered',
  failed: 'Failed',
  retried: 'Repeated tries',
  rejected: 'Turned away',
  outcomeUnknown: 'Writes without an answer',
  doneTwice: 'Writes done twice',
  inFlight: 'In flight',
};

export const inspector = {
  title: 'Inspector',
  system: 'The system',
  connection: 'connection',
  place: (components: number): string => (components === 1 ? '1 node there' : `${components} nodes there`),
  connections: 'Connections',
  parameters: 'Parameters',
  load: 'Load',
  theory: 'Theory check',
  more: (count: number): string => `More (${count})`,
  state: 'State',
  role: 'Role',
  calls: 'Calls',
  utilisation: 'Utilization',
  busyOf: (busy: string, slots: number): string => `${busy} of ${slots} busy`,
  queue: 'Waiting',
  most: (count: number): string => `most ${count}`,
  lag: 'Replication lag',
  versions: (count: number): string => (count === 1 ? '1 write' : `${count} writes`),
  lagAge: (age: string): string => `the oldest of them is ${age} old`,
  noPrimary: 'there is no primary to get them from',
  errors: 'Errors',
  objective: 'Objective',
  availabilityOf: (requestClass: string): string => `Availability, ${requestClass}`,
  shareOf: (share: string): string => `${share} of all`,
  patience: (time: string): string => `waits ${time}`,
  headroom: 'Headroom',
  headroomTimes: (times: string): string => `${times}×`,
  noHeadroom: 'none',
  headroomUnknown: 'unknown',
  headroomFailing: (failed: string, cause: string, seconds: number): string =>
    `${failed} failed over ${seconds} s: ${cause}`,
  overloaded: (times: string): string => `overloaded ${times}×`,
  headroomNote: (component: string, utilization: string, seconds: number): string =>
    `busiest: ${component}, ${utilization} % of its slots · ${seconds} s`,
  lostWrites: 'Lost confirmed writes',
  splitBrainWrites: 'Split-brain writes',
  carries: {
    request: 'Carries requests and their answers.',
    control: 'Carries pings, votes and the replication log.',
  },
  oneWayDelay: 'One-way delay',
  instruments,
  cut: 'cut',
  passes: 'passes',
};
