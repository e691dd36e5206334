/** Slots as cells: filled = busy, one cell each up to 24, then one cell for every k slots. */
import { path } from 'd3';

export const maxCells = 24;
const perRow = 12;
/** Room for "×k" behind the cells. */
const perCellLabel = 19;
/** A cell that stands for several is not drawn narrower than this. */
const smallestPitch = 4;

export interface SlotCells {
  readonly empty: string;
  readonly full: string;
  /** Slots that one cell stands for. */
  readonly perCell: number;
  readonly width: number;
}

/** Fits the cells into `width` × `height`; busy cells round up, so that one busy slot is never invisible. */
export function slotCells(busy: number, slots: number, width: number, height: number): SlotCells {
  if (slots <= 0) return { empty: '', full: '', perCell: 1, width: 0 };
  const grouped = slots > maxCells;
  const room = grouped ? width - perCellLabel : width;
  const most = grouped ? Math.min(maxCells, 2 * Math.max(1, Math.floor(room / smallestPitch))) : maxCells;
  const perCell = Math.ceil(slots / most);
  const cells = Math.ceil(slots / perCell);
  const filled = Math.min(cells, Math.ceil(busy / perCell));
  const rows = grouped || cells > perRow ? 2 : 1;
  const columns = Math.ceil(cells / rows);
  const pitch = Math.min(10, Math.floor((room / columns) * 2) / 2);
  const gap = pitch >= 7 ? 2 : 1;
  const rowGap = rows > 1 ? 1.5 : 0;
  const cellHeight = (height - rowGap) / rows;
  const empty = path();
  const full = path();
  for (let cell = 0; cell < cells; cell += 1) {
    const x = (cell % columns) * pitch;
    const y = Math.floor(cell / columns) * (cellHeight + rowGap);
    if (cell < filled) full.rect(x, y, pitch - gap, cellHeight);
    else empty.rect(x + 0.5, y + 0.5, pitch - gap - 1, cellHeight - 1);
  }
  return { empty: empty.toString(), full: full.toString(), perCell, width: columns * pitch - gap };
}
