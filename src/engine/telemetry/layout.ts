/**
 * Instruments and the layout of what they read. An instrument is declared beside its mechanism; a run lists in its layout
 * which instruments it has, and where. Readings are one number per entry of their layout, so rows are ragged: what a
 * subject does not have is absent, never 0.
 */
import { combine32, hashString } from '../../base/hash.ts';

export interface Instrument {
  readonly id: string;
  readonly on: 'component' | 'edge';
  /** counter: how many since time 0, or in a row's time; gauge: a size now, or over a row's time; code: index of a state. */
  readonly kind: 'counter' | 'gauge' | 'code';
  readonly unit:
    | 'calls'
    | 'slots'
    | 'connections'
    | 'micros'
    | 'lookUps'
    | 'entries'
    | 'versions'
    | 'servers'
    | 'states';
  /** Sections of how a dependency is called, without any of which nothing moves it on the edges to who serves that. */
  readonly layers?: readonly string[];
  /** How the readings of two neighbouring spans of time make one. */
  readonly joins: 'sum' | 'mean' | 'max' | 'last';
}

/** `subject` is the id of a component, or `caller->callee` for an edge. */
export interface LayoutEntry {
  readonly subject: string;
  readonly instrument: Instrument;
}

/** Plain data. Layouts with the same entries have the same id, whoever makes them. */
export interface Layout {
  readonly id: string;
  readonly entries: readonly LayoutEntry[];
}

/** One number per entry of the layout. */
export interface Readings {
  readonly layout: Layout;
  readonly values: Float64Array;
}

export function createLayout(entries: readonly LayoutEntry[]): Layout {
  let [low, high] = [entries.length, 1];
  for (const entry of entries) {
    const { id, on, kind, unit, joins } = entry.instrument;
    const word = hashString([entry.subject, id, on, kind, unit, joins].join(' '));
    low = combine32(low, word);
    high = combine32(high, word ^ low);
  }
  return { id: `${low.toString(16)}-${high.toString(16)}`, entries };
}

type Places = ReadonlyMap<string, ReadonlyMap<string, number>>;
const placesByLayout = new WeakMap<Layout, Places>();
const noPlaces: ReadonlyMap<string, number> = new Map();

function placesIn(layout: Layout): Places {
  const known = placesByLayout.get(layout);
  if (known !== undefined) return known;
  const places = new Map<string, Map<string, number>>();
  layout.entries.forEach(({ subject, instrument }, place) => {
    const own = places.get(subject) ?? new Map<string, number>();
    places.set(subject, own.set(instrument.id, place));
  });
  placesByLayout.set(layout, places);
  return places;
}

/** Places of a subject's instruments in the readings, by instrument id. */
export const placesOf = (layout: Layout, subject: string): ReadonlyMap<string, number> =>
  placesIn(layout).get(subject) ?? noPlaces;

/** Undefined where the subject does not have the instrument. */
export type ReadInstrument<Id extends string = string> = (instrument: Id) => number | undefined;

/** For several instruments of one subject. */
export function readerOf<Id extends string>(
  { layout, values }: Readings,
  subject: string,
): ReadInstrument<Id> {
  const places = placesOf(layout, subject);
  return (instrument) => values[places.get(instrument) ?? -1];
}

export const readingOf = (readings: Readings, subject: string, instrument: string): number | undefined =>
  readerOf(readings, subject)(instrument);

/** As commands, selections and layouts write it. */
export const edgeId = (caller: string, callee: string): string => `${caller}->${callee}`;
