// Users, servers and a replicated database in which every service time is fixed, so that a test can say to the
// microsecond what must happen: the smallest stack with a call that calls another.

interface SmallStack {
  readonly users?: object;
  readonly api?: object;
  readonly database?: object;
  readonly servers?: number;
  readonly nodes?: number;
  /** Of each link but those of the users, whose wire takes no time. */
  readonly oneWayDelayMillis?: number;
}

/** `api-1` … and `db-1` (the primary), `db-2` …; with more than one server, users come through `lb`. */
export function smallStack(given: SmallStack = {}): object {
  const { users = {}, api = {}, database = {}, servers = 1, nodes = 1, oneWayDelayMillis = 1 } = given;
  const fixed = { serviceDistribution: 'deterministic' };
  const link = (from: string, to: string, carries = 'request') => ({ from, to, carries, oneWayDelayMillis });
  const entry = servers > 1 ? 'lb' : 'api';
  return {
    format: 'nines-scenario',
    version: 1,
    name: 'small',
    components: [
      { id: 'users', kind: 'users', parameters: { arrivalRate: 50, writeRatio: 0, ...users } },
      ...(servers > 1 ? [{ id: 'lb', kind: 'load-balancer' }] : []),
      ...Array.from({ length: servers }, (_, n) => ({
        id: `api-${n + 1}`,
        kind: 'app-server',
        group: 'api',
      })),
      ...Array.from({ length: nodes }, (_, n) => ({
        id: `db-${n + 1}`,
        kind: 'database',
        group: 'db',
        role: n === 0 ? 'primary' : 'replica',
      })),
    ],
    groups: [
      { id: 'api', parameters: { ...fixed, meanServiceMillis: 1, slots: 64, ...api } },
      { id: 'db', parameters: { ...fixed, meanReadMillis: 1, meanWriteMillis: 1, ...database } },
    ],
    links: [
      { ...link('users', entry), oneWayDelayMillis: 0 },
      ...(servers > 1 ? [link('lb', 'api')] : []),
      link('api', 'db'),
      ...(nodes > 1 ? [link('db', 'db', 'control')] : []),
    ],
  };
}
