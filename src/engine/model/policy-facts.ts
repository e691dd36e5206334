/** What the layers of a call policy do that its owner, the teller, did not do before. `dependency`: the group or component that serves it. */
import { type FactDeclaration, type IntervalDeclaration, told } from '../telemetry/fact.ts';

export const policyIntervals = {
  breakerOpen: { isGuard: true, per: 'dependency', diesWithProcess: true, flapsWithin: 10_000_000 },
} as const satisfies Record<string, IntervalDeclaration>;

const breakersOf = { within: 5_000_000, by: ['dependency'], isOutOfPeers: true } as const;

export const policyFacts = {
  /** A failure too many: calls are turned away from now on. `server`: whom the last one had asked, `failureCause`: what became of that one. */
  breakerOpened: {
    subject: 'component',
    tone: 'degraded',
    decidedBy: 'component',
    values: told<{
      dependency: 'text';
      server: 'component';
      failures: 'count';
      withinMicros: 'micros';
      failureCause: 'cause';
    }>(),
    begins: 'breakerOpen',
    changes: 'route',
    joins: breakersOf,
    isRecurrent: true,
    detects: { named: 'server' },
  },
  /** The delay is over: one call at a time may find out. */
  breakerHalfOpened: {
    subject: 'component',
    tone: 'recovering',
    decidedBy: 'component',
    values: told<{ dependency: 'text'; rejected: 'count'; openMicros: 'micros' }>(),
    during: 'breakerOpen',
    changes: 'route',
    joins: breakersOf,
    isRecurrent: true,
  },
  /** ... it found the dependency as dead as before. `rejected`: calls turned away since it was last closed. */
  breakerReopened: {
    subject: 'component',
    tone: 'degraded',
    decidedBy: 'component',
    values: told<{ dependency: 'text'; rejected: 'count'; failureCause: 'cause' }>(),
    during: 'breakerOpen',
    changes: 'route',
    joins: breakersOf,
    isRecurrent: true,
  },
  breakerClosed: {
    subject: 'component',
    tone: 'healthy',
    decidedBy: 'component',
    values: told<{ dependency: 'text'; rejected: 'count'; lastedMicros: 'micros' }>(),
    ends: ['breakerOpen'],
    changes: 'route',
    joins: breakersOf,
    isRecurrent: true,
  },
  /** No answer had come to a write that was done, so it was tried again and done again. `count`: since this was last told. */
  doneTwice: {
    subject: 'component',
    tone: 'degraded',
    decidedBy: 'component',
    values: told<{ caller: 'component'; count: 'count'; inAll: 'count' }>(),
    isRecurrent: true,
  },
} as const satisfies Record<string, FactDeclaration<keyof typeof policyIntervals>>;
