import {
  readRouting,
  replicationLag,
  replicationLog,
  synchronousCommit,
} from '../../../src/algorithms/index.ts';
import { type Chance, type Life, life } from '../../support/life.ts';

const nodes = [0, 1, 2, 3];
const sessions = ['ann', 'bob', 'cyd', 'dan', 'eve'];

const policies: readonly readRouting.ReadPolicy[] = [
  { kind: 'primary' },
  { kind: 'replicas' },
  { kind: 'primaryAfterWrite', for: 40, maxSessions: 3 },
  { kind: 'waitAfterWrite', wait: 40 },
  { kind: 'versionCheck' },
];

const routing = (policy: readRouting.ReadPolicy): Life =>
  life(
    'readRouting',
    () => readRouting.create({ primary: 0, replicas: [1, 2, 3], policy }),
    (s, chance) => {
      const now = chance.pass(20);
      const session = chance.pick([...sessions, undefined]);
      if (session !== undefined && chance.below(3) === 0) readRouting.recordWrite(s, session, now);
      if (chance.below(40) === 0) {
        const primary = chance.pick(nodes);
        readRouting.learn(s, { primary, replicas: nodes.filter((node) => node !== primary) });
      }
      const tried = chance.below(4) === 0 ? new Set([chance.pick(nodes), chance.pick(nodes)]) : undefined;
      const from = readRouting.routeRead(s, { now, session, tried });
      const answer = { from: from ?? 0, version: chance.pick([null, undefined, 3, 4]), expected: 4 };
      return [
        from,
        readRouting.readDelay(s, { now, session }),
        readRouting.judgeRead(s, answer),
        readRouting.routeWrite(s),
      ];
    },
  );

/** The log with the positions of three nodes beside it. */
const logging = (s: replicationLog.ReplicationLog, at: replicationLog.Position[]) => ({ s, at });

function stepLog({ s, at }: ReturnType<typeof logging>, chance: Chance): unknown {
  const node = chance.below(at.length);
  const position = at[node] as replicationLog.Position;
  const { lineage } = position;
  const head = replicationLog.head(s, lineage);
  const offset = 1 + chance.below(Math.max(1, head));
  switch (chance.below(24)) {
    case 0:
      at[node] = { lineage: replicationLog.promote(s, position).lineage, offset: position.offset };
      break;
    case 1:
    case 2:
      at[node] = replicationLog.follow(s, position);
      break;
    case 3:
      replicationLog.prune(s, Math.min(...at.map((each) => replicationLog.follow(s, each).offset)));
      break;
    case 4:
    case 5:
    case 6:
      at[node] = replicationLog.applyUpTo(s, position, head);
      break;
    default:
      if (chance.below(2) === 0) replicationLog.append(s, lineage);
      else if (head > 0) replicationLog.acknowledge(s, lineage, offset);
  }
  const shared = replicationLog.sharedUpTo(s, lineage, s.current);
  return [
    replicationLog.lag(s, at[node] as replicationLog.Position),
    replicationLog.heldCount(s),
    s.lost,
    shared,
  ];
}

const committing = (options: Omit<synchronousCommit.SynchronousCommitOptions<string>, 'standbys'>): Life =>
  life(
    'synchronousCommit',
    () => synchronousCommit.create({ ...options, standbys: ['r1', 'r2', 'r3'] }),
    (s, chance) => {
      const id = chance.pick(['r1', 'r2', 'r3']);
      synchronousCommit.flush(s, s.appended + chance.below(3), s.flushed);
      if (chance.below(2) === 0) synchronousCommit.flush(s, s.appended, s.appended);
      const written = chance.below(s.appended + 1);
      const flushed = chance.below(written + 1);
      synchronousCommit.observe(s, id, { written, flushed, applied: chance.below(flushed + 1) });
      if (chance.below(10) === 0) synchronousCommit.setConnected(s, id, chance.below(3) > 0);
      return [synchronousCommit.confirmedUpTo(s), synchronousCommit.mayReadStale(s, id)];
    },
  );

const lag = (options: replicationLag.LagLawOptions): Life =>
  life(
    'replicationLag',
    () => replicationLag.create(options),
    (law, chance) => [
      replicationLag.drawLag(law, chance.unit()),
      replicationLag.staleProbability(law, chance.below(500_000), chance.unit()),
    ],
  );

export const lives: readonly Life[] = [
  ...policies.map(routing),
  life(
    'replicationLog',
    () =>
      logging(
        replicationLog.create(),
        [0, 1, 2].map(() => ({ lineage: 0, offset: 0 })),
      ),
    stepLog,
  ),
  committing({ level: 'off' }),
  committing({ level: 'remote_write' }),
  committing({ level: 'on', method: 'ANY', count: 2 }),
  committing({ level: 'remote_apply', count: 2 }),
  lag({ kind: 'fixed', applyDelay: 200_000 }),
  lag({ kind: 'exponential', mean: 100_000 }),
  lag({ kind: 'logLogistic', median: 2_000, shape: 1.5, applyDelay: 1_000 }),
];
