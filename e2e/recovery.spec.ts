import { expect, test } from '@playwright/test';
import { figures, hasHappened, openDesk, runUntil } from './support/desk.ts';

test('a dead worker is replaced, and every number is as it was', async ({ page }) => {
  const desk = await openDesk(page);
  await page.locator('[data-act=kill]').click();
  await desk.until(hasHappened('crashed'), 'the crash');
  const before = await runUntil(desk, 'requestsResumed');
  const shown = await figures(desk);
  await page.evaluate(() => window.__nines.killWorker());
  const after = await desk.until((now) => now.recoveries === 1 && now.playback === 'paused', 'the recovery');
  expect(after.viewMicros).toBe(before.viewMicros);
  expect(after.traceHash).toBe(before.traceHash);
  expect(after.totals).toEqual(before.totals);
  expect(await figures(desk)).toEqual(shown);
  await expect(page.locator('[data-notice=recovered]')).toBeVisible();
});
