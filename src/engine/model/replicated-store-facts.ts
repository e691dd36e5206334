/** Who leads a replicated store, and what a change of leader costs. The teller is a node of the store. */
import { type FactDeclaration, type IntervalDeclaration, told } from '../telemetry/fact.ts';
import type { Try } from '../telemetry/tries.ts';

export const replicationIntervals = {
  splitBrain: { summary: 'splitBrain' },
} as const satisfies Record<string, IntervalDeclaration>;

const waitForReplica = (): Try => ({ id: 'waitForReplica' });

export const replicationFacts = {
  /** The teller is the replica that became primary; from now on it takes writes. */
  promoted: {
    subject: 'store',
    tone: 'recovering',
    decidedBy: 'watcher',
    values: told<{ from: 'component'; by: 'component'; epoch: 'epoch' }>(),
    changes: 'role',
    replaces: 'from',
  },
  /** The teller came back believing it is still primary. */
  oldPrimaryReturned: {
    subject: 'component',
    tone: 'degraded',
    decidedBy: 'component',
    values: told<{ primary: 'component' }>(),
    changes: 'role',
  },
  /** The teller was made a replica of `primary`; `discarded` is its own acknowledged writes thrown away since its return or cut. */
  convertedToReplica: {
    subject: 'component',
    tone: 'recovering',
    decidedBy: 'watcher',
    values: told<{ primary: 'component'; by: 'component'; discarded: 'count' }>(),
    changes: 'role',
  },
  /** Acknowledged writes that the new primary never had. The teller is the node that had acknowledged them. */
  writesLost: {
    subject: 'store',
    tone: 'down',
    decidedBy: 'component',
    values: told<{ count: 'count'; primary: 'component' }>(),
    costs: { lostWrites: 'count' },
    suggests: waitForReplica,
  },
  splitBrain: {
    subject: 'component',
    tone: 'down',
    decidedBy: 'component',
    values: told<{ other: 'component' }>(),
    begins: 'splitBrain',
    suggests: waitForReplica,
  },
  /** `acknowledged` writes were confirmed by the teller while `other` was the elected primary. */
  splitBrainEnded: {
    subject: 'component',
    tone: 'healthy',
    decidedBy: 'component',
    values: told<{ other: 'component'; acknowledged: 'count'; lastedMicros: 'micros' }>(),
    ends: ['splitBrain'],
    costs: { lostWrites: 'acknowledged', supersededWrites: 'acknowledged' },
  },
} as const satisfies Record<string, FactDeclaration<keyof typeof replicationIntervals>>;
