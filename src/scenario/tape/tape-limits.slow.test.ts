// The bounds on what is kept of a file, each by one more than allowed.
import { describe, expect, it } from 'vitest';
import { problemOf, trafficOf } from '../../../test/support/tape-lab.ts';
import { limits } from '../limits.ts';

describe('a tape', { timeout: 120_000 }, () => {
  it('has too many keys, clients or requests', () => {
    const rows = (count: number, row: (index: number) => string): string =>
      `offset,class,key,client\n${Array.from({ length: count }, (_, index) => row(index)).join('\n')}`;
    const { keys, clients, requests } = limits.tape;
    expect(problemOf(rows(keys + 1, (index) => `0,read,${index},c`))).toEqual({
      path: `access.log:${keys + 2}`,
      value: `keys: ${keys + 1}`,
      allowed: `at most ${keys}`,
    });
    expect(problemOf(rows(clients + 1, (index) => `0,read,k,${index}`)).value).toBe(
      `clients: ${clients + 1}`,
    );
    expect(problemOf(rows(requests + 1, () => '0,read,k,c')).value).toBe(`requests: ${requests + 1}`);
    expect(trafficOf(rows(requests, () => '0,read,k,c')).times).toHaveLength(requests);
  });
});
