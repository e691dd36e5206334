// Cases that the recordings do not have, and options that are refused.
import { describe, expect, it } from 'vitest';
import { microsFromSeconds } from '../../base/units.ts';
import * as article from './index.ts';

describe('weightedPicker', () => {
  it('with one server picks once', () => {
    const s = article.weightedPicker.create({ servers: [{ id: 'A', weight: 3 }] });
    expect([1, 2, 3].map(() => article.weightedPicker.pick(s))).toEqual(['A', undefined, undefined]);
  });
});

describe('slidingSet', () => {
  it('forgets a key whose store entry has expired by the store’s clock', () => {
    const { admit, countOf, create } = article.slidingSet;
    const s = create({ limit: 5, window: microsFromSeconds(1.5) });
    // The clock of this caller is an hour ahead: its members would outlast the window of the others.
    admit(s, 'client', 0, microsFromSeconds(3_600));
    expect(countOf(s, 'client', microsFromSeconds(1.999))).toBe(1);
    expect(countOf(s, 'client', microsFromSeconds(2))).toBe(0);
  });
});

describe('duplicatedUpstream', () => {
  it('goes on sending to a server that one of its entries has found dead', () => {
    const { create, pick, release } = article.duplicatedUpstream;
    const s = create({ entries: ['A', 'B', 'A'].map((server) => ({ server })) });
    const first = pick(s, 0) as NonNullable<ReturnType<typeof pick>>;
    expect(first.server).toBe('A');
    release(s, first, 0, 'failed');
    const next = [1, 2, 3, 4].map(() => pick(s, 0)?.server);
    expect(next).toEqual(['B', 'A', 'B', 'A']);
  });
});

describe('upstreamCheck', () => {
  it('goes line by line, so a backup before ip_hash passes', () => {
    const { examine } = article.upstreamCheck;
    const backup = { server: 'b', parameters: ['backup'] };
    expect(examine([backup, { server: 'a' }, { method: 'ip_hash' }], () => true).accepted).toBe(true);
    expect(examine([{ method: 'ip_hash' }, { server: 'a' }, backup], () => true).accepted).toBe(false);
  });
});

describe('upstreamCheck, one parameter', () => {
  it.each([
    ['fail_timeout=30', true],
    ['fail_timeout=1m30s', true],
    ['fail_timeout=30s1m', false],
    ['fail_timeout=500ms', false],
    ['fail_timeout=', false],
    ['max_fails=0', true],
    ['max_fails=-1', false],
    ['weight=10', true],
    ['weight=two', false],
    ['down', true],
    ['standby', false],
  ])('%s', (parameter, accepted) => {
    const line = { server: 'a', parameters: [parameter] };
    const messages = accepted ? [] : [`invalid parameter "${parameter}"`];
    expect(article.upstreamCheck.examine([line], () => true)).toEqual({ accepted, messages });
  });
});

describe('rewritingProxy', () => {
  it('counts bytes, not characters', () => {
    const { create, forward } = article.rewritingProxy;
    const request = { method: 'POST', body: '{"name":"é"}' } as const;
    const seen = forward(create({ servers: ['a'] }), request, (_, { body, length }) => ({
      status: 201,
      body: JSON.stringify({ body, length }),
    }));
    expect(seen).toEqual({ status: 200, body: JSON.stringify({ body: request.body, length: 13 }) });
  });

  it('never asks a server with a length that is wrong', () => {
    const { create, forward } = article.rewritingProxy;
    const seen = forward(create({ servers: ['a'] }), { method: 'PUT', body: '[1, 2]' }, () => {
      throw new Error('asked');
    });
    expect(seen.problem).toBe('lengthMismatch');
  });
});

describe('cutOffTimeout', () => {
  it('lets through what is ready in time', () => {
    const course = article.cutOffTimeout.courseOf({ timeout: 10, handlerTakes: 10 });
    expect(course).toEqual({ clientSees: 'answer', clientAfter: 10, handlerEnds: 10, answerDelivered: true });
  });
});

describe('storeOptions', () => {
  it.each([
    [{ sendCommand: 1 }, true],
    [{ sendCommandCluster: 1, prefix: 'rl:' }, true],
    [{ sendCommand: 1, sendCommandCluster: 1 }, false],
    [{}, false],
  ])('%j', (options, accepted) => {
    const { checkStoreOptions } = article.storeOptions;
    if (accepted) checkStoreOptions(options);
    else expect(() => checkStoreOptions(options)).toThrow('either sendCommand or sendCommandCluster');
  });
});

describe('bad options', () => {
  const bad: readonly [string, () => unknown][] = [
    ['servers[0].weight', () => article.weightedPicker.create({ servers: [{ id: 'A', weight: 0 }] })],
    ['servers[1]', () => article.rotation.create({ servers: ['A', 'A'] })],
    ['servers', () => article.connectionCounter.create({ servers: [] })],
    ['servers', () => article.addressRemainder.create({ servers: [] })],
    ['virtualNodes', () => article.collidingRing.create({ virtualNodes: 0 })],
    ['id', () => article.collidingRing.remove(article.collidingRing.create({}), 'shard-1')],
    ['shards', () => article.unmovedRows.create({ shards: [] })],
    ['limit', () => article.slidingSet.create({ limit: 0, window: 1 })],
    ['maxKeys', () => article.proxyAddressLimit.create({ limit: 1, window: 1, maxKeys: 0 })],
    ['instances', () => article.flagCache.create({ instances: 0 })],
    ['instance', () => article.flagCache.isEnabled(article.flagCache.create({ instances: 1 }), 1, 'search')],
    ['pinFor', () => article.sessionMap.create({ instances: 1, pinFor: 0 })],
    ['databaseLatency', () => article.overwrittenHealth.report({ databaseLatency: -1 })],
    ['committed', () => article.processUsage.heapPercent(1, 0)],
    ['timeout', () => article.cutOffTimeout.courseOf({ timeout: 0, handlerTakes: 1 })],
    ['inFlight[0]', () => article.fixedWaitShutdown.courseOf({ wait: 1, inFlight: [-1] })],
    ['servers', () => article.rewritingProxy.create({ servers: [] })],
    ['expectedVersion', () => article.missingRow.rowAtLeast(-1, null, null)],
  ];

  it.each(bad)('%s', (option, act) => {
    expect(act).toThrow(expect.objectContaining({ name: 'OptionError', option }));
  });

  it('and options that nobody knows', () => {
    const given = { instances: 1, lifetime: 1 };
    expect(() => article.flagCache.create(given)).toThrow('lifetime: no such option');
  });
});
