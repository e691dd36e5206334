/** What a pool decides about the servers in its rotation. */
import { type FactDeclaration, type IntervalDeclaration, type RootMeaning, told } from '../telemetry/fact.ts';
import type { Try } from '../telemetry/tries.ts';

export const poolIntervals = {
  removal: { condition: 'removed', flapsWithin: 10_000_000 },
  ejection: { condition: 'removed', flapsWithin: 10_000_000, diesWithProcess: true },
} as const satisfies Record<string, IntervalDeclaration>;

const joins = { within: 5_000_000, per: 'component' } as const;

/** Calls that a dead server refuses go to others at once; only one that takes them and is silent has to be found out. */
const probeFaster = (_: unknown, { interval }: RootMeaning): Try | undefined =>
  interval?.silences === undefined ? undefined : { id: 'probeFaster' };

export const poolFacts = {
  /** `left` of `all` servers stay in rotation; `passedOn` calls that this one refused had gone to others meanwhile. */
  markedDown: {
    subject: 'component',
    named: 'server',
    tone: 'degraded',
    decidedBy: 'pool',
    values: told<{
      server: 'component';
      failedProbes: 'count';
      left: 'count';
      all: 'count';
      passedOn: 'count';
    }>(),
    begins: 'removal',
    joins,
    isRecurrent: true,
    detects: { named: 'server' },
    suggests: probeFaster,
  },
  /** `isEjected`: what became of calls keeps it out of rotation, though its probes pass. */
  markedUp: {
    subject: 'component',
    named: 'server',
    tone: 'healthy',
    decidedBy: 'pool',
    values: told<{
      server: 'component';
      passedProbes: 'count';
      left: 'count';
      all: 'count';
      'isEjected?': 'flag';
    }>(),
    ends: ['removal'],
    joins,
    isRecurrent: true,
  },
  /** By what became of calls: `failures` of them came to nothing. It is tried again with one call at a time. */
  ejected: {
    subject: 'component',
    named: 'server',
    tone: 'degraded',
    decidedBy: 'pool',
    values: told<{ server: 'component'; failures: 'count'; left: 'count'; all: 'count' }>(),
    begins: 'ejection',
    joins,
    isRecurrent: true,
    detects: { named: 'server' },
  },
  /** A call that tried it was answered, or `byEdit` less counts as a failure. */
  readmitted: {
    subject: 'component',
    named: 'server',
    tone: 'healthy',
    decidedBy: 'pool',
    values: told<{ server: 'component'; left: 'count'; all: 'count'; 'byEdit?': 'flag' }>(),
    ends: ['ejection'],
    joins,
    isRecurrent: true,
  },
} as const satisfies Record<string, FactDeclaration<keyof typeof poolIntervals>>;
