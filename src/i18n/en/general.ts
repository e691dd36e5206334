/** English: words used everywhere. */
import type { ClassLabel, ClassVerb } from '../../engine/description.ts';
import { secondsSpan } from '../format.ts';
import type { Words } from '../language.ts';

/** Of the classes that are there when a scenario names none. */
const classes: Words<ClassVerb> = { read: 'reads', write: 'writes' };
const classOne: Words<ClassVerb> = { read: 'read', write: 'write' };
const scenarios: Words<
  'reference' | 'vertical' | 'three-tier' | 'breaker' | 'breaker-impatient' | 'scale-out' | 'mm1' | 'mmc'
> = {
  reference: 'CDN, balancer, four servers, Redis and a database',
  vertical: 'A primary, two replicas, three sentinels',
  'three-tier': 'A balancer, four servers, one database',
  breaker: 'A shop, its payment provider, a circuit breaker',
  'breaker-impatient': 'The same shop, whose customers wait 5 s to pay',
  'scale-out': 'Twelve Node processes, and the database says no',
  mm1: 'One server, one waiting line (M/M/1)',
  mmc: 'Four servers, one waiting line (M/M/4)',
};

export const general = {
  product: 'Nines',
  close: 'Close',
  thisRun: 'this run',
  opening: 'Starting the simulation…',
  classes,
  classOne,
  labelIn: ({ en }: ClassLabel): ClassLabel['en'] => en,
  scenarios,
  /** The whole seconds that a figure covers, as times of the run. */
  window: (from: number, to: number): string => (to === from ? '' : secondsSpan(from, to)),
  windowTitle: (seconds: number): string =>
    seconds === 1 ? 'The last whole second' : `The last ${seconds} whole seconds`,
  answeredOf: (ok: string, ended: string): string => `${ok} of ${ended} answered`,
  ofRequests: (part: string, whole: string): string => `${part} of ${whole}`,
};
