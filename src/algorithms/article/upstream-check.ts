/**
 * What nginx says of an upstream block before it starts: the article's block, and what its comments suggest.
 *
 *   line by line: a host must resolve;  a server's parameters must be known, in range, and known to the method in force;
 *   a method after another one, or after keepalive, takes its place with a warning
 *
 * Source: nginx 1.22 `ngx_http_upstream_server` and the methods' flags; held against `configtest_nginx_t`. O(lines). Known
 * failure: none of nginx; of the article: its block does not start with the names it prints, and with ip_hash taken out of
 * its comment the backup line is refused.
 */
import { check, oneOf } from '../../base/options.ts';
import type { Defect } from './defect.ts';

export const defects: readonly Defect[] = [
  {
    name: 'methodRefusesBackup',
    keys: [],
    right: 'ipHash',
    what: 'The suggested ip_hash does not know the backup parameter that the same block uses, and nginx will not start.',
  },
];

const takesBackup = { least_conn: true, ip_hash: false, hash: false, random: false };

export type Method = keyof typeof takesBackup;

export type Line =
  | { readonly method: Method }
  | { readonly keepalive: number }
  | { readonly server: string; readonly parameters?: readonly string[] };

export interface Verdict {
  readonly accepted: boolean;
  readonly messages: readonly string[];
}

/** `resolves`: whether a host has an address. The same server twice is no reason to complain. */
export function examine(lines: readonly Line[], resolves: (server: string) => boolean): Verdict {
  const warnings: string[] = [];
  let method: Method | undefined;
  let chosen = false;
  for (const line of lines) {
    if ('server' in line) {
      const complaint = complaintAbout(line, method, resolves);
      if (complaint !== undefined) return { accepted: false, messages: [...warnings, complaint] };
      continue;
    }
    if ('method' in line) {
      check('method', line.method, oneOf(...Object.keys(takesBackup)));
      if (chosen) warnings.push('load balancing method redefined');
      method = line.method;
    }
    chosen = true;
  }
  return { accepted: true, messages: warnings };
}

function complaintAbout(
  { server, parameters = [] }: Extract<Line, { server: string }>,
  method: Method | undefined,
  resolves: (server: string) => boolean,
): string | undefined {
  for (const parameter of parameters) {
    if (!known.test(parameter)) return `invalid parameter "${parameter}"`;
    if (parameter === 'backup' && method !== undefined && !takesBackup[method])
      return 'balancing method does not support parameter "backup"';
  }
  return resolves(server) ? undefined : `host not found in upstream "${server}"`;
}

/** Weights from 1; times in seconds and above, the largest unit first; `slow_start` is for the commercial version. */
const known = new RegExp(
  '^(backup|down|weight=0*[1-9]\\d*|max_conns=\\d+|max_fails=\\d+|' +
    'fail_timeout=(?=\\d)(\\d+y)?(\\d+M)?(\\d+w)?(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s?)?)$',
);
