import { expect, test } from '@playwright/test';
import { figures, openDesk, seconds } from './support/desk.ts';

test('less motion: nothing travels, no number is lost, and nothing starts by itself', async ({ browser }) => {
  const shown: (readonly string[])[] = [];
  for (const reducedMotion of ['no-preference', 'reduce'] as const) {
    const context = await browser.newContext({ reducedMotion });
    const page = await context.newPage();
    if (reducedMotion === 'reduce') {
      await page.goto('./#scenario=vertical&lang=en&theme=light&seed=7');
      await page.waitForFunction(() => window.__nines?.probe().playback === 'paused');
      const question = page.locator('section', { has: page.locator('#nines-question') });
      await expect(question).toContainText('Time stands still');
      await page.getByTestId('play').click();
      await expect(question).toContainText('The system is running');
    }
    const desk = await openDesk(page);
    await desk.seek(seconds(12));
    shown.push(await figures(desk));
    const legend = page.locator('.nv-legend-scale');
    if (reducedMotion === 'reduce') await expect(legend).not.toContainText('1 ●');
    await expect(page.locator('[data-component=api-1]')).toHaveAttribute('aria-label', /healthy/);
    await context.close();
  }
  expect(shown[1]).toEqual(shown[0]);
});
