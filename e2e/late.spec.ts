// A blink of the network while a part is loaded: the page says so, goes on, and loads the part when asked again.
import { expect, type Page, type Route, test } from '@playwright/test';
import { openDesk, seconds } from './support/desk.ts';
import { test as testWithHost } from './support/host.ts';

interface Part {
  readonly name: string;
  /** Its chunk, what that imports statically, its styles and texts, as far as the first view does without them. */
  readonly files: Readonly<Record<string, RegExp>>;
  open(page: Page): Promise<void>;
  /** Where the page says that the part did not come. */
  readonly failure: string;
  again(page: Page): Promise<void>;
  readonly shown: string;
}

const tryAgain = (page: Page): Promise<void> =>
  page.locator('[data-late-failed]').getByRole('button', { name: 'Try again' }).click();
const askForChinese = (page: Page): Promise<void> => page.getByRole('button', { name: '中文' }).click();

const parts: readonly Part[] = [
  {
    name: 'language',
    files: { outer: /texts\.zh-[\w-]+\.js/ },
    open: askForChinese,
    failure: '[data-notice=language]',
    again: askForChinese,
    shown: 'html[lang=zh-CN]',
  },
  {
    name: 'dialog',
    files: {
      outer: /help-dialog-[\w-]+\.js/,
      inner: /\/dialog-[\w-]+\.js/,
      styles: /\/dialog-[\w-]+\.css/,
      texts: /later\.en-[\w-]+\.js/,
    },
    open: (page) => page.getByTestId('open-help').click(),
    failure: '[data-late-failed]',
    again: tryAgain,
    shown: 'dialog[open]',
  },
  {
    name: 'waterfall',
    // It tells a request in either language, so it imports the texts of both.
    files: { outer: /one-request-[\w-]+\.js/, inner: /texts\.zh-[\w-]+\.js/ },
    open: (page) => page.getByTestId('open-request').click(),
    failure: '[data-late-failed]',
    again: tryAgain,
    shown: '[data-panel=request]',
  },
];

/**
 * Answers a file in another way until it is mended. The route stays: Chromium can leave other files of the part that are
 * on their way hanging when the last route is taken away.
 */
async function answer(
  page: Page,
  file: RegExp,
  otherwise: (route: Route) => Promise<void>,
): Promise<() => Promise<void>> {
  let isMended = false;
  await page.route(file, (route) => (isMended ? route.continue() : otherwise(route)));
  return async () => {
    isMended = true;
  };
}

async function failsOnceThenLoads(page: Page, part: Part, mend: () => Promise<void>): Promise<void> {
  await part.open(page);
  await expect(page.locator(part.failure)).toBeVisible();
  await expect(page.locator(part.shown)).toHaveCount(0);
  await mend();
  await part.again(page);
  await expect(page.locator(part.shown)).toBeVisible();
  await expect(page.locator(part.failure)).toHaveCount(0);
}

test.describe('online', () => {
  // It would answer by itself, where no route can refuse a file.
  test.use({ serviceWorkers: 'block' });

  for (const part of parts) {
    for (const [which, file] of Object.entries(part.files)) {
      test(`${part.name}, its ${which} file fails`, async ({ page }) => {
        const mend = await answer(page, file, (route) => route.abort());
        const desk = await openDesk(page);
        const before = await desk.probe();
        await failsOnceThenLoads(page, part, mend);
        await desk.until((now) => now.viewMicros > before.viewMicros, 'time to pass');
      });
    }
  }

  test('a network that answers with a page of its own is a failure, not a broken part', async ({ page }) => {
    const file = /help-dialog-[\w-]+\.js/;
    const mend = await answer(page, file, (route) =>
      route.fulfill({ contentType: 'text/html', body: '<p>Log in' }),
    );
    await openDesk(page);
    const dialog = parts.find(({ name }) => name === 'dialog');
    if (dialog) await failsOnceThenLoads(page, dialog, mend);
  });

  test('the reader of run files: the file is not blamed, and is read when it is given again', async ({
    page,
  }) => {
    const file = /run-file-[\w-]+\.js/;
    await page.route(file, (route) => route.abort());
    const desk = await openDesk(page);
    const before = await desk.seek(seconds(3));
    const run = await page.evaluate(() => window.__nines.exportRun());
    const give = async (): Promise<void> => {
      const chooser = page.waitForEvent('filechooser');
      await page.locator('[data-verb=replay]').first().click();
      await (await chooser).setFiles({
        name: 'run.json',
        mimeType: 'application/json',
        buffer: Buffer.from(run),
      });
    };
    await give();
    await expect(page.locator('[data-notice=tape-refused]')).toContainText('try again');
    expect(await desk.probe()).toEqual(before);
    await page.unroute(file);
    await desk.seek(0);
    await give();
    const again = await desk.until((now) => now.viewMicros === before.viewMicros, 'the saved run');
    expect(again.traceHash).toBe(before.traceHash);
    await expect(page.locator('[data-notice=tape-refused]')).toHaveCount(0);
  });

  for (const part of parts) {
    test(`${part.name}, fetched and still not imported`, async ({ page }) => {
      const asked: string[] = [];
      await page.route(part.files.outer ?? /^/, (route) => {
        const request = route.request();
        if (request.resourceType() !== 'script') return route.continue();
        asked.push(new URL(request.url()).search);
        return request.url().includes('?') ? route.continue() : route.abort();
      });
      await openDesk(page);
      await part.open(page);
      await expect(page.locator(part.shown)).toBeVisible();
      expect(asked).toEqual(['', '?retry=1']);
    });
  }
});

