/**
 * Labels are measured before they are drawn, so that none is clipped. The measurer is injected: the browser asks
 * a canvas, tests use a table of widths.
 */
export interface Font {
  readonly px: number;
  readonly weight: 400 | 600 | 700;
}

export type Measure = (text: string, font: Font) => number;

/** The first text that fits into `width`; undefined when none does. */
export function firstThatFits(
  texts: readonly string[],
  width: number,
  font: Font,
  measure: Measure,
): string | undefined {
  return texts.find((text) => measure(text, font) <= width);
}

/** Measures with a 2D context in the page's own font; widths are remembered, since labels repeat every frame. */
export function createMeasure(family: string): Measure {
  const context = document.createElement('canvas').getContext('2d');
  const widths = new Map<string, number>();
  return (words, font) => {
    // The page sets digits of one width, which a canvas cannot: none is wider than 0, and counts share an entry.
    const text = words.replace(/\d/g, '0');
    const key = `${font.weight} ${font.px} ${text}`;
    const known = widths.get(key);
    if (known !== undefined) return known;
    if (context === null) return text.length * font.px;
    context.font = `${font.weight} ${font.px}px ${family}`;
    const width = context.measureText(text).width;
    // Durations and counts change all the time: a bound keeps a long run from filling memory.
    if (widths.size > 4_000) widths.clear();
    widths.set(key, width);
    return width;
  };
}
