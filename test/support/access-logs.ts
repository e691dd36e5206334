// Access logs made up for tests, and a count of a log that shares nothing with the reader: split and sets.

export interface LogPlan {
  readonly requests: number;
  readonly seed: number;
  /** Mean requests per second of the log. */
  readonly perSecond?: number;
  /** A silence of an hour after every so many requests. */
  readonly burst?: number;
  readonly format?: 'common' | 'combined';
  /** Start, milliseconds since 1970. */
  readonly start?: number;
}

/** Park and Miller's minimal standard: enough to look real, and the same everywhere. */
function dice(seed: number): () => number {
  let state = (seed % 2_147_483_646) + 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const two = (value: number): string => String(value).padStart(2, '0');

/** Milliseconds since 1970 as a stamp in UTC or, with minutes, in a zone ahead of it. */
export function stampOf(millis: number, zoneMinutes = 0): string {
  const at = new Date(millis + zoneMinutes * 60_000);
  const day = `${two(at.getUTCDate())}/${months[at.getUTCMonth()]}/${at.getUTCFullYear()}`;
  const clock = [at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()].map(two).join(':');
  const [hours, minutes] = [Math.trunc(Math.abs(zoneMinutes) / 60), Math.abs(zoneMinutes) % 60];
  return `${day}:${clock} ${zoneMinutes < 0 ? '-' : '+'}${two(hours)}${two(minutes)}`;
}

/** Paths by popularity, repeat visitors, lines out of order as servers write them, a few that write. */
export function makeLog(plan: LogPlan): string {
  const { requests, seed, perSecond = 2, burst = 120, format = 'combined' } = plan;
  const draw = dice(seed);
  const lines: string[] = [];
  let at = plan.start ?? Date.UTC(2015, 4, 17, 10, 5, 0);
  for (let index = 0; index < requests; index += 1) {
    at += -Math.log(draw()) * (1_000 / perSecond) + (index % burst === burst - 1 ? 3_600_000 : 0);
    const page = Math.floor(draw() ** 3 * Math.max(1, requests / 6));
    const client = Math.floor(draw() ** 2 * Math.max(1, requests / 5));
    const method = draw() < 0.01 ? 'POST' : draw() < 0.02 ? 'HEAD' : 'GET';
    const query = draw() < 0.1 ? `?q=${Math.floor(draw() * 9)}` : '';
    const zone = draw() < 0.1 ? -420 : 0;
    const lateMillis = draw() < 0.3 ? Math.floor(draw() * 20_000) : 0;
    const head = `198.18.${client >> 8}.${client & 255} - - [${stampOf(at - lateMillis, zone)}]`;
    const tail = format === 'combined' ? ' "-" "Mozilla/5.0 (made up; \\"x\\")"' : '';
    lines.push(`${head} "${method} /page-${page}.html${query} HTTP/1.1" 200 ${page * 7}${tail}`);
  }
  return `${lines.join('\n')}\n`;
}

export interface LogCount {
  readonly requests: number;
  readonly keys: number;
  readonly clients: number;
  readonly reads: number;
  readonly writes: number;
}

/** Field by field at the blanks, as anyone would with a shell. */
export function countLog(text: string): LogCount {
  const rows = text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => line.split(' '));
  const reads = rows.filter((row) => row[5] === '"GET' || row[5] === '"HEAD').length;
  return {
    requests: rows.length,
    keys: new Set(rows.map((row) => (row[6] ?? '').split('?')[0])).size,
    clients: new Set(rows.map((row) => row[0])).size,
    reads,
    writes: rows.length - reads,
  };
}
