/** Ids of the instruments that the engine's mechanisms declare, as types: a reader that asks for one cannot misspell it. */
import type { cacheInstruments } from '../model/cache-meter.ts';
import type { serviceInstruments } from '../model/service-readings.ts';
import type { storeInstruments } from '../model/store-readings.ts';

export type CacheInstrument = keyof typeof cacheInstruments;
export type StoreInstrument = keyof typeof storeInstruments;
export type ServiceInstrument = keyof typeof serviceInstruments;
