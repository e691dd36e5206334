/** A finger: Playwright only taps, so a drag goes through the browser's own input. */
import type { Locator, Page } from '@playwright/test';

interface Spot {
  readonly x: number;
  readonly y: number;
}

/** The place at these shares of an element's width and height. */
export async function spotOn(target: Locator, across: number, down = 0.5): Promise<Spot> {
  const box = await target.boundingBox();
  if (box === null) throw new Error('nothing to touch');
  return { x: box.x + box.width * across, y: box.y + box.height * down };
}

export async function dragFinger(page: Page, from: Spot, to: Spot): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: readonly Spot[]) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: [...points] });
  await touch('touchStart', [from]);
  const steps = 8;
  for (let step = 1; step <= steps; step += 1) {
    const share = step / steps;
    await touch('touchMove', [{ x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share }]);
  }
  await touch('touchEnd', []);
  await session.detach();
}
