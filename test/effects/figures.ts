// The figures that parameters move: the system and the faults that bring each about, and how it is read from a run.

import type { Figure } from '../../src/engine/model/parameter-spec.ts';
import type { FailureCause } from '../../src/engine/telemetry/causes.ts';
import type { KindName } from '../../src/kinds/models.ts';
import type { ScenarioSource } from '../../src/scenario/scenario.ts';
import { breaker } from '../../src/scenario/templates/breaker.ts';
import { reference } from '../../src/scenario/templates/reference.ts';
import { eventsOf, type LabRun, seconds } from '../support/engine-lab.ts';

/** What the value is set on, and whose figure is read. */
export interface Subject {
  readonly kind: KindName;
  readonly owner: string;
  readonly members: readonly string[];
}

export interface FigureLab {
  readonly until: number;
  readonly sets?: (subject: Subject, path: string) => readonly string[];
  readonly dos?: (subject: Subject, path: string) => readonly string[];
  readonly read: (run: LabRun, subject: Subject) => number;
}

const stations: ScenarioSource = {
  format: 'nines-scenario',
  version: 1,
  name: 'stations',
  components: [
    { id: 'users', kind: 'users', parameters: { arrivalRate: 150, writeRatio: 0 } },
    { id: 'lb', kind: 'load-balancer', parameters: { probeIntervalMillis: 500 } },
    { id: 'station', kind: 'station', parameters: { servers: 2 } },
  ],
  links: [
    { from: 'users', to: 'lb', carries: 'request', oneWayDelayMillis: 1 },
    { from: 'lb', to: 'station', carries: 'request', oneWayDelayMillis: 1 },
  ],
};

/** What a path of an app server is about: calls to the external service, else to the database. */
const isOfService = (path: string): boolean => /^service(\.|Timeout)/.test(path);
const dependencyOf = (path: string): 'service' | 'database' => (isOfService(path) ? 'service' : 'database');

export function scenarioOf(kind: KindName, path = ''): ScenarioSource {
  if (kind === 'station') return stations;
  return kind === 'external-service' || isOfService(path) ? paying : reference;
}

/** The shop without the breaker that it comes with: each layer is added by whoever asks for it. */
const paying: ScenarioSource = {
  ...breaker,
  groups: [{ id: 'api', parameters: { slots: 64 } }],
};

const owners: Partial<Record<KindName, string>> = {
  'load-balancer': 'lb',
  'app-server': 'api',
  sentinel: 'db-sentinel',
  'external-service': 'payment',
};

export function subjectOf(kind: KindName): Subject {
  const owner = owners[kind] ?? kind;
  const { components } = scenarioOf(kind);
  const members = components.filter(({ id, group }) => id === owner || group === owner).map(({ id }) => id);
  return { kind, owner, members };
}

const totals = ({ engine }: LabRun) => engine.totals().classes;
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const ofMembers = ({ engine }: LabRun, { members }: Subject) =>
  engine.componentTotals().filter(({ id }) => members.includes(id));
const mean = (values: readonly number[]): number => sum(values) / values.length;

/** More than it can do. */
const overloads: Partial<Record<KindName, readonly string[]>> = {
  'app-server': ['users.arrivalRate=3000'],
  redis: ['users.arrivalRate=3000', 'redis.meanCommandMillis=5'],
  database: ['users.arrivalRate=1000', 'database.meanReadMillis=200', 'database.meanWriteMillis=200'],
  station: ['users.arrivalRate=1000'],
};
const overload = ({ kind }: Subject): readonly string[] => overloads[kind] ?? [];

const primaryOf = ({ kind }: Subject): string => (kind === 'redis' ? 'redis-primary' : 'db-primary');

/** Busy, so that calls wait, but not more than it can do. */
const busy: Partial<Record<KindName, readonly string[]>> = {
  'app-server': ['api.slots=3', 'users.arrivalRate=200'],
  database: ['database.connections=3'],
  redis: ['redis.meanCommandMillis=1'],
};

const firstAt = (times: readonly number[], { engine }: LabRun): number => times[0] ?? engine.now;

/** Two seconds in which nobody answers whom the path is about. */
const hungDependency = (_: Subject, path: string): readonly string[] => {
  const members = isOfService(path) ? ['payment'] : subjectOf('database').members;
  return members.map((member) => `1s hang ${member} for 2s`);
};

const retriesOf = ({ rows }: LabRun, { members }: Subject): number => {
  const isOwn = (subject: string): boolean => members.some((member) => subject.startsWith(`${member}->`));
  return sum(
    rows.flatMap(({ layout, values }) =>
      layout.entries.map(({ subject, instrument }, place) =>
        instrument.id === 'retried' && isOwn(subject) ? (values[place] as number) : 0,
      ),
    ),
  );
};

/** A pool that two calls fill, and a short wait for the third; but not what is tried itself. */
const smallPool = ({ owner }: Subject, path: string): readonly string[] =>
  ['size=2', 'waitMillis=100']
    .filter((set) => !path.endsWith(set.slice(0, set.indexOf('='))))
    .map((set) => `${owner}.database.pool.${set}`);

const rejectedBy = (failureCause: FailureCause) => (run: LabRun, subject: Subject) =>
  sum(ofMembers(run, subject).map(({ errorsByCause }) => errorsByCause[failureCause] ?? 0));

