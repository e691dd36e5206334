// Where the page cannot run it says why, in both languages, instead of staying empty.
import { pathToFileURL } from 'node:url';
import { expect, type Page, test } from '@playwright/test';
import { openDesk } from './support/desk.ts';

const built = pathToFileURL(new URL('../dist/index.html', import.meta.url).pathname).href;
const neverRan = (page: Page) => page.locator('[data-notice=neverRan]');

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('it says so at once', async ({ page }) => {
    await page.goto('./');
    const said = page.locator('[data-not-started=scripts]');
    await expect(said).toBeVisible();
    await expect(said).toContainText('JavaScript is switched off');
    await expect(said).toContainText('关闭了 JavaScript');
    // The other reasons would only confuse, now and later.
    await expect(page.locator('[data-not-started=page]')).toHaveCSS('display', 'none');
  });
});

test('opened as a file, it says how to start the server', async ({ page }) => {
  await page.goto(built);
  const said = page.locator('[data-not-started=page]');
  await expect(said).toBeVisible();
  await expect(said).toContainText('Opened as a file (file://)?');
  await expect(said).toContainText('npm start');
  await expect(said).toContainText('作为文件打开');
});

test('its script does not come: said after a while, and not before', async ({ page }) => {
  await page.route(/assets\/index-[\w-]+\.js/, (route) => route.abort());
  await page.goto('./');
  const said = page.locator('[data-not-started=page]');
  await expect(said).toBeHidden();
  // Ten seconds of the style sheet's animation, without the wait.
  await page.evaluate(() => {
    for (const animation of document.getAnimations()) animation.finish();
  });
  await expect(said).toBeVisible();
  await expect(said).toContainText('reload to try again');
});

test('once it has started, nothing of that is left', async ({ page }) => {
  await openDesk(page);
  await expect(page.locator('[data-not-started]')).toHaveCount(0);
});

test.describe('without its worker', () => {
  test.use({ serviceWorkers: 'block' });

  async function saysSo(page: Page, language: 'en' | 'zh' = 'en'): Promise<void> {
    await page.goto(`./#scenario=vertical&lang=${language}&seed=7`);
    const words = language === 'en' ? 'The simulation does not start' : '模拟没有启动';
    await expect(neverRan(page)).toContainText(words, { timeout: 60_000 });
    // Nothing is lost: the run can be saved, and begun again.
    const download = page.waitForEvent('download');
    await neverRan(page).getByRole('button').last().click();
    expect((await download).suggestedFilename()).toBe('nines-reproduction.json');
  }

  test('because the browser has none', async ({ page }) => {
    await page.addInitScript(() => Reflect.deleteProperty(window, 'Worker'));
    await saysSo(page);
  });

  test('because a policy forbids it', async ({ page }) => {
    await page.route('./', async (route) => {
      const response = await route.fetch();
      const body = (await response.text()).replace('worker-src &#39;self&#39;', 'worker-src &#39;none&#39;');
      expect(body).toContain('worker-src &#39;none&#39;');
      await route.fulfill({ response, body });
    });
    await saysSo(page, 'zh');
  });

  test('because its script is blocked, and after a reload it runs', async ({ page }) => {
    await page.route(/\/entry-[\w-]+\.js/, (route) => route.abort());
    await saysSo(page);
    await page.unroute(/\/entry-[\w-]+\.js/);
    await neverRan(page).getByRole('button', { name: 'Reload' }).click();
    await page.waitForFunction(() => window.__nines?.probe().viewMicros > 0);
    await expect(neverRan(page)).toHaveCount(0);
  });

  test('because it never answers', async ({ page }) => {
    await page.clock.install();
    await page.route(/\/entry-[\w-]+\.js/, (route) =>
      route.fulfill({ contentType: 'text/javascript', body: '' }),
    );
    await page.goto('./#scenario=vertical&lang=en&seed=7');
    await page.waitForFunction(() => window.__nines !== undefined);
    // Twice ten seconds of frames, on the page's clock; frames begin once the texts are there, on the machine's.
    const passing = async () => {
      await page.clock.runFor(5_000);
      return neverRan(page).count();
    };
    await expect.poll(passing).toBe(1);
    await expect(neverRan(page)).toContainText('The simulation does not start');
  });
});
