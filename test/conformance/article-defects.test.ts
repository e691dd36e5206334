// The article's balancers, run as printed, against ours of the same defects and, where the recording has them, the right
// ones. The rest of `algorithms` is in article-defects-sharding.test.ts and article-defects-state.test.ts.
import { describe, it } from 'vitest';
import { article, ipHash, leastConnections, weightedRoundRobin } from '../../src/algorithms/index.ts';
import { openRecording } from '../support/recording.ts';

const recording = openRecording('article-defects.json', 'algorithms');
const letters = 'ABCDEFGH';
const lettersOf = (count: number): string[] => [...letters.slice(0, count)];

/** By letter, in whatever order; '-' for nobody. */
function countsOf(picks: readonly (string | undefined)[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const pick of picks) counts[pick ?? '-'] = (counts[pick ?? '-'] ?? 0) + 1;
  return counts;
}

describe('weightedPicker', () => {
  it.each(['5/1/1', '3/2/1', '4/3/2/1', '1/1/1', '2/1'])('%s', (text) => {
    const at = (name: string): string[] => ['weightedRoundRobin', text, name];
    const servers = text
      .split('/')
      .map((weight, place) => ({ id: letters[place] as string, weight: Number(weight) }));
    const s = article.weightedPicker.create({ servers });
    const [picks, states]: [(string | undefined)[], number[][]] = [[], []];
    for (let count = 0; count < 1200; count += 1) {
      picks.push(article.weightedPicker.pick(s));
      states.push([...s.weights]);
    }
    const right = weightedRoundRobin.create({ servers });
    const smooth = Array.from({ length: 70 }, () => weightedRoundRobin.pick(right, { now: 0 }));
    const first70 = picks.slice(0, 70);

    recording.equal(at('seedFirst70'), first70.join(''));
    recording.equal(at('correctSmoothWRR70'), smooth.join(''));
    recording.equal(
      at('agreeingPositionsOf70'),
      first70.filter((pick, place) => pick === smooth[place]).length,
    );
    recording.equal(at('seedCountsFirst70'), countsOf(first70));
    recording.equal(at('seedCounts1200'), countsOf(picks));
    recording.equal(
      at('stateAfterPicks1to8'),
      states.slice(0, 8).map((weights, place) => [picks[place], weights]),
    );
    recording.equal(at('firstPickReturningNull'), picks.indexOf(undefined) + 1);
    recording.equal(
      at('firstNonFiniteWeightAtPick'),
      states.findIndex((weights) => weights.some((weight) => !Number.isFinite(weight))) + 1,
    );
    recording.equal(at('configuredWeightsAfter1200'), s.weights.map(String));
  });
});

describe('rotation and connectionCounter', () => {
  it('never recovers from having had no servers', () => {
    const s = article.rotation.create({ servers: [] });
    const first = article.rotation.pick(s);
    const position = s.next;
    article.rotation.add(s, 'A');
    recording.judged(
      ['roundRobin', 'emptyList'],
      first === undefined && Number.isNaN(position) && article.rotation.pick(s) === undefined,
      'no pick, a position that is no number, and none after a server is added',
    );
  });

  it('counts connections', () => {
    const at = (name: string): string[] => ['leastConnections', name];
    const begin = (): article.connectionCounter.ConnectionCounter =>
      article.connectionCounter.create({ servers: lettersOf(3) });
    const { pick, release } = article.connectionCounter;
    const idle = begin();
    const right = leastConnections.create({ servers: lettersOf(3).map((id) => ({ id })) });
    let [ours, nginx] = ['', ''];
    for (let count = 0; count < 12; count += 1) {
      const picked = pick(idle);
      release(idle, picked);
      ours += picked;
      const chosen = leastConnections.pick(right, { now: 0 }) as string;
      leastConnections.release(right, chosen, { now: 0, outcome: 'ok' });
      nginx += chosen;
    }
    recording.equal(at('idleSequential'), ours);
    recording.equal(at('nginxIdleSequential'), nginx);
    const kept = begin();
    const unreleased = Array.from({ length: 12 }, () => pick(kept)).join('');
    const told = recording.peek<string>('leastConnections', 'neverReleased');
    recording.judged(at('neverReleased'), told.startsWith(`${unreleased} `), 'the picks before the words');

    const careless = article.connectionCounter.create({ servers: lettersOf(2) });
    pick(careless);
    pick(careless);
    for (const id of ['A', 'A', 'Z']) release(careless, id);
    recording.equal(at('doubleReleaseAndUnknown'), Object.fromEntries(careless.counted));
  });

  it('sends nearly all to a server that fails at once', () => {
    recording.note('leastConnections', 'fastFailingServerBlackHole', 'setup');
    const { create, pick, release } = article.connectionCounter;
    const s = create({ servers: lettersOf(3) });
    const running: { id: string; endsAt: number }[] = [];
    const picks: string[] = [];
    for (let now = 0; now < 10_000; now += 5) {
      for (const { id } of running.filter(({ endsAt }) => endsAt <= now)) release(s, id);
      running.splice(0, running.length, ...running.filter(({ endsAt }) => endsAt > now));
      const id = pick(s);
      picks.push(id);
      running.push({ id, endsAt: now + (id === 'C' ? 1 : 100) });
    }
    recording.equal(['leastConnections', 'fastFailingServerBlackHole', 'picks'], countsOf(picks));
  });
});

