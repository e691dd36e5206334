import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openRecording } from '../../../test/support/recording.ts';
import { bytesOfAddress } from './ip-address.ts';
import * as ipHash from './ip-hash.ts';

const now = 0;
const named = (ids: string): { id: string }[] => [...ids].map((id) => ({ id }));

describe('addresses', () => {
  it.each<[string, number[] | undefined]>([
    ['192.0.2.1', [192, 0, 2, 1]],
    ['255.255.255.255', [255, 255, 255, 255]],
    ['::', new Array(16).fill(0)],
    ['::1', [...new Array(15).fill(0), 1]],
    ['2001:db8::ff00:42:8329', [0x20, 1, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0xff, 0, 0, 0x42, 0x83, 0x29]],
    ['1:2:3:4:5:6:7:8', [0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0, 7, 0, 8]],
    ['1::', [0, 1, ...new Array(14).fill(0)]],
    ['::FFFF:203.0.113.9', [...new Array(10).fill(0), 255, 255, 203, 0, 113, 9]],
    ['fe80::1%eth0', [0xfe, 0x80, ...new Array(13).fill(0), 1]],
    ...['', '1.2.3', '1.2.3.4.5', '256.1.1.1', '1..2.3', '01.2.3.4', '1.2.3.4 ', '-1.2.3.4', 'localhost'].map(
      (text): [string, undefined] => [text, undefined],
    ),
    ...[
      ':',
      ':::',
      '1:2',
      '1::2::3',
      '12345::',
      '1:2:3:4:5:6:7:8:9',
      '1:2:3:4::5:6:7:8',
      '1.2.3.4::',
      'g::',
    ].map((text): [string, undefined] => [text, undefined]),
  ])('%s', (text, bytes) => {
    expect(bytesOfAddress(text)).toEqual(bytes);
  });
});

describe('ip hash of nginx', () => {
  it('goes by three bytes of IPv4 and by all of IPv6', () => {
    const s = ipHash.create({ servers: named('ABC') });
    const of = (clientAddress: string): string | undefined => ipHash.pick(s, { now, clientAddress });
    // ((89·113 + 10) mod 6271 = 3796; ·113 mod 6271 = 2520; ·113 mod 6271 = 2565) mod 3 = 0
    for (const last of [1, 77, 255]) expect(of(`10.0.0.${last}`)).toBe('A');
    const ends = Array.from({ length: 30 }, (_, last) => of(`2001:db8::${last.toString(16)}`));
    expect(new Set(ends).size).toBe(3);
    expect(of('2001:db8:0::5')).toBe(of('2001:0DB8::0005'));
  });

  it('gives weights their share of the networks', () => {
    const s = ipHash.create({ servers: [{ id: 'A', weight: 3 }, { id: 'B' }] });
    let toA = 0;
    for (let network = 0; network < 4096; network += 1)
      if (ipHash.pick(s, { now, clientAddress: `10.${network >> 8}.${network & 255}.1` }) === 'A') toA += 1;
    expect(toA / 4096).toBeCloseTo(0.75, 1);
  });

  it('hashes again past one that is out or was tried, then deals in turn, to a backup at last', () => {
    const s = ipHash.create({ servers: [...named('ABC'), { id: 'Z', backup: true }] });
    const context = { now, clientAddress: '10.0.0.1' };
    const second = ipHash.pick(s, { ...context, tried: new Set(['A']) });
    ipHash.setDown(s, 'A', true);
    expect(ipHash.pick(s, context)).toBe(second);
    ipHash.setDown(s, 'B', true);
    ipHash.setDown(s, 'C', true);
    expect(ipHash.pick(s, context)).toBe('Z');
    ipHash.setDown(s, 'Z', true);
    expect(ipHash.pick(s, context)).toBeUndefined();
  });
});

