import { article } from '../../../src/algorithms/index.ts';
import { type Life, life } from '../../support/life.ts';

const servers = ['A', 'B', 'C'];
const clients = ['one', 'two', 'three'];
const {
  addressRemainder,
  collidingRing,
  connectionCounter,
  countingBreaker,
  duplicatedUpstream,
  flagCache,
  proxyAddressLimit,
  rewritingProxy,
  rotation,
  sessionMap,
  slidingSet,
  unmovedRows,
  weightedPicker,
} = article;

const methods = ['GET', 'HEAD', 'POST'] as const;

export const lives: readonly Life[] = [
  life(
    'article.weightedPicker',
    () => weightedPicker.create({ servers: servers.map((id, place) => ({ id, weight: 3 - place })) }),
    (s) => weightedPicker.pick(s),
  ),
  life(
    'article.rotation',
    () => rotation.create({ servers }),
    (s, chance) => {
      if (chance.below(100) === 0) rotation.add(s, `server-${s.servers.length}`);
      return rotation.pick(s);
    },
  ),
  life(
    'article.connectionCounter',
    () => connectionCounter.create({ servers }),
    (s, chance) => {
      if (chance.below(2) === 0) return connectionCounter.pick(s);
      connectionCounter.release(s, chance.pick([...servers, 'Z']));
      return [...s.counted];
    },
  ),
  life(
    'article.addressRemainder',
    () => addressRemainder.create({ servers }),
    (s, chance) => addressRemainder.pick(s, `10.0.0.${chance.below(256)}`),
  ),
  life(
    'article.collidingRing',
    () => collidingRing.create({ virtualNodes: 5 }),
    (s, chance) => {
      const id = chance.pick(servers);
      const isThere = [...s.ownerAt.values()].includes(id);
      if (chance.below(4) === 0) (isThere ? collidingRing.remove : collidingRing.add)(s, id);
      return [
        collidingRing.owner(s, `key-${chance.below(1_000)}`),
        collidingRing.ownerOfHash(s, chance.below(4_294_967_296)),
      ];
    },
  ),
  life(
    'article.unmovedRows',
    () => unmovedRows.create({ shards: servers, virtualNodes: 5 }),
    (s, chance) => {
      const key = `row-${chance.below(100)}`;
      if (chance.below(50) === 0) unmovedRows.addShard(s, `shard-${chance.below(9)}`);
      if (chance.below(2) === 0) unmovedRows.insert(s, key);
      return [unmovedRows.find(s, key), unmovedRows.unreachable(s)];
    },
  ),
  life(
    'article.countingBreaker',
    () => countingBreaker.create({ failureThreshold: 3, successThreshold: 2, openFor: 1_000, period: 5_000 }),
    (s, chance) => {
      const now = chance.pass(400);
      if (chance.below(2) === 0) return countingBreaker.tryAcquire(s, now);
      return [
        countingBreaker.report(s, now, chance.pick(['ok', 'failed'])),
        countingBreaker.stateOf(s),
        s.failureCount,
      ];
    },
  ),
  life(
    'article.slidingSet',
    () => slidingSet.create({ limit: 3, window: 20_000 }),
    (s, chance) => {
      const [now, id] = [chance.pass(9_000), chance.pick(clients)];
      return [slidingSet.admit(s, id, now, chance.pick([0, 0, 50_000])), slidingSet.countOf(s, id, now)];
    },
  ),
  life(
    'article.proxyAddressLimit',
    () => proxyAddressLimit.create({ limit: 3, window: 1_000, maxKeys: 2 }),
    (s, chance) => {
      const connectionAddress = `10.0.0.${chance.below(3)}`;
      return proxyAddressLimit.admit(s, { connectionAddress, forwardedFor: 'one' }, chance.pass(300));
    },
  ),
  life(
    'article.flagCache',
    () => flagCache.create({ instances: 3 }),
    (s, chance) => {
      const [instance, flag] = [chance.below(3), chance.pick(clients)];
      const enabled = chance.below(2) === 0;
      const acts = [
        () => flagCache.setFlag(s, instance, flag, enabled),
        () => flagCache.setInStore(s, flag, enabled),
        () => flagCache.setStoreUp(s, chance.below(4) > 0),
        () => flagCache.restart(s, instance),
        () => flagCache.isEnabled(s, instance, flag),
      ];
      return [chance.pick(acts)(), flagCache.handle(s, instance, flag)];
    },
  ),
  life(
    'article.sessionMap',
    () => sessionMap.create({ instances: 3, pinFor: 1_000 }),
    (s, chance) => {
      const session = chance.pick([...clients, undefined]);
      const [instance, now] = [chance.below(3), chance.pass(300)];
      if (chance.below(3) === 0) sessionMap.recordWrite(s, instance, session, now);
      return [sessionMap.route(s, instance, session, now), sessionMap.sizeOf(s, instance)];
    },
  ),
  life(
    'article.rewritingProxy',
    () => rewritingProxy.create({ servers }),
    (s, chance) => {
      const method = chance.pick(methods);
      const body = method === 'POST' ? { body: chance.pick(['[1]', '[ 1 ]']) } : {};
      const connection = chance.below(5) === 0 ? { connection: 'upgrade' } : {};
      const answer = chance.pick([
        'refused',
        { status: 503, body: '{}' },
        { status: 200, body: 'hi' },
      ] as const);
      return rewritingProxy.forward(s, { method, ...body, ...connection }, () => answer);
    },
  ),
  life(
    'article.duplicatedUpstream',
    () => duplicatedUpstream.create({ entries: [...servers, ...servers].map((server) => ({ server })) }),
    (s, chance) => {
      const now = chance.pass(2_000_000);
      const picked = duplicatedUpstream.pick(s, now);
      if (picked !== undefined) duplicatedUpstream.release(s, picked, now, chance.pick(['ok', 'failed']));
      return picked;
    },
  ),
];
