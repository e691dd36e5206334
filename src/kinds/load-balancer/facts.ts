/** What a balancer decides about the servers in its rotation. */
import {
  type FactDeclaration,
  type IntervalDeclaration,
  type RootMeaning,
  told,
} from '../../engine/telemetry/fact.ts';
import type { Try } from '../../engine/telemetry/tries.ts';

export const rotationIntervals = {
  removal: { condition: 'removed', flapsWithin: 10_000_000 },
} as const satisfies Record<string, IntervalDeclaration>;

const joins = { within: 5_000_000, per: 'component' } as const;

/** Calls that a dead server refuses go to others at once; only one that takes them and is silent has to be found out. */
const probeFaster = (_: unknown, { interval }: RootMeaning): Try | undefined =>
  interval?.silences === undefined ? undefined : { id: 'probeFaster' };

export const rotationFacts = {
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
  markedUp: {
    subject: 'component',
    named: 'server',
    tone: 'healthy',
    decidedBy: 'pool',
    values: told<{ server: 'component'; passedProbes: 'count'; left: 'count'; all: 'count' }>(),
    ends: ['removal'],
    joins,
    isRecurrent: true,
  },
} as const satisfies Record<string, FactDeclaration<keyof typeof rotationIntervals>>;