describe('ip hash of the article', () => {
  type Recorded = Record<string, string> & Record<'vectors' | 'ipv6_vs_mapped', Record<string, string>>;
  const recorded = openRecording('article-defects.json').peek<Recorded>('algorithms', 'ipHash');
  const ips = openRecording('nginx.json').peek<string[]>('a_picks', 'ip_hash', 'ips');
  const picks = (ids: string, hash: ipHash.AddressHash, addresses: readonly string[]): string => {
    const s = ipHash.create({ servers: named(ids), hash });
    return addresses.map((clientAddress) => ipHash.pick(s, { now, clientAddress })).join('');
  };

  it('is the recorded one, number by number and server by server', () => {
    for (const [address, hash] of Object.entries(recorded.vectors))
      expect(ipHash.textHash(address)).toBe(hash);
    expect(picks('ABC', 'article', ips)).toBe(recorded.seed3);
    expect(picks('ABCD', 'article', ips)).toBe(recorded.seed4);
    expect(picks('ABC', 'nginx', ips)).toBe(recorded.nginx3);
    expect(picks('ABCD', 'nginx', ips)).toBe(recorded.nginx4);
    const both = Object.keys(recorded.ipv6_vs_mapped);
    expect(picks('ABC', 'article', both)).toBe(Object.values(recorded.ipv6_vs_mapped).join(''));
  });

  it('spreads one network over all servers, where nginx sends it to one', () => {
    const lan = Array.from({ length: 254 }, (_, last) => `192.168.1.${last + 1}`);
    for (const ids of ['ABC', 'ABCD', 'ABCDEFGH']) {
      const counts: Record<string, number> = {};
      for (const id of picks(ids, 'article', lan)) counts[id] = (counts[id] ?? 0) + 1;
      expect(counts).toEqual(recorded[`lan254_seed_${ids.length}servers`]);
      expect(new Set(picks(ids, 'nginx', lan)).size).toBe(1);
    }
  });

  it('takes the next server in order for one that is out', () => {
    const s = ipHash.create({ servers: named('ABC'), hash: 'article' });
    const context = { now, clientAddress: '10.0.0.1' };
    // 511552166 mod 3 = 2
    expect(ipHash.pick(s, context)).toBe('C');
    ipHash.setDown(s, 'C', true);
    expect(ipHash.pick(s, context)).toBe('A');
    expect(ipHash.pick(s, { ...context, tried: new Set(['A']) })).toBe('B');
  });
});

/** As nginx's `ngx_http_upstream_get_ip_hash_peer` goes on: does one of 20 tries hit a server that is up? */
function hashesToOneOf(address: string, states: readonly string[]): boolean {
  const bytes = address.split('.').slice(0, 3).map(Number);
  let hash = 89;
  for (let attempt = 0; attempt <= 20; attempt += 1) {
    for (const byte of bytes) hash = (hash * 113 + byte) % 6271;
    if (states[hash % states.length] === 'up') return true;
  }
  return false;
}

describe('both', () => {
  const address = fc
    .tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255))
    .map((bytes) => bytes.join('.'));

  it.each(['nginx', 'article'] as const)(
    '%s: equal clients get equal servers while nothing changes, never one that is down or tried',
    (hash) => {
      fc.assert(
        fc.property(
          fc.array(fc.constantFrom('up', 'down', 'tried'), { minLength: 1, maxLength: 6 }),
          fc.array(address, { minLength: 1, maxLength: 20 }),
          (states, addresses) => {
            const servers = states.map((state, id) => ({ id, down: state === 'down' }));
            const tried = new Set(states.flatMap((state, id) => (state === 'tried' ? id : [])));
            const s = ipHash.create({ servers, hash });
            const once = addresses.map((clientAddress) => ipHash.pick(s, { now, clientAddress, tried }));
            // All 20 tries of nginx may hit servers that are out; the turn that follows remembers nobody.
            const hashed = addresses.map((one) => hash === 'article' || hashesToOneOf(one, states));
            const sure = (picked: readonly (number | undefined)[]) =>
              picked.filter((_, place) => hashed[place]);
            const again = addresses.map((clientAddress) => ipHash.pick(s, { now, clientAddress, tried }));
            expect(sure(again)).toEqual(sure(once));
            for (const id of once) expect(id === undefined ? 'up' : states[id]).toBe('up');
            expect(once.includes(undefined)).toBe(!states.includes('up'));
          },
        ),
      );
    },
  );

  it('name what they were not given', () => {
    const s = ipHash.create({ servers: named('AB') });
    expect(() => ipHash.pick(s, { now })).toThrow('clientAddress: ');
    expect(() => ipHash.pick(s, { now, clientAddress: 'example.org' })).toThrow('an IPv4 or IPv6 address');
    expect(() => ipHash.create({ servers: named('A'), hash: 'md5' as 'nginx' })).toThrow(
      'hash: nginx | article',
    );
    const weighted = [{ id: 'A', weight: 2 }];
    expect(() => ipHash.create({ servers: weighted, hash: 'article' })).toThrow('servers[0].weight: 1');
    expect(ipHash.pick(ipHash.create({ servers: [] }), { now, clientAddress: '::1' })).toBeUndefined();
  });
});
