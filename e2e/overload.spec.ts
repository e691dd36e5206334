import { expect, type Page, test } from '@playwright/test';
import { openDesk, seconds } from './support/desk.ts';

declare global {
  interface Window {
    /** What page and host have said to each other, oldest first. */
    __said: string[];
  }
}

/** Writes down the type of every message that passes between page and host. */
const listenIn = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    window.__said = [];
    const { postMessage, addEventListener } = Worker.prototype;
    Worker.prototype.postMessage = function (message: { type: string }, options?: unknown) {
      window.__said.push(`> ${message.type}`);
      return postMessage.call(this, message, options as StructuredSerializeOptions);
    };
    Worker.prototype.addEventListener = function (
      this: Worker,
      type: string,
      listener: EventListenerOrEventListenerObject,
    ) {
      if (type === 'message') {
        addEventListener.call(this, type, (event) => {
          window.__said.push(`< ${(event as MessageEvent<{ type: string }>).data.type}`);
        });
      }
      addEventListener.call(this, type, listener);
    };
  });

for (const times of [10, 100, 250]) {
  test(`traffic × ${times}: a story that can be read, a page that stays small, and a pause that is one`, async ({
    page,
  }) => {
    await listenIn(page);
    const desk = await openDesk(page, 'lang=en&theme=light&seed=7');
    const field = page.locator('[data-path=arrivalRate] input[type=text]');
    await field.fill(String(400 * times));
    await field.press('Enter');
    const begun = await desk.until(
      ({ story }) => story.some(({ kind }) => kind === 'parameterChanged'),
      'the edit to take effect',
    );
    await desk.until(
      ({ viewMicros }) => viewMicros > begun.viewMicros + seconds(1.5),
      'a second and a half of it',
    );

    const said = await page.evaluate(() => {
      window.__said = [];
      window.__nines.pause();
      return window.__said;
    });
    // Nothing is left that could run on: a want in flight is told to rest, and that is the last that is said.
    expect(said.filter((message) => message !== '> rest')).toEqual([]);
    await desk.until(({ playback }) => playback === 'paused', 'the pause');
    await expect
      .poll(() => page.evaluate(() => window.__said.filter((message) => message === '< frame').length))
      .toBeLessThanOrEqual(1);
    const { viewMicros, totals } = await desk.probe();
    const later = await desk.probe();
    expect(later.viewMicros).toBe(viewMicros);
    expect(later.totals?.events).toBe(totals?.events);
    expect((await page.evaluate(() => window.__said)).filter((message) => message === '> want')).toEqual([]);

    expect(await page.locator('[data-story]').count()).toBeLessThanOrEqual(200);
    expect(await page.locator('*').count()).toBeLessThanOrEqual(3_000);
    await expect(page.getByTestId('incident')).toContainText(/failing since|failed for/);
    expect(await desk.complaints()).toEqual([]);
  });
}
