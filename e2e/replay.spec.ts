import { expect, test } from '@playwright/test';
import { figures, hasHappened, openDesk, runUntil, seconds } from './support/desk.ts';

test('scrub back and play again: the same numbers at the same time', async ({ page }) => {
  const desk = await openDesk(page);
  await page.locator('[data-act=kill]').click();
  await desk.until(hasHappened('crashed'), 'the crash');
  const first = await runUntil(desk, 'requestsResumed');
  const shown = await figures(desk);

  await page.locator('[data-story=crashed] button').first().click();
  const crash = first.story.find(({ kind }) => kind === 'crashed')?.time ?? 0;
  const back = await desk.until(
    (now) => now.playback === 'paused' && now.viewMicros === crash,
    'the crash again',
  );
  expect(hasHappened('requestsResumed')(back)).toBe(false);

  await desk.seek(Math.max(0, crash - seconds(1)));
  await page.getByRole('radio', { name: '5×' }).check({ force: true });
  await page.getByTestId('play').click();
  await desk.until((now) => now.viewMicros >= first.viewMicros, 'play to pass the same time');
  const again = await desk.seek(first.viewMicros);
  expect(again.traceHash).toBe(first.traceHash);
  expect(again.totals).toEqual(first.totals);
  expect(await figures(desk)).toEqual(shown);
});

test('the figures agree with each other and with the totals', async ({ page }) => {
  const desk = await openDesk(page);
  await page.locator('[data-act=kill]').click();
  await desk.until(hasHappened('crashed'), 'the crash');
  const { totals } = await runUntil(desk, 'requestsResumed');
  const failed = totals?.classes.reduce((sum, one) => sum + one.failed, 0) ?? 0;
  expect(failed).toBeGreaterThan(0);
  for (const one of totals?.classes ?? []) {
    const sum = (counts: Readonly<Record<string, number>>) =>
      Object.values(counts).reduce((a, b) => a + b, 0);
    expect(sum(one.failuresByCause)).toBe(one.failed);
    expect(sum(one.failuresByRoot)).toBe(one.failed);
  }
  await expect(page.getByRole('region', { name: 'Why did requests fail?' })).toContainText(
    `${failed} failed`,
  );
  const errors = await page.locator('[data-metric=errors]').innerText();
  const [, part = '', whole = ''] = errors.match(/([\d,]+) of ([\d,]+)/) ?? [];
  const share = (Number(part.replaceAll(',', '')) / Number(whole.replaceAll(',', ''))) * 100;
  expect(Number(errors.match(/^([\d.]+)$/m)?.[1] ?? errors.match(/([\d.]+)\s*%/)?.[1])).toBeCloseTo(share, 1);
});
