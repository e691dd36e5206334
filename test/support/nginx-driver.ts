// nginx as a proxy, around any balancer: it asks the next server when one fails, as `proxy_next_upstream` says. Servers
// change by script, requests come when the recording says. Milliseconds in scripts and rows, Micros towards the balancer.
import type { ServerOptions } from '../../src/algorithms/balancing/peers.ts';
import type { Outcome } from '../../src/algorithms/outcome.ts';
import { type Micros, microsFromMillis, microsPerSecond } from '../../src/base/units.ts';

/** What a server does from now on. */
type Conduct = 'up' | 'ok' | 'down' | 'reset' | '500' | 'hang';

/** [ms, servers tried in order, final status, latency, nginx's second]. */
type Row = readonly [at: number, tried: string, status: number, latency: number, second: number];

export interface Scenario {
  readonly config: readonly string[];
  readonly location: string;
  readonly method: 'GET' | 'POST';
  readonly events: readonly (readonly [at: number, server: string, conduct: Conduct])[];
  readonly startWallMsInSecond: number;
  readonly log: readonly (readonly [at: number, server: string, text: string])[];
  readonly rows: readonly Row[];
}

/** A balancer with its state inside. `fails` is what nginx logs by. */
export interface DrivenBalancer {
  readonly pick: (now: Micros, tried: ReadonlySet<string>) => string | undefined;
  readonly release: (id: string, now: Micros, outcome: Outcome) => void;
  readonly isDisabled: (id: string) => boolean;
}

export interface DrivenRow {
  readonly tried: string;
  readonly status: number;
}

export interface Driven {
  readonly rows: readonly DrivenRow[];
  /** When "temporarily disabled" was due, of whom, and by which row. */
  readonly disabled: readonly { readonly at: number; readonly server: string; readonly row: number }[];
}

/** A server as nginx's configuration writes it: `server A weight=3 max_fails=2 fail_timeout=2s backup`. */
export function serverFrom(line: string, id?: string): ServerOptions<string> {
  const [name, ...words] = line.replace(/^server /, '').split(' ');
  const parameters = new Map(words.map((word) => word.split('=') as [string, string | undefined]));
  const number = (parameter: string, otherwise: number): number =>
    Number.parseInt(parameters.get(parameter) ?? String(otherwise), 10);
  return {
    id: id ?? (name as string),
    weight: number('weight', 1),
    maxFails: number('max_fails', 1),
    failTimeout: number('fail_timeout', 10) * microsPerSecond,
    maxConns: number('max_conns', 0),
    backup: parameters.has('backup'),
    down: parameters.has('down'),
  };
}

/** Everything happens in order of time; what was known before goes first among equals, so an event before its row. */
export function drive(scenario: Scenario, balancer: DrivenBalancer): Driven {
  const conducts = new Map<string, Conduct>();
  const rows: DrivenRow[] = scenario.rows.map(() => ({ tried: '', status: 0 }));
  const disabled: Driven['disabled'][number][] = [];
  const due: { readonly at: number; readonly act: () => void }[] = [];
  const readTimeout = Number(/proxy_read_timeout (\d+)ms/.exec(scenario.location)?.[1] ?? 60_000);
  const usable = scenario.config.map((line) => serverFrom(line)).filter(({ down }) => down !== true).length;
  const micros = (ms: number): Micros => microsFromMillis(scenario.startWallMsInSecond + ms);
  const at = (ms: number, act: () => void): void => {
    const place = due.findIndex((other) => other.at > ms);
    due.splice(place === -1 ? due.length : place, 0, { at: ms, act });
  };

  function send(row: number, ms: number, tried: readonly string[]): void {
    const id = balancer.pick(micros(ms), new Set(tried));
    if (id === undefined) {
      end(row, tried, 502);
      return;
    }
    const conduct = conducts.get(id) ?? 'up';
    const all = [...tried, id];
    const isAnswered = conduct === 'up' || conduct === 'ok';
    if (isAnswered || (conduct === '500' && !mayRepeat500(all))) {
      // The recorded latency is the whole request's.
      const [began, , , latency] = scenario.rows[row] as Row;
      const over = Math.max(ms, began + latency);
      at(over, () => {
        balancer.release(id, micros(over), 'ok');
        end(row, all, isAnswered ? 200 : 500);
      });
    } else {
      const over = conduct === 'hang' ? ms + readTimeout : ms;
      at(over, () => fail(row, over, id, all, conduct));
    }
  }

  /** A 500 is a failure only where `proxy_next_upstream` names it and there is somebody left to ask. */
  const mayRepeat500 = (tried: readonly string[]): boolean =>
    scenario.location.includes('http_500') && scenario.method !== 'POST' && tried.length < usable;

  function fail(row: number, ms: number, id: string, tried: readonly string[], conduct: Conduct): void {
    balancer.release(id, micros(ms), 'failed');
    if (balancer.isDisabled(id)) disabled.push({ at: ms, server: id, row });
    // A POST that was sent may have been done; one that was refused was not sent.
    const repeatable = scenario.method !== 'POST' || conduct === 'down';
    if (repeatable && tried.length < usable) send(row, ms, tried);
    else end(row, tried, conduct === 'hang' ? 504 : 502);
  }

  function end(row: number, tried: readonly string[], status: number): void {
    rows[row] = { tried: tried.join('>'), status };
  }

  for (const [ms, server, conduct] of scenario.events) at(ms, () => conducts.set(server, conduct));
  scenario.rows.forEach(([ms], row) => {
    at(ms, () => send(row, ms, []));
  });
  for (let next = due.shift(); next !== undefined; next = due.shift()) next.act();
  return { rows, disabled };
}
