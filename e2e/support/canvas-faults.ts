/** What can be wrong with the drawing of a canvas, measured on the page: nothing is clipped, covered or crossed. */
import type { Page } from '@playwright/test';

/** Empty when every text is whole and alone, every card is on the canvas, and no wire crosses one. */
export async function canvasFaults(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    interface Box {
      readonly name: string;
      readonly left: number;
      readonly top: number;
      readonly right: number;
      readonly bottom: number;
    }
    const slack = 1;
    const boxOf = (element: Element, name: string): Box => {
      const { left, top, right, bottom } = element.getBoundingClientRect();
      return { name, left, top, right, bottom };
    };
    const seen = (element: Element): boolean => {
      const box = element.getBoundingClientRect();
      return box.width > 0 && box.height > 0 && getComputedStyle(element).visibility !== 'hidden';
    };
    const inside = (inner: Box, outer: Box): boolean =>
      inner.left >= outer.left - slack &&
      inner.right <= outer.right + slack &&
      inner.top >= outer.top - slack &&
      inner.bottom <= outer.bottom + slack;
    // Boxes of text hold the room of ascenders and descenders that digits do not have.
    const air = 3;
    const apart = (a: Box, b: Box, by = air): boolean =>
      a.right <= b.left + slack ||
      b.right <= a.left + slack ||
      a.bottom <= b.top + by ||
      b.bottom <= a.top + by;
    const canvas = document.querySelector('[data-flow]');
    const svg = canvas?.querySelector('.nv-flow-svg');
    const legend = canvas?.querySelector('.nv-legend');
    if (!canvas || !svg || !legend) return ['no canvas'];
    const faults: string[] = [];
    const drawing = boxOf(svg, 'canvas');
    const plates = [...svg.querySelectorAll('[data-component]')].map((card) =>
      boxOf(card.querySelector('.nv-card-plate') ?? card, card.getAttribute('data-component') ?? ''),
    );
    const texts = [...svg.querySelectorAll('text')].filter(seen).map((text) => {
      const owner = text.closest('[data-component]')?.getAttribute('data-component') ?? 'canvas';
      return { owner, box: boxOf(text, `${owner} "${text.textContent}"`) };
    });
    for (const [index, plate] of plates.entries()) {
      if (!inside(plate, drawing)) faults.push(`${plate.name} leaves the canvas`);
      for (const other of plates.slice(index + 1)) {
        if (!apart(plate, other, slack)) faults.push(`${plate.name} lies over ${other.name}`);
      }
    }
    for (const [index, { owner, box }] of texts.entries()) {
      if (!inside(box, { ...drawing, top: drawing.top - air, bottom: drawing.bottom + air })) {
        faults.push(`${box.name} leaves the canvas`);
      }
      if (box.name.includes('…')) faults.push(`${box.name} is shortened`);
      for (const plate of plates) {
        const own = plate.name === owner;
        const onPlate = box.top < plate.bottom - air && box.bottom > plate.top + air;
        if (own && onPlate && (box.left < plate.left - slack || box.right > plate.right + slack)) {
          faults.push(`${box.name} leaves its card`);
        }
        if (!own && !apart(box, plate)) faults.push(`${box.name} lies over ${plate.name}`);
      }
      for (const other of texts.slice(index + 1)) {
        if (!apart(box, other.box)) faults.push(`${box.name} lies over ${other.box.name}`);
      }
    }
    for (const wire of svg.querySelectorAll<SVGPathElement>('.nv-wire')) {
      const matrix = wire.getScreenCTM();
      const length = wire.getTotalLength();
      if (!matrix) continue;
      for (let at = 0; at <= length; at += 3) {
        const { x, y } = wire.getPointAtLength(at).matrixTransform(matrix);
        const hit = plates.find(
          (plate) => x > plate.left + 3 && x < plate.right - 3 && y > plate.top + 3 && y < plate.bottom - 3,
        );
        if (hit) faults.push(`a wire crosses ${hit.name}`);
        if (hit) break;
      }
    }
    const around = boxOf(legend, 'legend');
    for (const word of legend.querySelectorAll('li, .nv-legend-part')) {
      if (!inside(boxOf(word, ''), around)) faults.push(`"${word.textContent}" leaves the legend`);
    }
    for (const button of document.querySelectorAll('[data-canvas-buttons] button')) {
      const box = boxOf(button, 'button');
      for (const plate of plates) if (!apart(box, plate, slack)) faults.push(`a button covers ${plate.name}`);
    }
    return [...new Set(faults)];
  });
}