describe('addressRemainder', () => {
  const at = (name: string): string[] => ['ipHash', name];
  const { create, pick } = article.addressRemainder;
  const picksOf = (count: number, addresses: readonly string[]): string => {
    const s = create({ servers: lettersOf(count) });
    return addresses.map((address) => pick(s, address)).join('');
  };

  it('picks as recorded for the sixty addresses that nginx was asked with', () => {
    recording.note(...at('note'));
    const addresses = openRecording('nginx.json').peek<string[]>('a_picks', 'ip_hash', 'ips');
    recording.equal(at('sampleIps'), addresses.length);
    const nginx = [3, 4].map((count) => {
      const s = ipHash.create({ servers: lettersOf(count).map((id) => ({ id })) });
      return addresses.map((clientAddress) => ipHash.pick(s, { now: 0, clientAddress })).join('');
    });
    const ours = picksOf(3, addresses);
    recording.equal(at('seed3'), ours);
    recording.equal(at('seed4'), picksOf(4, addresses));
    recording.equal(at('nginx3'), nginx[0]);
    recording.equal(at('nginx4'), nginx[1]);
    recording.equal(at('agree3'), [...ours].filter((pick, place) => pick === nginx[0]?.[place]).length);
  });

  it('spreads one network over all servers, and moves three clients in four', () => {
    const lan = Array.from({ length: 254 }, (_, place) => `192.168.1.${place + 1}`);
    for (const count of [3, 4, 8]) {
      recording.equal(at(`lan254_seed_${count}servers`), countsOf([...picksOf(count, lan)]));
    }
    const s = ipHash.create({ servers: lettersOf(3).map((id) => ({ id })) });
    const byNginx = lan.map((clientAddress) => ipHash.pick(s, { now: 0, clientAddress }));
    recording.judged(at('lan254_nginx'), new Set(byNginx).size === 1, 'one server for all 254 by our ipHash');

    // The 4,096 addresses are not recorded; these are others.
    const many = Array.from({ length: 4096 }, (_, place) => `10.${place >> 8}.${place & 255}.9`);
    const [three, four] = [picksOf(3, many), picksOf(4, many)];
    for (const [name, picks] of [
      ['spread4096_3', three],
      ['spread4096_4', four],
    ] as const) {
      const recorded = recording.peek<Record<string, number>>('ipHash', name);
      const counts = countsOf([...picks]);
      const isEven = Object.keys(recorded).every(
        (id) => Math.abs((counts[id] as number) / (recorded[id] as number) - 1) < 0.06,
      );
      recording.judged(at(name), isEven, 'within 6 %: the addresses themselves are not recorded');
    }
    const moved = [...three].filter((pick, place) => pick !== four[place]).length / many.length;
    const told = Number(recording.peek<string>('ipHash', 'moved3to4').split('= ')[1]);
    recording.judged(
      at('moved3to4'),
      Math.abs(moved - told) < 0.02,
      'the share, for other addresses, within 0.02',
    );
  });

  it('hashes to the recorded numbers', () => {
    const vectors = recording.peek<Record<string, number>>('ipHash', 'vectors');
    recording.equal(
      at('vectors'),
      Object.fromEntries(Object.keys(vectors).map((address) => [address, ipHash.textHash(address)])),
    );
    const pairs = Object.keys(recording.peek<object>('ipHash', 'ipv6_vs_mapped'));
    recording.equal(
      at('ipv6_vs_mapped'),
      Object.fromEntries(pairs.map((address) => [address, picksOf(3, [address])])),
    );
  });
});

describe('the book', () => {
  it('leaves nothing out', () => {
    for (const name of ['shardFns', 'consistentHash']) {
      recording.notComparable([name], 'compared in article-defects-sharding.test.ts');
    }
    for (const name of ['featureFlags', 'slidingWindow', 'health', 'sessionConsistency']) {
      recording.notComparable([name], 'compared in article-defects-state.test.ts');
    }
    recording.expectNothingSkipped();
  });
});
