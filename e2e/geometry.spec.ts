import { expect, type Page, test } from '@playwright/test';
import { hasHappened, openDesk } from './support/desk.ts';

interface Box {
  readonly name: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Texts of the canvas that reach out of their card or the canvas, or lie over one another. */
async function canvasFaults(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const boxOf = (element: Element, name: string): Box => {
      const { left, top, right, bottom } = element.getBoundingClientRect();
      return { name, left, top, right, bottom };
    };
    const seen = (element: Element): boolean => {
      const box = element.getBoundingClientRect();
      return box.width > 0 && box.height > 0 && getComputedStyle(element).visibility !== 'hidden';
    };
    const slack = 1;
    const inside = (inner: Box, outer: Box): boolean =>
      inner.left >= outer.left - slack &&
      inner.right <= outer.right + slack &&
      inner.top >= outer.top - slack &&
      inner.bottom <= outer.bottom + slack;
    const apart = (a: Box, b: Box): boolean =>
      a.right <= b.left + slack ||
      b.right <= a.left + slack ||
      a.bottom <= b.top + slack ||
      b.bottom <= a.top + slack;
    const faults: string[] = [];
    const canvas = document.querySelector('[data-flow]');
    if (!canvas) return ['no canvas'];
    const around = boxOf(canvas, 'canvas');
    const cards = [...canvas.querySelectorAll('[data-component]')];
    const plates: Box[] = [];
    for (const card of cards) {
      const id = card.getAttribute('data-component') ?? '';
      const plate = boxOf(card.querySelector('.nv-card-plate') ?? card, id);
      plates.push(plate);
      if (!inside(plate, around)) faults.push(`${id} leaves the canvas`);
      const texts = [...card.querySelectorAll('text')]
        .filter(seen)
        .map((text) => boxOf(text, `${id} "${text.textContent}"`));
      for (const [index, text] of texts.entries()) {
        if (!inside(text, around)) faults.push(`${text.name} leaves the canvas`);
        const onPlate = text.top < plate.bottom - 2 && text.left >= plate.left;
        if (onPlate && text.right > plate.right + slack) faults.push(`${text.name} leaves its card`);
        for (const other of texts.slice(index + 1)) {
          if (!apart(text, other)) faults.push(`${text.name} lies over ${other.name}`);
        }
      }
    }
    for (const [index, plate] of plates.entries()) {
      for (const other of plates.slice(index + 1)) {
        if (!apart(plate, other)) faults.push(`${plate.name} lies over ${other.name}`);
      }
    }
    const legend = canvas.querySelector('.nv-legend');
    if (legend && legend.scrollWidth > legend.clientWidth) {
      faults.push(`the legend is ${legend.scrollWidth - legend.clientWidth} px too wide`);
    }
    return faults;
  });
}

/** Words of the desk that are cut off by the box they stand in. */
async function clippedWords(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('button, h1, h2, h3, [data-metric] p, label, legend')]
      .filter((element) => getComputedStyle(element).clipPath === 'none')
      .filter((element) => element.clientWidth > 0 && element.closest('[data-flow]') === null)
      .filter((element) => element.scrollWidth > element.clientWidth + 1)
      .map(
        (element) =>
          `${element.tagName} "${element.textContent}" ${element.scrollWidth} > ${element.clientWidth}`,
      ),
  );
}

const sizes = [
  { width: 1440, height: 900 },
  { width: 1280, height: 720 },
];

for (const size of sizes) {
  for (const language of ['en', 'zh']) {
    test(`nothing is clipped or covered: ${size.width}×${size.height} ${language}`, async ({ page }) => {
      await page.setViewportSize(size);
      const desk = await openDesk(page, `scenario=vertical&lang=${language}&theme=light&seed=7`);
      await desk.seek(5_000_000);
      expect(await canvasFaults(page)).toEqual([]);
      expect(await clippedWords(page)).toEqual([]);
      await page.locator('[data-act=kill]').click();
      await desk.until(hasHappened('requestsFailing'), 'writes to fail');
      await page.getByTestId('play').click();
      await desk.until((now) => now.playback === 'paused', 'the pause');
      expect(await canvasFaults(page)).toEqual([]);
      expect(await clippedWords(page)).toEqual([]);
    });
  }
}
