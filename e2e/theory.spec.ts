// The theory check as a person reads it: at a textbook queue it agrees, in the reference architecture it says what does not
// hold, and it follows the time on screen. Windows end at whole seconds that are sought, so every run reads the same.
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { openDesk, seconds } from './support/desk.ts';

const reference = 'lang=en&theme=light&seed=7&scenario=reference';

const check = (page: Page) => page.locator('[data-panel=inspector] [data-theory]');

/** In percent, as printed: −0.7 % or < 0.1 %. */
async function differenceOf(page: Page, measure: string): Promise<number> {
  const cell = check(page).locator(`[data-measure=${measure}] td`).last();
  return Number(/([\d.]+) %/.exec(await cell.innerText())?.[1]);
}

for (const [scenario, model] of [
  ['mm1', 'M/M/1'],
  ['mmc', 'M/M/4'],
] as const) {
  test(`${scenario}: the assumptions hold, and measured agrees with ${model}`, async ({ page }) => {
    const desk = await openDesk(page, `lang=en&theme=light&seed=7&scenario=${scenario}`);
    await desk.seek(seconds(70));
    await desk.card('station').click();
    await expect(check(page).locator('[data-verdict=agrees][data-assumptions=holds]')).toContainText(
      'The assumptions hold, and measured agrees with theory.',
    );
    await expect(check(page)).toContainText(`Theory: ${model}`);
    await expect(check(page).locator('[data-agreement=agrees]')).toHaveCount(4);
    await expect(check(page).locator('[data-holds=holds]')).toHaveCount(9);
    // Utilization is an identity but for the edges of the window.
    expect(await differenceOf(page, 'utilization')).toBeLessThan(1);
    await expect(check(page).locator('[data-littles-law]')).toContainText('Little’s law: L = ');
    expect(await desk.complaints()).toEqual([]);
  });
}

test('the reference architecture: does not hold, because …; a group, and the other language', async ({
  page,
}) => {
  const desk = await openDesk(page, reference);
  await desk.seek(seconds(40));
  await desk.card('api-1').click();
  const poisson = check(page).locator('[data-assumption=poisson]');
  await expect(poisson).toContainText('does not hold, because lb deals in turn to 4');
  await expect(check(page).locator('[data-assumption=independent]')).toContainText(
    'does not hold, because the more there is to do at redis or database',
  );
  await check(page).getByRole('radio', { name: 'group api' }).check({ force: true });
  await expect(check(page)).toContainText('4 × M/M/16');
  await expect(check(page).locator('[data-assumption=even]')).toContainText('holds:');
  await page.getByRole('button', { name: '中文' }).click();
  await expect(poisson).toContainText('不成立，因为 lb 轮流分给 4 台');
  const { violations } = await new AxeBuilder({ page }).include('[data-theory]').analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
});

test('what has no slots has Little’s law, and sentinels have nothing', async ({ page }) => {
  const desk = await openDesk(page, reference);
  await desk.seek(seconds(20));
  await desk.card('cdn').click();
  await expect(check(page)).toContainText('M/M/c says nothing about it');
  await expect(check(page).locator('[data-littles-law]')).toContainText('λ·W');
  await desk.card('db-sentinel-1').click();
  await expect(check(page)).toContainText('Sentinels serve no calls');
});

test('a fault cuts the window, and going back before it gives the old one again', async ({ page }) => {
  const desk = await openDesk(page, 'lang=en&theme=light&seed=7&scenario=mmc');
  await desk.seek(seconds(60));
  await desk.card('station').click();
  await page.locator('[data-panel=inspector] [data-verb=slow]').click();
  await desk.until(({ story }) => story.some(({ kind }) => kind === 'slowed'), 'the slowness');
  await desk.seek(seconds(63));
  await expect(check(page).locator('[data-assumption=constant]')).toHaveAttribute('data-holds', 'unknown');
  await expect(check(page).locator('[data-verdict]')).not.toHaveAttribute('data-verdict', 'agrees');
  await desk.seek(seconds(59));
  await expect(check(page).locator('[data-assumption=constant]')).toHaveAttribute('data-holds', 'holds');
});
