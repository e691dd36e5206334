import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crc32 } from '../hashing/crc32.ts';
import * as balancer from './consistent-hash-balancer.ts';

const now = 0;
const keys = Array.from({ length: 500 }, (_, index) => `/object/${index}`);
const texts = (ports: readonly number[]): { id: string }[] =>
  ports.map((port) => ({ id: `10.0.0.1:${port}` }));
const ownersOf = (s: balancer.ConsistentHashBalancer<string>): (string | undefined)[] =>
  keys.map((key) => balancer.pick(s, { now, key }));

/** The same by definition: every point, and the nearest clockwise. */
function ownerBySearch(ids: readonly string[], key: string): string {
  const hash = crc32(key);
  const points = ids.flatMap((id) => {
    const name = [...id.replace(/:(\d+)$/, '\0$1')].map((letter) => letter.charCodeAt(0));
    let point = 0;
    return Array.from({ length: 160 }, () => {
      const before = [point & 255, (point >> 8) & 255, (point >> 16) & 255, point >>> 24];
      point = crc32(Uint8Array.from([...name, ...before]));
      return { id, distance: (point - hash + 2 ** 32) % 2 ** 32 };
    });
  });
  return points.reduce((best, point) => (point.distance < best.distance ? point : best)).id;
}

describe('consistent', () => {
  it('gives each key to the first of 160 points per server at or after it', () => {
    const servers = texts([80, 81, 82]);
    const s = balancer.create({ servers });
    expect(s.points.length).toBe(480);
    const slowly = keys.map((key) =>
      ownerBySearch(
        servers.map(({ id }) => id),
        key,
      ),
    );
    expect(ownersOf(s)).toEqual(slowly);
  });

  it('moves only the keys of a server that is removed, down or out, and only to one that is added', () => {
    const ports = fc.uniqueArray(fc.integer({ min: 1, max: 65_535 }), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(ports, fc.nat(5), (all, place) => {
        const gone = `10.0.0.1:${all[place % all.length]}`;
        const before = ownersOf(balancer.create({ servers: texts(all) }));
        const less = texts(all).filter(({ id }) => id !== gone);
        const after = ownersOf(balancer.create({ servers: less }));
        before.forEach((id, index) => {
          if (id === gone) expect(after[index]).not.toBe(gone);
          else expect(after[index]).toBe(id);
        });
      }),
      { numRuns: 20 },
    );
  });

  it('gives a key of a down server to the owner of the next point, as if it were removed', () => {
    const s = balancer.create({ servers: texts([80, 81, 82]) });
    balancer.setDown(s, '10.0.0.1:81', true);
    const without = balancer.create({ servers: texts([80, 82]) });
    expect(ownersOf(s)).toEqual(ownersOf(without));
  });

  it('keeps its points whatever the order of the servers', () => {
    const one = balancer.create({ servers: texts([80, 81, 82]) });
    const other = balancer.create({ servers: texts([82, 80, 81]) });
    expect(ownersOf(one)).toEqual(ownersOf(other));
    expect(one.points).toEqual(other.points);
  });

  it('reads host and port as nginx does', () => {
    const pointsOf = (id: string): Uint32Array => balancer.create({ servers: [{ id }] }).points;
    const firstPoint = (bytes: string): boolean =>
      pointsOf(bytes.replace('\0', ':').replace(/:$/, '')).includes(crc32(`${bytes}\0\0\0\0`));
    expect(firstPoint('example.org\0')).toBe(true);
    expect(firstPoint('example.org\x008080')).toBe(true);
    expect(pointsOf('unix:/tmp/socket').includes(crc32('/tmp/socket\0\0\0\0\0'))).toBe(true);
    expect(pointsOf('[::1]:80').includes(crc32('[::1]\x0080\0\0\0\0'))).toBe(true);
  });
});

describe('both', () => {
  it.each([true, false])('consistent %s: an empty key is nobody’s, and is dealt in turn', (consistent) => {
    const s = balancer.create({ servers: ['a:1', 'b:1', 'c:1'].map((id) => ({ id })), consistent });
    const picks = Array.from({ length: 6 }, () => balancer.pick(s, { now, key: '' }));
    expect(picks).toEqual(['a:1', 'b:1', 'c:1', 'a:1', 'b:1', 'c:1']);
  });

  it.each([true, false])(
    'consistent %s: equal keys, equal servers; never a down or tried one',
    (consistent) => {
      fc.assert(
        fc.property(
          fc.array(fc.constantFrom('up', 'down', 'tried'), { minLength: 1, maxLength: 6 }),
          fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 20 }),
          (states, some) => {
            const servers = states.map((state, id) => ({ id, down: state === 'down' }));
            const tried = new Set(states.flatMap((state, id) => (state === 'tried' ? id : [])));
            const s = balancer.create({ servers, consistent });
            const once = some.map((key) => balancer.pick(s, { now, key, tried }));
            expect(once.includes(undefined)).toBe(!states.includes('up'));
            for (const id of once) expect(id === undefined ? 'up' : states[id]).toBe('up');
            if (states.every((state) => state === 'up'))
              expect(some.map((key) => balancer.pick(s, { now, key }))).toEqual(once);
          },
        ),
      );
    },
  );

  it.each([true, false])('consistent %s: weights are shares, within 10 %', (consistent) => {
    const servers = [{ id: 'A', weight: 4 }, { id: 'B', weight: 2 }, { id: 'C' }, { id: 'Z', backup: true }];
    const s = balancer.create({ servers, consistent });
    const many = Array.from({ length: 7000 }, (_, index) => balancer.pick(s, { now, key: `${index}` }));
    const share = (id: string): number => many.filter((picked) => picked === id).length / 7000;
    expect(Math.abs(share('A') - 4 / 7)).toBeLessThan(0.1);
    expect(Math.abs(share('C') - 1 / 7)).toBeLessThan(0.1);
    expect(share('Z')).toBe(0);
  });

  it('regains the weight that failures cost, as in a turn', () => {
    const s = balancer.create({ servers: [{ id: 'A', weight: 4, maxFails: 2 }, { id: 'B' }] });
    const key = keys.find((some) => balancer.pick(s, { now, key: some }) === 'A') as string;
    balancer.release(s, 'A', { now, outcome: 'failed' });
    expect(s.peers[0]?.effectiveWeight).toBe(2);
    balancer.pick(s, { now, key });
    expect(s.peers[0]?.effectiveWeight).toBe(3);
  });

  it('name what they were not given', () => {
    const s = balancer.create({ servers: texts([80]) });
    expect(() => balancer.pick(s, { now })).toThrow('key: a text');
    expect(() => balancer.create({ servers: [], consistent: 1 as never })).toThrow(
      'consistent: true | false',
    );
    expect(() => balancer.create<string | number>({ servers: [{ id: 1 }, { id: '1' }] })).toThrow(
      'servers[1]',
    );
    expect(balancer.pick(balancer.create({ servers: [] }), { now, key: '' })).toBeUndefined();
  });
});
