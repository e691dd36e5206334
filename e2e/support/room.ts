/** What does not fit, read off the page: anything wider than its window or box, and targets too small for a finger. */
import type { Page } from '@playwright/test';

/** The page, and every scrolling box in it whose content is wider than itself. */
export function sidewaysScrolls(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('html, body, body *')]
      .filter((element) => {
        const { overflowX, overflowY, clipPath } = getComputedStyle(element);
        const isPage = element === document.documentElement || element === document.body;
        // What scrolls downwards only would cut off the rest of a line.
        const scrolls = isPage || [overflowX, overflowY].some((way) => way === 'auto' || way === 'scroll');
        return scrolls && clipPath === 'none' && element.scrollWidth > element.clientWidth;
      })
      .map(
        (element) =>
          `${element.tagName}.${element.className} ${element.scrollWidth} > ${element.clientWidth}`,
      ),
  );
}

/**
 * Controls that a finger could miss. A field inside its label is as large as the label; the cards of the canvas are
 * also in the list of fault targets, which is measured.
 */
export function smallTargets(page: Page, least: number): Promise<readonly string[]> {
  return page.evaluate((smallest) => {
    const controls = 'button, select, input, summary, a[href], [role=slider], [role=tab]';
    return [...document.querySelectorAll(controls)]
      .filter((control) => control.closest('[data-flow]') === null)
      .filter((control) => control.checkVisibility({ visibilityProperty: true }))
      .map((control) => ({ control, box: (control.closest('label') ?? control).getBoundingClientRect() }))
      .filter(({ box }) => box.width < smallest - 0.5 || box.height < smallest - 0.5)
      .map(({ control, box }) => `${box.width}×${box.height} ${control.outerHTML.slice(0, 120)}`);
  }, least);
}
