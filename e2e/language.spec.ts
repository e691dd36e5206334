import { expect, test } from '@playwright/test';
import { hasHappened, openDesk, runUntil } from './support/desk.ts';

test('the language changes; time, seed, selection and numbers do not', async ({ page }) => {
  const desk = await openDesk(page, 'scenario=vertical&lang=en&theme=light&seed=11');
  await desk.card('db-primary').click();
  await page.locator('[data-panel=inspector] [data-verb=crash]').click();
  await desk.until(hasHappened('crashed'), 'the crash');
  const before = await runUntil(desk, 'promoted');
  const values = () => page.locator('[data-metric] [data-value]').allInnerTexts();
  const shown = await values();
  await page.getByRole('button', { name: '中文' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('主库');
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  const after = await desk.probe();
  expect(after).toEqual(before);
  expect(await values()).toEqual(shown);
  expect(page.url()).toContain('lang=zh');

  await page.reload();
  await desk.until((now) => now.viewMicros > 0, 'the page to run again');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('主库');
});

test.describe('when the texts do not come', () => {
  // It would fetch them by itself, where no route can refuse them.
  test.use({ serviceWorkers: 'block' });

  test('the language stays as it is, the page says so and can be asked again', async ({ page }) => {
    await page.route(/texts\.zh/, (route) => route.abort());
    const desk = await openDesk(page);
    await page.getByRole('button', { name: '中文' }).click();
    const notice = page.locator('[data-notice=language]');
    await expect(notice).toContainText('Chinese could not be loaded');
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    const before = await desk.probe();
    await desk.until((now) => now.viewMicros > before.viewMicros, 'time to pass');

    await page.unroute(/texts\.zh/);
    await page.getByRole('button', { name: '中文' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('主库');
    await expect(notice).toBeHidden();
  });

  test('of the language in use, the page offers to be loaded again', async ({ page }) => {
    await page.route(/texts\.zh/, (route) => route.abort());
    await page.goto('./#lang=zh&seed=7');
    await expect(page.getByRole('alert')).toContainText('The texts of language zh are not loaded.');
    await expect(page.getByRole('button', { name: '重新加载' })).toBeVisible();
  });
});
