/**
 * Clients stay with a server by the remainder of a hash of the whole address text.
 *
 *   h = 31 h + codeᵢ in 32 bits, signed;  server = |h| mod n
 *
 * Source: the article's IP hash (the polynomial is Java's `String.hashCode`); held against `algorithms.ipHash`.
 * O(length of the address) per pick. Known failure: with one server more, a client stays only if both remainders agree:
 * from 3 to 4 three quarters move. A client whose last octet changes moves too, where nginx looks at three octets.
 */
import { checkIds, insist, list, readOptions } from '../../base/options.ts';
import { textHash } from '../balancing/ip-hash.ts';
import type { Defect } from './defect.ts';

const key = (name: string): readonly string[] => ['algorithms', 'ipHash', name];

export const defects: readonly Defect[] = [
  {
    name: 'remainderMovesClients',
    keys: ['moved3to4', 'seed3', 'seed4', 'spread4096_3', 'spread4096_4', 'vectors'].map(key),
    right: 'consistentHashBalancer',
    what: 'The hash is divided by the number of servers, so adding a fourth moves three clients in four.',
  },
  {
    name: 'wholeAddressHashed',
    keys: [
      'note',
      'sampleIps',
      'nginx3',
      'nginx4',
      'agree3',
      'lan254_seed_3servers',
      'lan254_seed_4servers',
      'lan254_seed_8servers',
      'lan254_nginx',
      'ipv6_vs_mapped',
    ].map(key),
    right: 'ipHash',
    what: 'Every character counts, so a client that gets another address in its network loses its server.',
  },
];

export interface AddressRemainderOptions {
  readonly servers: readonly string[];
}

export interface AddressRemainder {
  readonly servers: string[];
}

export function create(given: AddressRemainderOptions): AddressRemainder {
  const { servers } = readOptions<AddressRemainderOptions, AddressRemainderOptions>(
    given,
    {},
    { servers: list('ids') },
  );
  insist(servers.length > 0, 'servers', 'one at least', servers);
  checkIds('servers', servers);
  return { servers: [...servers] };
}

export function pick(s: AddressRemainder, clientAddress: string): string {
  return s.servers[Math.abs(textHash(clientAddress)) % s.servers.length] as string;
}
