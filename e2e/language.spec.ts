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
