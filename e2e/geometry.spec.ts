import { devices, expect, type Page, test } from '@playwright/test';
import { canvasFaults } from './support/canvas-faults.ts';
import { type Desk, hasHappened, openDesk } from './support/desk.ts';

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

async function killBy(desk: Desk, id: string): Promise<void> {
  await desk.card(id).focus();
  await desk.page.keyboard.press('k');
  await desk.until(hasHappened('crashed'), `${id} to crash`);
}

/** To a moment at which failures, waiting lines and a new primary have been drawn. */
async function laterPaused(desk: Desk, micros: number): Promise<void> {
  const { viewMicros } = await desk.probe();
  await desk.until((now) => now.viewMicros > viewMicros + micros, 'the consequences');
  await desk.page.evaluate(() => window.__nines.pause());
  await desk.until((now) => now.playback === 'paused', 'the pause');
}

const sizes = [
  { width: 1440, height: 900 },
  { width: 1280, height: 720 },
  { width: 820, height: 1180 },
];

for (const size of sizes) {
  for (const language of ['en', 'zh']) {
    test(`nothing is clipped, covered or crossed: ${size.width}×${size.height} ${language}`, async ({
      page,
    }) => {
      await page.setViewportSize(size);
      const desk = await openDesk(page, `lang=${language}&theme=light&seed=7`);
      await desk.seek(5_000_000);
      expect(await canvasFaults(page)).toEqual([]);
      expect(await clippedWords(page)).toEqual([]);
      await page.evaluate(() => window.__nines.play());
      await killBy(desk, 'db-primary');
      await laterPaused(desk, 3_000_000);
      expect(await canvasFaults(page)).toEqual([]);
      expect(await clippedWords(page)).toEqual([]);
    });
  }
}

test.describe('on a phone', () => {
  const { width, height } = { width: 390, height: 844 };
  test.use({
    viewport: { width, height },
    hasTouch: true,
    isMobile: true,
    userAgent: devices['Pixel 7'].userAgent,
  });

  for (const language of ['en', 'zh']) {
    test(`everything stands on the canvas, whole and within reach of a thumb: ${language}`, async ({
      page,
    }) => {
      const desk = await openDesk(page, `lang=${language}&theme=light&seed=7`);
      await desk.seek(5_000_000);
      expect(await canvasFaults(page)).toEqual([]);
      const low = await page.evaluate(() =>
        [...document.querySelectorAll('[data-flow] [data-component]')]
          .map((card) => ({
            id: card.getAttribute('data-component'),
            height: Math.round((card.querySelector('.nv-card-reach') ?? card).getBoundingClientRect().height),
          }))
          .filter((card) => card.height < 48),
      );
      expect(low).toEqual([]);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(wide).toBeLessThanOrEqual(0);
      for (const id of ['redis-primary', 'cdn']) {
        await page.evaluate(() => window.__nines.play());
        await killBy(desk, id);
        await laterPaused(desk, 2_000_000);
        expect(await canvasFaults(page), id).toEqual([]);
      }
    });
  }
});
