import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { hasHappened, openDesk } from './support/desk.ts';

async function seriousProblems(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`));
}

for (const theme of ['light', 'dark']) {
  test(`axe finds nothing serious: ${theme}`, async ({ page }) => {
    const desk = await openDesk(page, `scenario=vertical&lang=en&theme=${theme}&seed=7`);
    expect(await seriousProblems(page)).toEqual([]);
    await page.locator('[data-act=kill]').click();
    await desk.until(hasHappened('promoted'), 'the promotion');
    await page.getByTestId('play').click();
    expect(await seriousProblems(page)).toEqual([]);
    await page.getByTestId('toggle-table').click();
    expect(await seriousProblems(page)).toEqual([]);
    await page.getByTestId('open-settings').click();
    await expect(page.getByRole('dialog')).toBeVisible();
    expect(await seriousProblems(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByTestId('open-help').click();
    await expect(page.getByRole('dialog')).toBeVisible();
    expect(await seriousProblems(page)).toEqual([]);
    expect(await desk.complaints()).toEqual([]);
  });
}

test('the focus goes question, canvas, inspector, story, figures, time', async ({ page }) => {
  await openDesk(page);
  await page.getByTestId('open-settings').focus();
  const order: string[] = [];
  for (let step = 0; step < 80; step += 1) {
    await page.keyboard.press('Tab');
    const place = await page.evaluate(() => {
      const focused = document.activeElement;
      const regions: readonly (readonly [string, string])[] = [
        ['[data-act]', 'question'],
        ['[data-component]', 'canvas'],
        ['[data-panel=inspector]', 'inspector'],
        ['[data-panel=narration]', 'story'],
        ['[role=slider]', 'time'],
      ];
      return regions.find(([selector]) => focused?.closest(selector))?.[1];
    });
    if (place !== undefined && order.at(-1) !== place) order.push(place);
    if (place === 'time') break;
  }
  expect(order.filter((place) => place !== 'story')).toEqual(['question', 'canvas', 'inspector', 'time']);
});

test('every control is at least 32 px high and wide, or a word in a line', async ({ page }) => {
  const desk = await openDesk(page);
  await desk.card('db-primary').click();
  const small = await page
    .locator('button, select, input[type=range], input[type=text]')
    .evaluateAll((controls) =>
      controls
        .map((control) => ({ box: control.getBoundingClientRect(), text: control.outerHTML.slice(0, 100) }))
        .filter(({ box }) => box.width > 0 && (box.height < 31.5 || box.width < 31.5))
        .map(({ box, text }) => `${box.width}×${box.height} ${text}`),
    );
  expect(small).toEqual([]);
});

test('the canvas is also a table and a sentence', async ({ page }) => {
  const desk = await openDesk(page);
  await expect(page.getByTestId('canvas-description')).toContainText('12 nodes are healthy');
  await desk.card('lb').focus();
  await page.keyboard.press('t');
  await expect(page.getByTestId('state-table').getByRole('row')).toHaveCount(13);
  await page.getByRole('button', { name: 'db-primary', exact: true }).click();
  expect((await desk.probe()).selection).toBe('db-primary');
});
