import { expect, test } from '@playwright/test';
import { openDesk } from './support/desk.ts';

test('something true moves at once, and one act is the most prominent', async ({ page }) => {
  const desk = await openDesk(page);
  const mark = await page.evaluate(() => performance.getEntriesByName('firstSimFrame')[0]?.startTime);
  test.info().annotations.push({ type: 'first motion, ms', description: String(mark) });
  expect(mark).toBeGreaterThan(0);

  await expect(page.getByRole('heading', { level: 1 })).toContainText('What happens to writes');
  await expect(page.locator('[data-act]').first()).toHaveText('Kill db-primary');
  // Only that one is filled: a filled button is the ink of the page as its background.
  const filled = await page.locator('button').evaluateAll((buttons) => {
    const ink = getComputedStyle(document.documentElement).getPropertyValue('--primary').trim();
    const probe = document.createElement('i');
    probe.style.color = ink;
    document.body.append(probe);
    const wanted = getComputedStyle(probe).color;
    return buttons.filter((button) => getComputedStyle(button).backgroundColor === wanted).length;
  });
  expect(filled).toBe(1);
  const before = await desk.probe();
  await desk.until((now) => now.viewMicros > before.viewMicros, 'time to pass');
  expect(await desk.complaints()).toEqual([]);
});

test('the page fits its window: nothing scrolls but panels', async ({ page }) => {
  await openDesk(page);
  for (const size of [
    { width: 1440, height: 900 },
    { width: 1280, height: 720 },
  ]) {
    await page.setViewportSize(size);
    const overflow = await page.evaluate(() => [
      document.documentElement.scrollWidth - window.innerWidth,
      document.documentElement.scrollHeight - window.innerHeight,
    ]);
    expect(overflow).toEqual([0, 0]);
  }
});
