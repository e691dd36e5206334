import { expect, test } from '@playwright/test';
import { hasHappened, openDesk, runUntil } from './support/desk.ts';

test('kill with two clicks: the card, then Kill', async ({ page }) => {
  const desk = await openDesk(page);
  await desk.card('db-primary').click();
  await page.locator('[data-panel=inspector] [data-verb=crash]').click();
  const seen = await desk.until(hasHappened('crashed'), 'the crash');
  expect(seen.story.find(({ kind }) => kind === 'crashed')?.component).toBe('db-primary');
  await expect(page.locator('[data-story=crashed]')).toContainText('db-primary');
});

test('kill from the keyboard: the card, then K; undo takes it back', async ({ page }) => {
  const desk = await openDesk(page);
  await desk.card('db-primary').focus();
  await page.keyboard.press('k');
  await desk.until(hasHappened('crashed'), 'the crash');
  await page.keyboard.press('Control+z');
  await desk.until((now) => !hasHappened('crashed')(now), 'the crash to be undone');
});

test('letter keys can be turned off, and the choice is kept', async ({ page }) => {
  const desk = await openDesk(page);
  await page.getByTestId('open-settings').click();
  await page.getByRole('checkbox').uncheck();
  await page.keyboard.press('Escape');
  await desk.card('db-primary').focus();
  await page.keyboard.press('k');
  await page.reload();
  await desk.until((now) => now.viewMicros > 0, 'the page to run again');
  await desk.card('db-primary').focus();
  await page.keyboard.press('k');
  const moved = await desk.seek((await desk.probe()).headMicros + 1_000_000);
  expect(hasHappened('crashed')(moved)).toBe(false);
});

test('the arrow keys reach the primary from the first card', async ({ page }) => {
  const desk = await openDesk(page);
  await desk.card('users').focus();
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  expect((await desk.probe()).selection).toBe('lb');
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-panel=inspector] button').first()).toBeFocused();
});

test('the story says what happened, because of what, and what to try', async ({ page }) => {
  const desk = await openDesk(page);
  await page.locator('[data-act=kill]').click();
  await desk.until(hasHappened('crashed'), 'the crash');
  await runUntil(desk, 'requestsResumed');
  const told = async (kind: string) =>
    (await page.locator(`[data-story=${kind}]`).first().innerText()).trim();
  expect(await told('crashed')).toContain('db-primary');
  expect(await told('requestsFailing')).toContain('because');
  expect(await told('suspected')).toMatch(/sentinels? suspects?|sentinel-\d suspects/);
  expect(await told('promoted')).toContain('db-replica');
  expect(await told('requestsResumed')).toMatch(/\d+ .*failed/);
  await expect(page.getByRole('region', { name: 'Why did requests fail?' })).toContainText(
    'db-primary crashed',
  );
});

test('a fault meant for a time of the run happens at exactly that time', async ({ page }) => {
  const desk = await openDesk(page);
  await desk.card('api-2').click();
  await page.getByRole('radio', { name: 'at a time' }).check({ force: true });
  const field = page.locator('[data-path=faultAt] input');
  await field.fill('12.5');
  await field.press('Enter');
  await page.getByRole('radio', { name: '10 s', exact: true }).check({ force: true });
  await page.locator('[data-panel=inspector] [data-verb=crash]').click();
  const seen = await desk.until(hasHappened('crashed'), 'the crash');
  expect(seen.story.find(({ kind }) => kind === 'crashed')).toMatchObject({
    component: 'api-2',
    time: 12_500_000,
  });
});
