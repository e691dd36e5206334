/** English: the product, its question, and words used everywhere. */
import type { RequestClass } from '../../engine/description.ts';
import type { Words } from '../language.ts';

const classes: Words<RequestClass> = { read: 'reads', write: 'writes' };
const classOne: Words<RequestClass> = { read: 'read', write: 'write' };

export const general = {
  product: 'Nines',
  tagline: 'A laboratory for high availability',
  question: 'What happens to writes if the primary dies?',
  question2: 'Everything you see is simulated request by request, and repeats exactly.',
  close: 'Close',
  cancel: 'Cancel',
  thisRun: 'this run',
  seed: (seed: number): string => `seed ${seed}`,
  time: (time: string): string => `t = ${time}`,
  classes,
  classOne,
  window: (seconds: number): string => (seconds === 1 ? 'last second' : `last ${seconds} s`),
  answeredOf: (ok: string, ended: string): string => `${ok} of ${ended} answered`,
  ofRequests: (part: string, whole: string): string => `${part} of ${whole}`,
  empty: {
    story: 'Nothing has gone wrong yet. Kill something.',
    selection: 'Select a node or a connection.',
    noScenario: 'No scenario is open.',
    noFailures: 'No request has failed.',
  },
  loading: {
    opening: 'Starting the simulation…',
    seeking: (percent: string): string => `Replaying to that moment… ${percent}`,
    recovering: (percent: string): string => `Restoring the run… ${percent}`,
  },
};
