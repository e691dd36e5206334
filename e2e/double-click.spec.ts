// A second click that was meant for what stood there before does nothing: acts have places, and are inert when new.
import { expect, type Locator, test } from '@playwright/test';
import { type Desk, hasHappened, openDesk, runUntil, seconds } from './support/desk.ts';

/** Commands of the branch on screen, without their times. */
async function log(desk: Desk): Promise<readonly string[]> {
  const text = await desk.page.evaluate(() => window.__nines.exportRun());
  return (JSON.parse(text) as { log: string[] }).log.map((line) => line.replace(/^\S+ /, ''));
}

/**
 * Where it stands before and after: nothing moves under the pointer. An act that is inert is waited for first, because
 * Playwright scrolls the panel between its own tries.
 */
async function clickTwice(act: Locator): Promise<void> {
  await expect(act).toBeEnabled();
  const before = await act.boundingBox();
  await act.dblclick();
  expect(await act.boundingBox()).toEqual(before);
}

const killed = 'crash db-primary';

test('of Kill, Rewind, a suggestion and a branch: each is done once, and nothing else is', async ({
  page,
}) => {
  const desk = await openDesk(page);
  await desk.seek(seconds(4));
  await clickTwice(page.locator('[data-act=kill]'));
  await desk.until(hasHappened('crashed'), 'the crash');
  const end = await runUntil(desk, 'requestsResumed');
  expect(await log(desk)).toEqual([killed]);
  const crash = end.story.find(({ kind }) => kind === 'crashed')?.time ?? 0;

  await clickTwice(page.locator('[data-act=rewind]'));
  const back = await desk.until(
    (now) => now.playback === 'paused' && now.viewMicros === crash - seconds(1),
    'the time before the crash',
  );
  expect(back.branches).toEqual(['A']);
  expect(await log(desk)).toEqual([killed]);

  await desk.seek(end.viewMicros);
  await clickTwice(page.locator('[data-act=detectSooner]'));
  await desk.until((now) => now.branch === 'B' && hasHappened('crashed')(now), 'the crash on B');
  const onB = await desk.seek(end.viewMicros);
  expect(onB.branches).toEqual(['A', 'B']);
  expect(await log(desk)).toEqual(['set sentinel.downAfterMillis=500', killed]);

  for (const letter of ['A', 'B', 'A']) {
    // Tabs give the cross of the one on screen to the other, so these move: the cross must not act.
    await page.locator(`[data-branch=${letter}]`).dblclick();
    const now = await desk.until(
      ({ branch, playback }) => branch === letter && playback === 'paused',
      letter,
    );
    expect(now.branches).toEqual(['A', 'B']);
  }
});

test('of Hang, Restart and Isolate', async ({ page }) => {
  const desk = await openDesk(page);
  await desk.seek(seconds(4));
  await clickTwice(page.locator('[data-act=hang]'));
  await desk.until(hasHappened('hung'), 'the hang');
  await runUntil(desk, 'promoted');
  expect(await log(desk)).toEqual(['hang db-primary']);
  await clickTwice(page.locator('[data-act=restart]'));
  await desk.until(hasHappened('starting'), 'the restart');
  await desk.seek((await desk.probe()).headMicros);
  expect(await log(desk)).toEqual(['hang db-primary', 'restart db-primary']);

  await page.reload();
  await page.waitForFunction(() => window.__nines?.probe().viewMicros > 0);
  await desk.seek(seconds(4));
  await clickTwice(page.locator('[data-act=isolate]'));
  await desk.until(hasHappened('linkCut'), 'the cuts');
  await desk.seek(seconds(6));
  const cuts = await log(desk);
  expect(new Set(cuts).size).toBe(cuts.length);
});

test('of Kill beside a node: the dead are neither killed again nor restarted', async ({ page }) => {
  const desk = await openDesk(page);
  await desk.seek(seconds(4));
  await desk.card('api-1').click();
  await clickTwice(page.locator('[data-panel=inspector] [data-verb=crash]'));
  await desk.until(hasHappened('crashed'), 'the crash');
  await expect(page.locator('[data-panel=inspector] [data-verb=crash]')).toBeDisabled();
  await desk.card('api-1').focus();
  await page.keyboard.press('k');
  await desk.seek(seconds(5));
  expect(await log(desk)).toEqual(['crash api-1']);
});