export const figures: Readonly<Record<Figure, FigureLab>> = {
  arrivals: { until: 2, read: (run) => sum(totals(run).map(({ arrived }) => arrived)) },
  writes: { until: 2, read: (run) => totals(run).find(({ id }) => id === 'write')?.arrived ?? 0 },
  failures: { until: 3, read: (run) => sum(totals(run).map(({ failed }) => failed)) },
  failuresUnderLoad: {
    until: 3,
    sets: overload,
    read: rejectedBy('rejectedByFullQueue'),
  },
  utilization: {
    until: 3,
    read: (run, subject) => mean(ofMembers(run, subject).map(({ utilization }) => utilization)),
  },
  waiting: {
    until: 6,
    sets: ({ kind }) => busy[kind] ?? [],
    read: (run, subject) => mean(ofMembers(run, subject).map(({ waitingMillis }) => waitingMillis.mean)),
  },
  databaseCalls: {
    until: 4,
    sets: () => ['redis.meanCommandMillis=0.5'],
    read: (run) => sum(ofMembers(run, subjectOf('database')).map((one) => one.arrivalsPerSecond)),
  },
  // While nothing answers: behind a hang its backlog makes further retries.
  retries: {
    until: 3,
    sets: ({ owner }, path) => [
      `${owner}.${dependencyOf(path)}TimeoutMillis=100`,
      `${owner}.${dependencyOf(path)}.retry.on=any`,
      `${owner}.${dependencyOf(path)}.retry.attempts=4`,
      // So many that no try waits for another to let go.
      `${owner}.slots=1000`,
      `${owner}.${dependencyOf(path)}.retry.baseMillis=500`,
      `${owner}.${dependencyOf(path)}.retry.budgetRatio=10`,
    ],
    dos: hungDependency,
    read: retriesOf,
  },
  breakerRejections: {
    until: 14,
    sets: ({ owner }, path) => [
      `${owner}.${dependencyOf(path)}TimeoutMillis=100`,
      `${owner}.${dependencyOf(path)}.breaker.openMillis=1000`,
    ],
    dos: hungDependency,
    read: rejectedBy('rejectedByBreaker'),
  },
  bulkheadRejections: {
    until: 8,
    sets: ({ owner }, path) => [`${owner}.${dependencyOf(path)}.bulkhead.limit=2`],
    dos: hungDependency,
    read: rejectedBy('rejectedByBulkhead'),
  },
  poolRejections: {
    until: 3,
    sets: smallPool,
    dos: hungDependency,
    read: rejectedBy('rejectedByPool'),
  },
  connectionRefusals: {
    until: 3,
    sets: (_, path) => [
      'database.meanReadMillis=50',
      ...(path === 'connectionLimit' ? ['database.connectionLimit.maxConnections=4'] : []),
    ],
    read: rejectedBy('tooManyConnections'),
  },
  serviceFailures: {
    until: 14,
    sets: () => ['payment.meanLatencyMillis=3000'],
    read: (run) => sum(totals(run).map(({ failed }) => failed)),
  },
  downtime: {
    until: 6,
    dos: ({ members }) => [`1s crash ${members[0]}`, `1500ms restart ${members[0]}`],
    read: ({ story }) => eventsOf(story, 'ready')[0]?.values.downMicros ?? 0,
  },
  removalDelay: {
    until: 14,
    dos: () => ['2s hang api-1'],
    read: (run) =>
      firstAt(
        eventsOf(run.story, 'markedDown').map(({ time }) => time),
        run,
      ),
  },
  returnDelay: {
    until: 24,
    dos: () => ['2s hang api-1 for 8s'],
    read: (run) =>
      firstAt(
        eventsOf(run.story, 'markedUp').map(({ time }) => time),
        run,
      ),
  },
  waitingAtServers: {
    until: 6,
    sets: () => ['api.slots=3', 'users.arrivalRate=300'],
    read: (run) => mean(ofMembers(run, subjectOf('app-server')).map((one) => one.waitingMillis.mean)),
  },
  // Its probes need longer to find out.
  callsToHung: {
    until: 14,
    sets: (_, path) => [
      'lb.serverTimeoutMillis=200',
      'lb.fall=20',
      ...(path === 'failMillis' ? ['lb.maxFails=1'] : []),
    ],
    dos: () => ['2s hang api-1'],
    read: rejectedBy('timedOut'),
  },
  // They are well again before their probes say so.
  unroutable: {
    until: 14,
    dos: () => [1, 2, 3, 4].map((n) => `1s hang api-${n} for 8s`),
    read: rejectedBy('unroutable'),
  },
  removals: {
    until: 10,
    sets: overload,
    read: ({ story }) => eventsOf(story, 'markedDown').length + eventsOf(story, 'suspected').length,
  },
  verdictDelay: {
    until: 12,
    dos: () => ['2s hang db-primary'],
    read: (run) =>
      firstAt(
        eventsOf(run.story, 'agreedDown').map(({ time }) => time),
        run,
      ),
  },
  promotions: {
    until: 12,
    dos: (subject) =>
      subject.kind === 'sentinel'
        ? ['1s crash db-sentinel-1', '2s crash db-primary']
        : [`2s crash ${primaryOf(subject)}`],
    read: ({ story }, { kind, members }) => {
      const promoted = eventsOf(story, 'promoted');
      return promoted.filter(({ component }) => kind === 'sentinel' || component === members.at(-1)).length;
    },
  },
  elections: {
    until: 24,
    dos: () => ['db-primary', 'db-replica-1', 'db-replica-2'].map((id) => `2s crash ${id}`),
    read: ({ story }) => eventsOf(story, 'electionStarted').length,
  },
  lost: {
    until: 10,
    sets: ({ kind }) =>
      kind === 'redis' ? ['redis.cacheStart=cold', 'users.clients=5000'] : ['users.writeRatio=0.5'],
    dos: (subject) => [`3s crash ${primaryOf(subject)}`],
    read: ({ engine }) => engine.totals().lostWrites + engine.totals().lostSessions,
  },
};

export const untilOf = ({ until }: FigureLab): number => seconds(until);
