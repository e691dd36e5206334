/** The requests of a file as they are read, line after line, in typed columns; then put in order. */
import { limits } from '../limits.ts';
import type { Entry } from './entry.ts';
import { createNames } from './names.ts';
import { orderByTime, ordered, renumber, spreadOverSeconds } from './put-in-order.ts';
import type { RecordedTraffic } from './recorded-traffic.ts';

type Columns = Pick<
  RecordedTraffic,
  'times' | 'classes' | 'keys' | 'clients' | 'keyCount' | 'clientCount' | 'reads' | 'writes'
>;

export interface Entries {
  readonly count: number;
  /** Which bound the entry would break, if any; then it is not added. */
  add(entry: Entry): 'requests' | 'keys' | 'clients' | undefined;
  columns(isSpread: boolean): Columns;
}

/** No line that makes a request is shorter: `0,read,a,b`. */
const shortestLine = 10;

export function createEntries(bytes: Uint8Array): Entries {
  const most = Math.min(limits.tape.requests, Math.ceil((bytes.length + 1) / shortestLine));
  const times = new Float64Array(most);
  const classes = new Uint8Array(most);
  const keys = new Int32Array(most);
  const clients = new Int32Array(most);
  const keyNames = createNames(bytes);
  const clientNames = createNames(bytes);
  let count = 0;
  let writes = 0;

  return {
    get count() {
      return count;
    },
    add(entry) {
      if (count === limits.tape.requests) return 'requests';
      times[count] = entry.at;
      classes[count] = entry.isWrite ? 1 : 0;
      keys[count] = keyNames.numberOf(entry.keyFrom, entry.keyTo);
      clients[count] = clientNames.numberOf(entry.clientFrom, entry.clientTo);
      if (keyNames.count > limits.tape.keys) return 'keys';
      if (clientNames.count > limits.tape.clients) return 'clients';
      count += 1;
      if (entry.isWrite) writes += 1;
      return undefined;
    },
    columns(isSpread) {
      const order = orderByTime(times.subarray(0, count));
      const sorted = ordered(times.slice(0, count), order);
      const numbered = {
        keys: ordered(keys.slice(0, count), order),
        clients: ordered(clients.slice(0, count), order),
      };
      renumber(numbered.keys, keyNames.count);
      renumber(numbered.clients, clientNames.count);
      return {
        times: isSpread ? spreadOverSeconds(sorted) : sorted,
        classes: ordered(classes.slice(0, count), order),
        ...numbered,
        keyCount: keyNames.count,
        clientCount: clientNames.count,
        reads: count - writes,
        writes,
      };
    },
  };
}
