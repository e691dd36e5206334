import { expect, type Page } from '@playwright/test';
import { type Desk, figures, hasHappened, openDesk, seconds } from './support/desk.ts';
import { test } from './support/host.ts';

const notice = (page: Page, name: string) => page.locator(`[data-notice=${name}]`);

// Looking for a new version has the lowest rank in a browser, which puts it off for up to a minute while pages move.
test.setTimeout(240_000);

/** As the browser does by itself on a visit. Paused, so that it does not put it off. */
async function findsNewVersion(page: Page): Promise<void> {
  await page.evaluate(() => window.__nines.pause());
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
  await expect(notice(page, 'new-version')).toContainText('A new version is ready', { timeout: 90_000 });
}

/** Two branches, both with a fault; the second on screen, before its end. */
async function openWithPast(page: Page): Promise<Desk> {
  const desk = await openDesk(page);
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
  await desk.seek(seconds(5));
  await page.locator('[data-act=kill]').click();
  await desk.until(hasHappened('crashed'), 'the crash');
  await desk.seek(seconds(20));
  await desk.seek(seconds(4));
  await page.locator('[data-act=kill]').click();
  await desk.until((now) => now.branch === 'B' && hasHappened('crashed')(now), 'branch B');
  await desk.seek(seconds(18));
  await desk.seek(seconds(12.345678));
  return desk;
}

const exported = (page: Page): Promise<unknown> =>
  page.evaluate(() => JSON.parse(window.__nines.exportRun()) as unknown);

test('a new version takes over when asked, and the run is as it was', async ({ page, host }) => {
  const desk = await openWithPast(page);
  host.publish('next');
  await findsNewVersion(page);
  await expect(page).toHaveTitle('Nines');
  const before = await desk.probe();
  const shown = await figures(desk);
  const run = await exported(page);
  expect(run).toMatchObject({ seed: 7, untilMicros: seconds(12.345678), traceHash: before.traceHash });

  await page.getByRole('button', { name: 'Update now' }).click();
  await expect(page).toHaveTitle('next');
  await expect(notice(page, 'carried-same')).toContainText('every number agrees');
  expect(await desk.probe()).toEqual(before);
  expect(await exported(page)).toEqual(run);
  expect(await figures(desk)).toEqual(shown);
  expect(await page.evaluate(() => caches.keys())).toHaveLength(1);
  expect(await desk.complaints()).toEqual([]);

  await page.reload();
  await desk.until((now) => now.viewMicros > 0 && now.branches.length === 1, 'a run from the start');
  await expect(notice(page, 'carried-same')).toHaveCount(0);
});

test('later means later, and an open second page is not taken over', async ({ page, host, context }) => {
  const desk = await openDesk(page);
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
  const second = await openDesk(await context.newPage());
  await second.page.evaluate(() => window.__nines.pause());
  host.publish('next');
  await findsNewVersion(page);
  await page.getByRole('button', { name: 'Later' }).click();
  await expect(notice(page, 'new-version')).toHaveCount(0);
  await expect(page).toHaveTitle('Nines');

  await second.page.getByRole('button', { name: 'Update now' }).click();
  await expect(second.page).toHaveTitle('next');
  // It is offered again, since staying now means being behind another page.
  await expect(notice(page, 'new-version')).toBeVisible();
  await expect(page).toHaveTitle('Nines');
  expect(await page.evaluate(() => caches.keys())).toHaveLength(2);
  await page.evaluate(() => window.__nines.killWorker());
  await desk.until(({ recoveries }) => recoveries === 1, 'a new worker of the old version');
  await page.getByRole('button', { name: 'Update now' }).click();
  await expect(page).toHaveTitle('next');
  await expect(notice(page, 'carried-same')).toBeVisible();
});

test('a run that cannot be kept stays where it is', async ({ page, host }) => {
  const desk = await openWithPast(page);
  host.publish('next');
  await findsNewVersion(page);
  const before = await desk.probe();
  await page.evaluate(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
  await page.getByRole('button', { name: 'Update now' }).click();
  await expect(notice(page, 'no-room')).toContainText('Nothing was lost');
  await expect(page).toHaveTitle('Nines');
  expect(await desk.probe()).toEqual(before);
});

test('what cannot be opened again is told, offered as a file and not met twice', async ({ page }) => {
  const desk = await openDesk(page);
  for (const text of [
    '{"format":"nines-carried',
    '[]',
    JSON.stringify({ format: 'nines-run', version: 1 }),
  ]) {
    await page.evaluate((value) => sessionStorage.setItem('nines.carried-run', value), text);
    await page.reload();
    await expect(notice(page, 'carried-unread')).toContainText('Nothing of it is lost');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save the run' }).click();
    expect((await download).suggestedFilename()).toBe('nines-run.json');
    await desk.until((now) => now.viewMicros > 0, 'the page to run all the same');
  }
  await page.reload();
  await desk.until((now) => now.viewMicros > 0, 'the page to run');
  await expect(notice(page, 'carried-unread')).toHaveCount(0);
  expect(await desk.complaints()).toEqual([]);
});

test('a tape comes along: nobody has to look for its file again', async ({ page, host }) => {
  const desk = await openDesk(page);
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
  const lines = Array.from({ length: 50 }, (_, second) => {
    const time = `17/May/2015:10:05:${String(second).padStart(2, '0')} +0000`;
    return `198.18.0.${second % 7} - - [${time}] "GET /page/${second % 11} HTTP/1.1" 200 100 "-" "-"`;
  });
  const buffer = Buffer.from(`${lines.join('\n')}\n`);
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: 'access.log', mimeType: 'text/plain', buffer });
  await page.locator('[data-tape-begin]').click();
  await expect(page.locator('[data-tape]').first()).toBeAttached();
  await desk.seek(seconds(20));
  host.publish('next');
  await findsNewVersion(page);
  const before = await desk.probe();
  expect(before.totals?.classes[0]?.arrived).toBeGreaterThan(10);

  await page.getByRole('button', { name: 'Update now' }).click();
  await expect(page).toHaveTitle('next');
  await expect(notice(page, 'carried-same')).toBeVisible();
  expect(await desk.probe()).toEqual(before);
  await expect(notice(page, 'tape-wanted')).toHaveCount(0);
});
