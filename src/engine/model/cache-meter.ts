/** What a cache was asked for and what it holds: instruments of every component that keeps a `CacheTable`. */
import type { Counter } from '../telemetry/instrument-panel.ts';
import type { Instrument } from '../telemetry/layout.ts';
import type { CacheTable } from './cache-table.ts';
import type { Site } from './site.ts';

export const cacheInstruments = {
  /** Keys looked up and found, and not found. */
  hits: { id: 'hits', on: 'component', kind: 'counter', unit: 'lookUps', joins: 'sum' },
  misses: { id: 'misses', on: 'component', kind: 'counter', unit: 'lookUps', joins: 'sum' },
  /** Keys held, and how many may be. */
  entries: { id: 'entries', on: 'component', kind: 'gauge', unit: 'entries', joins: 'last' },
  entryCapacity: { id: 'entryCapacity', on: 'component', kind: 'gauge', unit: 'entries', joins: 'last' },
} as const satisfies Readonly<Record<string, Instrument>>;

export class CacheMeter {
  private readonly site: Site;
  private readonly found: Counter;
  private readonly missed: Counter;

  /** While the run is built. */
  constructor(site: Site, table: CacheTable) {
    this.site = site;
    this.found = site.meter.counter(cacheInstruments.hits);
    this.missed = site.meter.counter(cacheInstruments.misses);
    site.meter.mount(cacheInstruments.entries, { now: () => table.size });
    site.meter.mount(cacheInstruments.entryCapacity, { now: () => table.capacity });
  }

  get hits(): number {
    return this.found.total;
  }

  /** A key was looked up. */
  lookUp(isFound: boolean): void {
    this.site.tap?.lookedUp(this.site.index, isFound);
    (isFound ? this.found : this.missed).total += 1;
  }
}
