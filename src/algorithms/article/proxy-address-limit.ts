/**
 * A limiter per client address behind a proxy, which takes the address of the connection for that of the client.
 *
 *   key = address of the connection;  one fixed window per key, beginning with its first request
 *
 * Source: the article's limiter without `trust proxy`; held against `application.trustProxyMissing`. O(1) per request.
 * Known failure: every connection comes from the proxy, so all clients together share one limit, and one client can use it
 * up for all. Trusting the header blindly is no cure: whoever sends it chooses its key.
 */
import type { Micros } from '../../base/units.ts';
import type { Answer } from '../limiting/answer.ts';
import * as fixedWindow from '../limiting/fixed-window.ts';
import { keyed } from '../limiting/keyed.ts';
import type { Defect } from './defect.ts';

export const defects: readonly Defect[] = [
  {
    name: 'proxyIsTheClient',
    keys: [['application', 'trustProxyMissing']],
    instead: 'Take the address that the known proxies put in front of their own in X-Forwarded-For.',
    what: 'The limit is kept per connection address, which is the proxy’s for all clients.',
  },
];

const perAddress = keyed(fixedWindow);

export type ProxyAddressLimitOptions = Parameters<typeof perAddress.create>[0];
export type ProxyAddressLimit = ReturnType<typeof perAddress.create>;

export interface ClientRequest {
  readonly connectionAddress: string;
  /** X-Forwarded-For: who it is really from. Not looked at, and that is the defect. */
  readonly forwardedFor?: string;
}

export function create(options: ProxyAddressLimitOptions): ProxyAddressLimit {
  return perAddress.create(options);
}

/** Whom the request counts for. */
export function keyOf({ connectionAddress }: ClientRequest): string {
  return connectionAddress;
}

export function admit(s: ProxyAddressLimit, request: ClientRequest, now: Micros): Answer {
  const { permit: _, ...answer } = perAddress.admit(s, keyOf(request), now);
  return answer;
}
