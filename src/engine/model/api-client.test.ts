import { describe, expect, it } from 'vitest';
import { componentOf } from '../../../test/support/component-of.ts';
import { worldOf } from '../../../test/support/world-lab.ts';
import { ApiClient } from './api-client.ts';

describe('a client of an API', () => {
  const { siteOf, indexOf } = worldOf({
    components: [
      componentOf('api', 'app-server', {}),
      componentOf('first', 'external-service', {}),
      componentOf('db', 'database', {}),
      componentOf('second', 'external-service', {}),
    ],
    requests: [
      ['api', 'db'],
      ['api', 'first'],
      ['api', 'second'],
    ],
  });
  const client = new ApiClient(siteOf('api'), siteOf('api').serversOf('api'));

  it('knows those who serve one, and nobody else', () => {
    expect(client.servers).toEqual([indexOf('first'), indexOf('second')]);
    expect(new ApiClient(siteOf('db'), siteOf('db').serversOf('api')).servers).toEqual([]);
  });

  it('asks the first, the next when that has refused, and nobody when all have', () => {
    const [first, second] = client.servers as [number, number];
    const nodes = [undefined, new Set([first]), new Set([first, second])].map((tried) =>
      client.nodeFor(0, 1, tried),
    );
    expect(nodes).toEqual([first, second, -1]);
    expect(client.isSharedBy()).toBe(true);
  });
});
