import { expect, type Page, test } from '@playwright/test';
import { hasHappened, openDesk } from './support/desk.ts';

const reference = 'lang=en&theme=light&seed=7';

interface Transform {
  readonly x: number;
  readonly y: number;
  readonly k: number;
}

const transformOf = (page: Page): Promise<Transform> =>
  page.locator('.nv-scene').evaluate((scene) => {
    const matrix = (scene as SVGGElement).transform.baseVal.consolidate()?.matrix;
    return { x: matrix?.e ?? 0, y: matrix?.f ?? 0, k: matrix?.a ?? 1 };
  });

const home: Transform = { x: 0, y: 0, k: 1 };

test('the keyboard zooms, pans what is out of sight, and returns', async ({ page }) => {
  const desk = await openDesk(page, reference);
  await desk.card('api-2').focus();
  expect(await transformOf(page)).toEqual(home);
  await page.keyboard.press('-');
  expect(await transformOf(page)).toEqual(home);
  await page.keyboard.press('+');
  await page.keyboard.press('+');
  const near = await transformOf(page);
  expect(near.k).toBeCloseTo(1.5625, 6);
  await page.keyboard.press('Shift+ArrowRight');
  expect((await transformOf(page)).x).toBeCloseTo(near.x - 48, 3);
  await page.keyboard.press('0');
  expect(await transformOf(page)).toEqual(home);
});

test('buttons and wheel zoom too, and nobody gets below the size at which text is legible', async ({
  page,
}) => {
  await openDesk(page, reference);
  const button = (name: string) => page.locator(`[data-zoom=${name}]`);
  await expect(button('out')).toBeDisabled();
  await expect(button('fit')).toBeDisabled();
  for (const name of ['in', 'out', 'fit']) {
    const box = await button(name).boundingBox();
    expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(32);
  }
  await button('in').click();
  expect((await transformOf(page)).k).toBeCloseTo(1.25, 6);
  await button('fit').click();
  expect(await transformOf(page)).toEqual(home);
  const canvas = (await page.locator('.nv-flow-svg').boundingBox())!;
  await page.mouse.move(canvas.x + 300, canvas.y + 20);
  await page.mouse.wheel(0, -400);
  await expect.poll(async () => (await transformOf(page)).k).toBeGreaterThan(1.2);
  await page.mouse.wheel(0, 4_000);
  await expect.poll(async () => (await transformOf(page)).k).toBe(1);
});

test('whatever the arrows reach while zoomed comes into sight', async ({ page }) => {
  const desk = await openDesk(page, reference);
  await desk.card('users').focus();
  for (let step = 0; step < 5; step += 1) await page.keyboard.press('+');
  await page.keyboard.press('End');
  const last = page.locator('[data-component]:focus');
  await expect(last).toHaveAttribute('data-component', 'db-sentinel-3');
  const canvas = (await page.locator('.nv-flow-svg').boundingBox())!;
  const box = (await last.locator('.nv-card-plate').boundingBox())!;
  expect(box.x).toBeGreaterThanOrEqual(canvas.x);
  expect(box.y + box.height).toBeLessThanOrEqual(canvas.y + canvas.height + 1);
});

test('a store is one card with a chip each for its members and its sentinels, and each can be killed', async ({
  page,
}) => {
  const desk = await openDesk(page, reference);
  for (const group of ['redis', 'database']) {
    await expect(page.locator(`[data-group="${group}"]`)).toHaveCount(1);
  }
  await expect(desk.card('db-replica-1')).toHaveAttribute('aria-label', /db-replica-1.*healthy/);
  const sentinel = desk.card('redis-sentinel-2');
  await expect(sentinel).toHaveAttribute('aria-label', /redis-sentinel-2.*healthy/);
  await sentinel.click();
  expect((await desk.probe()).selection).toBe('redis-sentinel-2');
  await page.keyboard.press('k');
  await desk.until(hasHappened('crashed'), 'the sentinel to crash');
  await expect(sentinel).toHaveAttribute('data-state', 'down');
  await expect(sentinel.locator('.nv-word')).toHaveText('down');
});

test('a group card is dragged by any of its chips, and stays there', async ({ page }) => {
  const desk = await openDesk(page, reference);
  await desk.seek(2_000_000);
  const top = async (): Promise<number> => (await desk.card('db-replica-2').boundingBox())!.y;
  const from = (await desk.card('db-primary').boundingBox())!;
  const before = await top();
  await page.mouse.move(from.x + 40, from.y + 10);
  await page.mouse.down();
  await page.mouse.move(from.x + 40, from.y + 14);
  await page.mouse.move(from.x + 40, from.y - 14, { steps: 4 });
  await page.mouse.up();
  const moved = await top();
  expect(moved).toBeLessThan(before - 12);
  await page.reload();
  await page.waitForFunction(() => window.__nines?.probe().viewMicros > 0);
  await expect.poll(top).toBeCloseTo(moved, 0);
});

test.describe('with fingers', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('two zoom, one leaves the canvas alone until it is zoomed', async ({ page }) => {
    await openDesk(page, reference);
    const client = await page.context().newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: readonly [number, number][]) =>
      client.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: points.map(([x, y], id) => ({ x, y, id })),
      });
    await expect(page.locator('[data-zoom=in]')).toBeHidden();
    await touch('touchStart', [[200, 200]]);
    await touch('touchMove', [[260, 260]]);
    await touch('touchEnd', []);
    expect(await transformOf(page)).toEqual(home);

    await touch('touchStart', [
      [170, 220],
      [220, 220],
    ]);
    for (const reach of [40, 60, 80]) {
      await touch('touchMove', [
        [195 - reach, 220],
        [195 + reach, 220],
      ]);
    }
    await touch('touchEnd', []);
    await expect.poll(async () => (await transformOf(page)).k).toBeGreaterThan(1.5);
    const fit = page.locator('[data-zoom=fit]');
    const box = await fit.boundingBox();
    expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(48);
    await fit.click();
    await expect.poll(() => transformOf(page)).toEqual(home);
    await expect(page.locator('[data-zoom=in]')).toBeHidden();
  });
});
