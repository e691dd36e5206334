/**
 * A limiter per client address behind a proxy, which takes the address of the connection for that of the client.
 *
 *   key = address of the connection;  count per key and window, beginning with its first request;  allowed ⟺ count ≤ limit
 *
 * Source: the article's limiter without `trust proxy`; held against `application.trustProxyMissing`. O(1) per request.
 * Known failure: every connection comes from the proxy, so all clients together share one limit, and one client can use it
 * up for all. Trusting the header blindly is no cure: whoever sends it chooses its key.
 */
import { positive, readOptions, whole } from '../../base/options.ts';
import type { Micros } from '../../base/units.ts';
import type { Defect } from './defect.ts';

export const defects: readonly Defect[] = [
  {
    name: 'proxyIsTheClient',
    keys: [['application', 'trustProxyMissing']],
    instead: 'Take the address that the known proxies put in front of their own in X-Forwarded-For.',
    what: 'The limit is kept per connection address, which is the proxy’s for all clients.',
  },
];

export interface ProxyAddressLimitOptions {
  readonly limit: number;
  readonly window: Micros;
}

export interface ProxyAddressLimit extends ProxyAddressLimitOptions {
  readonly counted: Map<string, { count: number; readonly until: Micros }>;
}

export interface ClientRequest {
  readonly connectionAddress: string;
  /** X-Forwarded-For: who it is really from. Not looked at. */
  readonly forwardedFor?: string;
}

export function create(given: ProxyAddressLimitOptions): ProxyAddressLimit {
  const options = readOptions<ProxyAddressLimitOptions, ProxyAddressLimitOptions>(
    given,
    {},
    { limit: whole(1), window: positive },
  );
  return { ...options, counted: new Map() };
}

/** Whom the request counts for. */
export function keyOf({ connectionAddress }: ClientRequest): string {
  return connectionAddress;
}

export function admit(s: ProxyAddressLimit, request: ClientRequest, now: Micros): boolean {
  const key = keyOf(request);
  const running = s.counted.get(key);
  const entry = running !== undefined && now < running.until ? running : { count: 0, until: now + s.window };
  entry.count += 1;
  s.counted.set(key, entry);
  return entry.count <= s.limit;
}
