import { expect, test } from '@playwright/test';
import type { Probe } from '../src/app/test-hook.ts';
import { figures, hasHappened, openDesk, runUntil } from './support/desk.ts';

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

test('fork by key, close the other branch', async ({ page }) => {
  const desk = await openDesk(page);
  await desk.card('lb').focus();
  await page.keyboard.press('f');
  await desk.until((now) => now.branch === 'B', 'the fork');
  await page.getByRole('button', { name: 'Close branch A' }).click();
  await desk.until((now) => now.branches.join() === 'B', 'branch A to be closed');
});
