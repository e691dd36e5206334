/**
 * An edge proxy that asks for a protocol upgrade with every request.
 *
 *   Connection to the server = 'upgrade', whatever the client sent
 *
 * Source: the article's nginx location; held against `nginx_plus_express_example`. O(1). Known failure: a plain GET arrives
 * as a request to change protocols. Most servers ignore it; the article's own proxy hands it on, and its HTTP client
 * refuses: every request through both fails.
 */
import type { Defect } from './defect.ts';
import type { ProxyRequest } from './rewriting-proxy.ts';

export const defects: readonly Defect[] = [
  {
    name: 'upgradeOnEveryRequest',
    keys: [['nginx_plus_express_example']],
    instead: 'Send Connection: upgrade only if the client sent Upgrade, and close or nothing otherwise.',
    what: 'Connection: upgrade is set for requests that upgrade nothing.',
  },
];

/** The request as it leaves for the server. */
export function sentOn(request: ProxyRequest): ProxyRequest {
  return { ...request, connection: 'upgrade' };
}
