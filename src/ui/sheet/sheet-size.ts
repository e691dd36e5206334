/** What the sheet can show, and the three heights it rests at. */
export const sheetTabs = ['story', 'try', 'faults', 'details', 'traffic'] as const;
export type SheetTab = (typeof sheetTabs)[number];
/** The last two are opened from elsewhere: the figures above the sheet, the transport below it. */
export type SheetPanel = SheetTab | 'metrics' | 'time';

export const sheetSizes = ['low', 'half', 'full'] as const;
export type SheetSize = (typeof sheetSizes)[number];

/** A drag this long means the next height, and one past the second number the one after it. */
const dragSteps = [60, 330] as const;

/** `steps` sizes up, or down when negative, as far as there are any. */
export function resized(size: SheetSize, steps: number): SheetSize {
  const at = Math.min(sheetSizes.length - 1, Math.max(0, sheetSizes.indexOf(size) + steps));
  return sheetSizes[at] ?? size;
}

/** The height at which a sheet comes to rest that was dragged `up` pixels, down when negative. */
export function afterDrag(size: SheetSize, up: number): SheetSize {
  const steps = dragSteps.filter((least) => Math.abs(up) >= least).length;
  return resized(size, up < 0 ? -steps : steps);
}
