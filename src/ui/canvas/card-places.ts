/** Where cards were dragged to, kept per scenario. Anything unreadable counts as "nothing was dragged". */
import { readStored, writeStored } from '../preferences/stored-value.ts';

export type CardPlaces = Readonly<Record<string, { readonly x: number; readonly y: number }>>;

const storageKey = (scenario: string): string => `nines.cards.${scenario}`;

function isPlace(value: unknown): value is { readonly x: number; readonly y: number } {
  if (typeof value !== 'object' || value === null) return false;
  const { x, y } = value as { readonly x?: unknown; readonly y?: unknown };
  return Number.isFinite(x) && Number.isFinite(y);
}

export function readCardPlaces(scenario: string): CardPlaces {
  try {
    const kept: unknown = JSON.parse(readStored(storageKey(scenario)) ?? '{}');
    if (typeof kept !== 'object' || kept === null) return {};
    return Object.fromEntries(Object.entries(kept).filter(([, place]) => isPlace(place)));
  } catch {
    return {};
  }
}

export function writeCardPlaces(scenario: string, places: CardPlaces): void {
  const dragged = Object.keys(places).length > 0;
  writeStored(storageKey(scenario), dragged ? JSON.stringify(places) : undefined);
}