test.describe('fonts', () => {
  test.use({ serviceWorkers: 'block' });

  test('a face that did not come is fetched again, and what is measured by it is measured anew', async ({
    page,
  }) => {
    const file = /nines-latin-600-[\w-]+\.woff2/;
    await page.route(file, (route) => route.abort());
    await openDesk(page);
    const faces = (): Promise<readonly string[]> =>
      page.evaluate(() =>
        [...document.fonts]
          .filter(({ family, weight }) => family.includes('Nines Latin') && weight === '600')
          .map(({ status }) => status),
      );
    expect(await faces()).toEqual(['error']);
    // As the canvas measures labels: in whatever font there is.
    const width = (): Promise<number | undefined> =>
      page.evaluate(() => {
        const context = document.createElement('canvas').getContext('2d');
        if (context) context.font = '600 40px "Nines Latin", monospace';
        return context?.measureText('Mjiili').width;
      });
    const inAnother = await width();
    await page.evaluate(() => {
      const told = new Promise((done) =>
        document.fonts.addEventListener('loadingdone', done, { once: true }),
      );
      Object.assign(window, { measuredAnew: told });
    });
    await page.unroute(file);
    // The browser says so when a network comes back; otherwise the next try comes by itself.
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await expect.poll(faces).toEqual(['error', 'loaded']);
    await page.evaluate(() => Reflect.get(window, 'measuredAnew'));
    const inItsOwn = await width();
    expect(inItsOwn).not.toBe(inAnother);
    expect(await page.evaluate(() => window.__violations)).toEqual([]);
    await page.reload();
    await page.evaluate(() => document.fonts.load('600 40px "Nines Latin"'));
    expect(await width()).toBe(inItsOwn);
  });
});

interface Kept {
  readonly url: string;
  readonly type: string;
  readonly text: string;
}

/** Takes a file out of what the service worker keeps. */
function takeOut(page: Page, file: RegExp): Promise<Kept> {
  return page.evaluate(async (pattern) => {
    const [name = ''] = await caches.keys();
    const cache = await caches.open(name);
    const found = (await cache.keys()).find(({ url }) => new RegExp(pattern).test(url));
    const response = found && (await cache.match(found, { ignoreVary: true }));
    if (!found || !response) throw new Error(`${pattern} is not kept`);
    await cache.delete(found, { ignoreVary: true });
    const type = response.headers.get('content-type') ?? '';
    return { url: found.url, type, text: await response.text() };
  }, file.source);
}

function putBack(page: Page, kept: Kept): Promise<void> {
  return page.evaluate(async ({ url, type, text }) => {
    const [name = ''] = await caches.keys();
    const cache = await caches.open(name);
    await cache.put(url, new Response(text, { headers: { 'content-type': type } }));
  }, kept);
}

testWithHost.describe('offline', () => {
  for (const part of parts) {
    for (const [which, file] of Object.entries(part.files)) {
      testWithHost(`${part.name}, its ${which} file fails`, async ({ page, host }) => {
        await openDesk(page);
        await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
        const kept = await takeOut(page, file);
        await host.close();
        await page.reload();
        await page.waitForFunction(() => window.__nines?.probe().viewMicros > 0);
        await failsOnceThenLoads(page, part, () => putBack(page, kept));
        // Another query is another module to the browser, and the same file to the service worker.
        const again = await page.evaluate(async (url) => (await fetch(url)).text(), `${kept.url}?retry=7`);
        expect(again).toBe(kept.text);
      });
    }
  }
});
