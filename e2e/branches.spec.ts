import { expect, test } from '@playwright/test';
import type { Probe } from '../src/app/test-hook.ts';
import { figures, hasHappened, openDesk, runUntil, seconds } from './support/desk.ts';

test('another choice makes a second branch; the first is still there, to the digit', async ({ page }) => {
  const desk = await openDesk(page);
  await page.locator('[data-act=kill]').click();
  await desk.until(hasHappened('crashed'), 'the crash');
  const onA = await runUntil(desk, 'requestsResumed');
  const shown = await figures(desk);
  expect(onA.branches).toEqual(['A']);

  await page.locator('[data-act=waitForReplica]').click();
  await desk.until((now) => now.branch === 'B' && hasHappened('crashed')(now), 'the same crash on B');
  const onB = await runUntil(desk, 'requestsResumed');
  expect(onB.branches).toEqual(['A', 'B']);
  const arrivals = ({ totals }: Probe) => totals?.classes.map(({ id, arrived }) => [id, arrived]);
  const sameTime = await desk.seek(onA.viewMicros);
  expect(arrivals(sameTime)).toEqual(arrivals(onA));
  expect(sameTime.traceHash).not.toBe(onA.traceHash);
  await expect(page.locator('[data-branch=B]')).toHaveAttribute('aria-current', 'true');

  await page.locator('[data-branch=A]').click();
  // The same time on the other branch, for comparison; then the moment compared before.
  await desk.until((now) => now.branch === 'A' && now.playback === 'paused', 'branch A');
  const back = await desk.seek(onA.viewMicros);
  expect(back.traceHash).toBe(onA.traceHash);
  expect(await figures(desk)).toEqual(shown);
});

test('a change in the past keeps the kill, says what differs, and the kill can be taken out', async ({
  page,
}) => {
  const desk = await openDesk(page);
  await desk.seek(seconds(4));
  await page.locator('[data-act=kill]').click();
  await desk.until(hasHappened('crashed'), 'the crash');
  const onA = await runUntil(desk, 'requestsResumed');
  const crash = onA.story.find(({ kind }) => kind === 'crashed')?.time ?? 0;
  await desk.seek(crash - seconds(1));
  await desk.card('sentinel-1').click();
  const quorum = page.locator('[data-panel=inspector] [data-path=quorum] input');
  await quorum.fill('3');
  await quorum.press('Enter');
  await desk.until((now) => now.branch === 'B' && now.playback === 'paused', 'branch B');
  await page.getByTestId('play').click();
  const onB = await desk.until(hasHappened('crashed'), 'the same crash on B');
  expect(onB.story.find(({ kind }) => kind === 'crashed')).toMatchObject({
    time: crash,
    component: 'db-primary',
  });
  await desk.seek(onA.viewMicros);

  const card = page.getByTestId('branch-cost');
  await expect(card.locator('[data-only=A]')).toContainText('as it was');
  await expect(card.locator('[data-only=B]')).toContainText(/quorum.* 3/i);
  await expect(card.locator('[data-both]')).toContainText('Kill db-primary');
  await page.getByTestId('kept-commands').getByRole('button').click();
  const without = await desk.until((now) => !hasHappened('crashed')(now), 'the kill to be taken out');
  expect(without).toMatchObject({ branch: 'B', viewMicros: onA.viewMicros });
  await expect(card.locator('[data-only=A]')).toContainText('Kill db-primary');
  await page.keyboard.press('Control+z');
  await desk.until(hasHappened('crashed'), 'the kill to be back');
});

test('the second suggestion is made on top of the first, and compared with it', async ({ page }) => {
  const desk = await openDesk(page);
  await page.locator('[data-act=kill]').click();
  await desk.until(hasHappened('crashed'), 'the crash');
  const { viewMicros } = await runUntil(desk, 'requestsResumed');
  for (const [act, letter] of [
    ['detectSooner', 'B'],
    ['waitForReplica', 'C'],
  ] as const) {
    await page.locator(`[data-act=${act}]`).click();
    await desk.until((now) => now.branch === letter && hasHappened('crashed')(now), `the crash on ${letter}`);
    await desk.seek(viewMicros);
  }
  const card = page.getByTestId('branch-cost');
  await expect(card.locator('thead')).toContainText('B');
  await expect(card.locator('[data-only=B]')).toContainText('as it was');
  await expect(card.locator('[data-only=C]')).not.toContainText(/suspect|down/i);
  await expect(card.locator('[data-both]')).toContainText('Kill db-primary');
  const run = JSON.parse(await page.evaluate(() => window.__nines.exportRun())) as { log: string[] };
  expect(run.log.map((line) => line.replace(/^\S+ /, ''))).toEqual([
    'set sentinel.downAfterMillis=500',
    'set database.waitForReplicas=1',
    'crash db-primary',
  ]);
});

test('fork by key, close the other branch', async ({ page }) => {
  const desk = await openDesk(page);
  await desk.card('lb').focus();
  await page.keyboard.press('f');
  await desk.until((now) => now.branch === 'B', 'the fork');
  await page.getByRole('button', { name: 'Close branch A' }).click();
  await desk.until((now) => now.branches.join() === 'B', 'branch A to be closed');
});
