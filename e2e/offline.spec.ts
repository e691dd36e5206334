import { expect, type Page } from '@playwright/test';
import { hasHappened, openDesk } from './support/desk.ts';
import { test } from './support/host.ts';

async function isKept(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
}

const runsAgain = (page: Page) => page.waitForFunction(() => window.__nines?.probe().viewMicros > 0);

test('after the first load the page needs no network, worker and fonts included', async ({ page, host }) => {
  const desk = await openDesk(page);
  await isKept(page);
  const kept = await page.evaluate(async () => {
    const requests = await Promise.all(
      (await caches.keys()).map(async (name) => (await caches.open(name)).keys()),
    );
    return requests.flat().map(({ url }) => url);
  });
  expect(kept.map((url) => url.replace(host.url, '')).sort()).toEqual(host.paths);

  await host.close();
  await page.reload();
  await runsAgain(page);
  const before = await desk.probe();
  await desk.until((now) => now.viewMicros > before.viewMicros, 'time to pass');
  await page.locator('[data-act=kill]').click();
  await desk.until(hasHappened('crashed'), 'the crash');
  await page.evaluate(() => window.__nines.killWorker());
  await desk.until(({ recoveries }) => recoveries === 1, 'a new worker');

  await page.goto('./index.html#lang=zh&seed=7');
  await runsAgain(page);
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  const faces = await page.evaluate(async () => {
    const wanted = ['400 14px "Nines Latin"', '600 14px "Nines Latin"', '700 14px "Nines Latin"'];
    const loaded = wanted.map((font) => document.fonts.load(font));
    const chinese = ['400 14px "Nines CJK"', '700 14px "Nines CJK"'];
    loaded.push(...chinese.map((font) => document.fonts.load(font, '主')));
    return (await Promise.all(loaded))
      .flat()
      .map(({ family, weight, status }) => `${family} ${weight} ${status}`);
  });
  expect(faces.map((face) => face.replaceAll('"', ''))).toEqual([
    'Nines Latin 400 loaded',
    'Nines Latin 600 loaded',
    'Nines Latin 700 loaded',
    'Nines CJK 400 loaded',
    'Nines CJK 700 loaded',
  ]);

  await page.goto('./no/such/place');
  await expect(page).toHaveURL(`${host.url}#seed=7`);
  await runsAgain(page);
  expect(await desk.complaints()).toEqual([]);
});

test('the page can be installed', async ({ page, host }) => {
  await openDesk(page);
  await isKept(page);
  const session = await page.context().newCDPSession(page);
  const manifest = await session.send('Page.getAppManifest');
  expect(manifest.errors).toEqual([]);
  expect(manifest.url).toBe(`${host.url}manifest.webmanifest`);
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  // Every context of a test is a private window.
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual(
    [],
  );
});
