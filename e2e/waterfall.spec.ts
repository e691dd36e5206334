import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { type Desk, hasHappened, openDesk, runUntil, seconds } from './support/desk.ts';

const panel = (page: Page) => page.locator('[data-panel=request]');

async function killPrimary(desk: Desk): Promise<void> {
  await desk.page.locator('[data-act=kill]').click();
  await desk.until(hasHappened('crashed'), 'the crash');
  await runUntil(desk, 'requestsFailing');
}

async function seriousProblems(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).include('[data-panel=request]').analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`));
}

test('from the story: one of the requests that failed, with its cause and its root', async ({ page }) => {
  const desk = await openDesk(page);
  await killPrimary(desk);
  const crash = (await desk.probe()).story.find(({ kind }) => kind === 'crashed');
  await page.locator('[data-story=requestsFailing]').getByTestId('show-request').click();
  await expect(panel(page)).toHaveAttribute('data-fate', 'failed');
  await expect(page.getByTestId('request-summary')).toContainText(/connection (refused|broke)/);
  await expect(panel(page).locator('.nv-wf-mark-cross').first()).toBeVisible();
  const root = page.getByTestId('request-root');
  await expect(root).toContainText('db-primary crashed');
  expect(await seriousProblems(page)).toEqual([]);
  await page.getByTestId('request-table-toggle').click();
  await expect(page.getByTestId('request-table')).toContainText('db-primary');
  expect(await seriousProblems(page)).toEqual([]);
  await root.click();
  await desk.until(({ viewMicros }) => viewMicros === crash?.time, 'the moment of the crash');
  expect(await desk.complaints()).toEqual([]);
});

test('a reason of failure opens a request that failed by it', async ({ page }) => {
  const desk = await openDesk(page);
  await killPrimary(desk);
  await page
    .getByRole('region', { name: 'Why did requests fail?' })
    .getByTestId('show-request')
    .first()
    .click();
  await expect(page.getByTestId('request-root')).toContainText('db-primary crashed');
});

test('a dot opens its request', async ({ page }) => {
  const desk = await openDesk(page);
  await desk.seek(seconds(6));
  const flow = page.locator('.nv-flow');
  const box = await flow.boundingBox();
  if (box === null) throw new Error('the flow has no box');
  // The canvas tells by its cursor where a dot is: looked for along every height, a dot's size at a time.
  const at = await flow.evaluate((element, { x, y, width, height }) => {
    for (let down = y + 60; down < y + height - 40; down += 6) {
      for (let right = x + 20; right < x + width - 20; right += 6) {
        const under = document.elementFromPoint(right, down);
        under?.dispatchEvent(
          new PointerEvent('pointermove', {
            bubbles: true,
            clientX: right,
            clientY: down,
            pointerType: 'mouse',
          }),
        );
        if (element.hasAttribute('data-over-mark')) return { right, down };
      }
    }
    return undefined;
  }, box);
  if (at === undefined) throw new Error('no dot on the canvas');
  await page.mouse.click(at.right, at.down);
  await expect(panel(page)).toBeVisible();
  await expect(page.getByTestId('request-summary')).toContainText(/Took|Under way|Failed/);
});

test('by keyboard only: open, walk through requests, table, back to where the focus was', async ({
  page,
}) => {
  const desk = await openDesk(page);
  await desk.seek(seconds(6));
  await desk.card('lb').focus();
  await page.keyboard.press('w');
  await expect(panel(page)).toBeFocused();
  const title = panel(page).getByRole('heading');
  const first = await title.innerText();
  await panel(page).getByRole('button', { name: 'Slowest' }).focus();
  await page.keyboard.press('Enter');
  await expect(panel(page)).toContainText('1 of 20');
  await panel(page).getByRole('button', { name: 'Next request' }).focus();
  await page.keyboard.press('Enter');
  await expect(panel(page)).toContainText('2 of 20');
  expect(await title.innerText()).not.toBe(first);
  await page.keyboard.press('t');
  await expect(page.getByTestId('request-table')).toBeVisible();
  await page.keyboard.press('t');
  await expect(panel(page).getByRole('img')).toHaveAccessibleName(/Took/);
  await page.keyboard.press('Escape');
  await expect(panel(page)).toHaveCount(0);
  await expect(desk.card('lb')).toBeFocused();
});

for (const language of ['en', 'zh']) {
  test(`fits a phone: ${language}`, async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    const desk = await openDesk(page, `lang=${language}&theme=dark&seed=7`);
    await desk.seek(seconds(6));
    await page.getByTestId('open-request').click();
    await expect(panel(page)).toBeVisible();
    await expect(page.locator('.nv-wf-row').first()).toBeVisible();
    const wide = await page.evaluate(() =>
      [
        document.documentElement,
        ...document.querySelectorAll('[data-panel=request], [data-panel=request] > *'),
      ]
        .map((element) => element.scrollWidth - element.clientWidth)
        .filter((excess) => excess > 0),
    );
    expect(wide).toEqual([]);
    const clipped = await page.locator('.nv-wf-svg').evaluate((svg) => {
      const outer = svg.getBoundingClientRect();
      return [...svg.querySelectorAll('text')]
        .filter((text) => {
          const box = text.getBoundingClientRect();
          return box.left < outer.left - 0.5 || box.right > outer.right + 0.5;
        })
        .map((text) => text.textContent);
    });
    expect(clipped).toEqual([]);
    expect(await seriousProblems(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(panel(page)).toHaveCount(0);
  });
}
