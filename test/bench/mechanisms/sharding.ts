import { geoSharding, rangeSharding, redistribution } from '../../../src/algorithms/index.ts';
import type { Mechanism } from './mechanism.ts';

const million = 1_000_000;
const stride = 0x9e3779b1;

export const mechanisms: readonly Mechanism[] = [
  {
    namespace: 'rangeSharding',
    call: 'route(s, key)',
    prepare: (size) => {
      const ranges = Array.from({ length: size }, (_, index) => ({
        shard: `shard-${index}`,
        ...(index === size - 1 ? {} : { below: (index + 1) * million }),
      }));
      const s = rangeSharding.create({ ranges });
      return (times) => {
        let sum = 0;
        for (let call = 0; call < times; call += 1) {
          sum += rangeSharding.route(s, (Math.imul(call, stride) >>> 0) % (size * million)).length;
        }
        return sum;
      };
    },
  },
  {
    namespace: 'geoSharding',
    call: 'route(s, country)',
    prepare: (size) => {
      const countries = Array.from({ length: size }, (_, index) => `C${index}`);
      const s = geoSharding.create({
        regions: { EU: 'shard-eu', ...Object.fromEntries(countries.map((code) => [code, `shard-${code}`])) },
        groups: { EU: ['DE', 'FR'] },
      });
      const asked = [...countries, 'DE', 'FR'];
      return (times) => {
        let sum = 0;
        let turn = 0;
        for (let call = 0; call < times; call += 1) {
          turn = turn + 1 === asked.length ? 0 : turn + 1;
          sum += geoSharding.route(s, asked[turn] as string)?.length ?? 0;
        }
        return sum;
      };
    },
  },
  {
    namespace: 'redistribution',
    call: 'compare(before, after), per key of 1,000',
    prepare: (size) => {
      const count = 1_000;
      const before = Array.from({ length: count }, (_, key) => `shard-${key % size}`);
      const after = Array.from({ length: count }, (_, key) => `shard-${key % (size + 1)}`);
      return (times) => {
        let sum = 0;
        for (let call = 0; call < times; call += count) sum += redistribution.compare(before, after).moved;
        return sum;
      };
    },
  },
];
