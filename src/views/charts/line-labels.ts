/** Names beside the ends of lines: in the order of the lines, none over another, as many as there is room for. */

export interface LineEnd {
  readonly name: string;
  /** Where the line ends. */
  readonly y: number;
  /** What the chart is about: named before all others. */
  readonly isTold: boolean;
}

export interface LineLabel {
  readonly text: string;
  readonly y: number;
  readonly isTold: boolean;
}

/** Chinese needs it. */
export const labelHeight = 14;

/** `top` and `bottom` bound the labels; `y` is the middle of one. Those left out are counted behind the last: "reads +2". One alone would say no more than the title. */
export function placeLabels(ends: readonly LineEnd[], top: number, bottom: number): readonly LineLabel[] {
  const most = Math.floor((bottom - top) / labelHeight);
  if (ends.length < 2 || most < 2) return [];
  const byWeight = [...ends].sort((a, b) => Number(b.isTold) - Number(a.isTold) || b.y - a.y);
  const shown = byWeight.slice(0, most).sort((a, b) => a.y - b.y);
  const left = ends.length - shown.length;
  const last = bottom - labelHeight / 2;
  let least = top + labelHeight / 2;
  const pushed = shown.map((end, place) => {
    const y = Math.max(end.y, least);
    least = y + labelHeight;
    // Each leaves room for those below it.
    return Math.min(y, last - (shown.length - 1 - place) * labelHeight);
  });
  return shown.map(({ name, isTold }, place) => ({
    text: left > 0 && place === shown.length - 1 ? `${name} +${left}` : name,
    y: pushed[place] ?? last,
    isTold,
  }));
}
