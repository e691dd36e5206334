/** How busy a service centre is and who waits there: instruments that every `ServiceCenter` mounts. */
import type { Instrument } from '../telemetry/layout.ts';
import type { Site } from './site.ts';

export const serviceInstruments = {
  /** Slots in use and in all. */
  busy: { id: 'busy', on: 'component', kind: 'gauge', unit: 'slots', joins: 'mean' },
  slots: { id: 'slots', on: 'component', kind: 'gauge', unit: 'slots', joins: 'last' },
  /** Calls that wait for a slot; at a hung process, at this instant, also those that its host has accepted for it. */
  queueLength: { id: 'queueLength', on: 'component', kind: 'gauge', unit: 'calls', joins: 'mean' },
  queueCapacity: { id: 'queueCapacity', on: 'component', kind: 'gauge', unit: 'calls', joins: 'last' },
  /** The longest queue since the second began. */
  queueLengthMax: { id: 'queueLengthMax', on: 'component', kind: 'gauge', unit: 'calls', joins: 'max' },
  /** Calls that got a slot, and how long they had waited for it in all. */
  started: { id: 'started', on: 'component', kind: 'counter', unit: 'calls', joins: 'sum' },
  waitingSum: { id: 'waitingSum', on: 'component', kind: 'counter', unit: 'micros', joins: 'sum' },
} as const satisfies Readonly<Record<string, Instrument>>;

interface Center {
  readonly slots: number;
  /** Undefined without a bound. */
  readonly queueCapacity: number | undefined;
}

/** While the run is built. */
export function mountCenter(site: Site, center: Center): void {
  const { meter } = site;
  const busy = meter.reader('busy');
  const queued = meter.reader('queued');
  const inside = meter.reader('inSystem');
  meter.mount(serviceInstruments.busy, { now: busy, integral: meter.reader('busyIntegral') });
  meter.mount(serviceInstruments.slots, { now: () => center.slots });
  meter.mount(serviceInstruments.queueLength, {
    now: () => (site.isHung ? inside() - busy() : queued()),
    integral: meter.reader('queuedIntegral'),
  });
  if (center.queueCapacity !== undefined)
    meter.mount(serviceInstruments.queueCapacity, { now: () => center.queueCapacity as number });
  meter.mount(serviceInstruments.queueLengthMax, {
    now: meter.reader('queuedMax'),
    takePeak: () => meter.takeLongestQueue(),
  });
  meter.mount(serviceInstruments.started, { now: meter.reader('started') });
  meter.mount(serviceInstruments.waitingSum, { now: meter.reader('waitingSum') });
}
