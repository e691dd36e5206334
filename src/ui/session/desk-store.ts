/** What the desk remembers beside the run: which overlay is open, how the next fault is meant, what is pointed at. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Micros } from '../../base/units.ts';
import type { Metric } from '../metrics/metric.ts';
import type { Language } from '../preferences/preferences.ts';
import type { SheetPanel, SheetSize } from '../sheet/sheet-size.ts';
import type { RequestPick } from '../waterfall/find-requests.ts';

export type Overlay = 'help' | 'settings';

export interface Desk {
  readonly overlay: Overlay | undefined;
  /** The canvas as a table. */
  readonly table: boolean;
  /** The request shown over the canvas; 'none' before there was any. */
  readonly request: RequestPick | 'none' | undefined;
  /** The card that had the focus when it was opened: the canvas may be drawn anew meanwhile. */
  readonly requestFrom: string | undefined;
  /** How long the next fault lasts; undefined = until cleared. */
  readonly faultMicros: Micros | undefined;
  readonly slowFactor: number;
  /** When the next fault is meant to happen; undefined = now. */
  readonly faultAt: Micros | undefined;
  /** What the story line under the pointer or focus is about: lit on the canvas. */
  readonly highlight: string | undefined;
  /** A language that was asked for and is not on screen yet; refused if its texts did not come. */
  readonly languageChange: { readonly wanted: Language; readonly isRefused: boolean } | undefined;
  /** Rises when cards go back to where the layout puts them. */
  readonly layoutResets: number;
  /** What the sheet shows, where there is one. */
  readonly sheet: SheetPanel;
  readonly sheetSize: SheetSize;
  /** The figure whose chart the sheet was opened for. */
  readonly metric: Metric;
}

export type DeskStore = StoreApi<Desk>;

export const createDesk = (): DeskStore =>
  createStore<Desk>(() => ({
    overlay: undefined,
    table: false,
    request: undefined,
    requestFrom: undefined,
    faultMicros: undefined,
    slowFactor: 4,
    faultAt: undefined,
    highlight: undefined,
    languageChange: undefined,
    layoutResets: 0,
    sheet: 'try',
    sheetSize: 'half',
    metric: 'availability',
  }));

/** Whoever asks for a panel sees it: a lowered sheet rises. */
export function openSheet(desk: DeskStore, sheet: SheetPanel): void {
  desk.setState(({ sheetSize }) => ({ sheet, sheetSize: sheetSize === 'low' ? 'half' : sheetSize }));
}
