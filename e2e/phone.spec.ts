// The page on a phone, by touch: everything in reach, nothing sideways; and no sideways scrolling at any width.
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { type Desk, hasHappened, openDesk, seconds } from './support/desk.ts';
import { sidewaysScrolls, smallTargets } from './support/room.ts';
import { dragFinger, spotOn } from './support/touch.ts';

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const finger = 48;

async function expectRoom(page: Page): Promise<void> {
  expect(await sidewaysScrolls(page)).toEqual([]);
  expect(await smallTargets(page, finger)).toEqual([]);
}

async function killPrimary(desk: Desk): Promise<void> {
  await desk.card('db-primary').tap();
  await desk.page.locator('[data-panel=inspector] [data-verb=crash]').tap();
  await desk.until(hasHappened('crashed'), 'the crash');
}

const heightOf = async (page: Page, selector: string): Promise<number> =>
  (await page.locator(selector).boundingBox())?.height ?? 0;

test.describe('by touch', () => {
  test.use(phone);

  for (const language of ['en', 'zh']) {
    test(`question, canvas, figures and time are in sight at once: ${language}`, async ({ page }) => {
      await openDesk(page, `lang=${language}&theme=light&seed=7`);
      for (const selector of [
        'h1',
        '[data-act]',
        '[data-flow]',
        '[data-chip]',
        '[data-tab]',
        '[role=slider]',
      ]) {
        await expect(page.locator(selector).first()).toBeInViewport({ ratio: 1 });
      }
      await expectRoom(page);
      await expect(page.locator('html')).toHaveJSProperty('scrollHeight', phone.viewport.height);
    });

    test(`play, pause, kill, and the story tells it: ${language}`, async ({ page }) => {
      const desk = await openDesk(page, `lang=${language}&theme=light&seed=7`);
      await page.getByTestId('play').tap();
      await desk.until((now) => now.playback === 'paused', 'the pause');
      await page.getByTestId('play').tap();
      await desk.until((now) => now.playback === 'playing', 'the run to go on');
      await desk.card('db-primary').tap();
      const row = page.locator('[data-panel=inspector]').first();
      await expect(row).toContainText('db-primary');
      const [canvas, actions] = [await page.locator('[data-flow]').boundingBox(), await row.boundingBox()];
      expect(actions?.y).toBeGreaterThanOrEqual((canvas?.y ?? 0) + (canvas?.height ?? 0));
      expect(actions?.y).toBeGreaterThan(phone.viewport.height / 2);
      await expectRoom(page);

      await row.locator('[data-verb=crash]').tap();
      await desk.until(hasHappened('crashed'), 'the crash');
      await expect(page.locator('[data-tab=story]')).toHaveAttribute('aria-selected', 'true');
      await page.getByTestId('play').tap();
      const told = page.locator('[data-sheet] [data-story=crashed]');
      await told.scrollIntoViewIfNeeded();
      await expect(told).toBeInViewport();
      await expect(told).toContainText('db-primary');
      expect(await desk.complaints()).toEqual([]);
    });

    test(`the first act of the sheet is carried out, and its story shown: ${language}`, async ({ page }) => {
      const desk = await openDesk(page, `lang=${language}&theme=light&seed=7`);
      await desk.seek(seconds(5));
      await page.locator('[data-act=kill]').tap();
      await desk.until(hasHappened('crashed'), 'the crash');
      await expect(page.locator('[data-tab=story]')).toHaveAttribute('aria-selected', 'true');
    });

    test(`every panel opens and keeps its targets large: ${language}`, async ({ page }) => {
      const desk = await openDesk(page, `lang=${language}&theme=light&seed=7`);
      await killPrimary(desk);
      await page.getByTestId('play').tap();
      await page.getByTestId('fork').tap();
      for (const tab of ['story', 'try', 'faults', 'traffic', 'details']) {
        await page.locator(`[data-tab=${tab}]`).tap();
        await expectRoom(page);
      }
      for (const folded of await page.locator('[data-sheet] summary').all()) await folded.tap();
      await expectRoom(page);
      await page.getByTestId('more-time').tap();
      await expect(page.locator('[data-branch=B]')).toBeVisible();
      await expectRoom(page);
      for (const metric of ['availability', 'latency', 'downtime']) {
        await page.locator(`[data-chip=${metric}]`).tap();
        await expect(page.locator(`[data-chart=${metric}]`)).toBeInViewport();
        await expectRoom(page);
      }
      for (const dialog of ['open-settings', 'open-help']) {
        await page.getByTestId('page-menu').tap();
        await expectRoom(page);
        await page.getByTestId(dialog).tap();
        await expect(page.getByRole('dialog')).toBeInViewport({ ratio: 1 });
        await expectRoom(page);
        await page.getByRole('dialog').getByRole('button').first().tap();
        await expect(page.getByRole('dialog')).toBeHidden();
      }
      await page.getByTestId('toggle-table').tap();
      await page.locator('[data-tab=faults]').tap();
      await page.locator('[data-sheet] select').selectOption('api-1');
      expect((await desk.probe()).selection).toBe('api-1');
    });
  }

  test('the scrubber follows a finger and the keys', async ({ page }) => {
    const desk = await openDesk(page);
    await desk.seek(seconds(20));
    const slider = page.getByRole('slider', { name: 'Time of the run' });
    const before = await desk.probe();
    await dragFinger(page, await spotOn(slider, 0.6), await spotOn(slider, 0.3));
    // Of 30 s on the axis; its ends lie 14 and 30 px inside the element.
    const { width } = (await slider.boundingBox()) ?? { width: 0 };
    const expected = ((width * 0.3 - 14) / (width - 44)) * seconds(30);
    const dragged = await desk.until(
      ({ viewMicros }) => Math.abs(viewMicros - expected) < seconds(0.3),
      `the view to be at ${expected}`,
    );
    expect(dragged.viewMicros).toBeLessThan(before.viewMicros);
    await slider.focus();
    await page.keyboard.press('ArrowRight');
    await desk.until(({ viewMicros }) => viewMicros === dragged.viewMicros + seconds(1), 'a second more');
    await page.keyboard.press('Home');
    await desk.until(({ viewMicros }) => viewMicros === 0, 'the start');
  });

  test('the sheet is raised and lowered by button, key and finger', async ({ page }) => {
    await openDesk(page);
    const canvas = await heightOf(page, '[data-flow]');
    const sheet = page.locator('[data-sheet]');
    const [up, down] = [page.locator('[data-sheet-step=up]'), page.locator('[data-sheet-step=down]')];
    await up.tap();
    await expect(sheet).toHaveAttribute('data-sheet', 'full');
    await expect(up).toBeDisabled();
    // The canvas lies under the full sheet as it was: nothing is laid out anew.
    expect(await heightOf(page, '[data-flow]')).toBe(canvas);
    await down.tap();
    await down.tap();
    await expect(sheet).toHaveAttribute('data-sheet', 'low');
    await expect(page.locator('[data-act]').first()).toBeHidden();
    expect(await heightOf(page, '[data-flow]')).toBeGreaterThan(canvas + 200);
    await page.locator('[data-tab=try]').focus();
    await page.keyboard.press('ArrowUp');
    await expect(sheet).toHaveAttribute('data-sheet', 'half');
    await page.keyboard.press('ArrowRight');
    await expect(page.locator('[data-tab=faults]')).toHaveAttribute('aria-selected', 'true');

    const handle = page.locator('[data-tab=faults]');
    const from = await spotOn(handle, 0.5);
    await dragFinger(page, from, { x: from.x, y: from.y - 120 });
    await expect(sheet).toHaveAttribute('data-sheet', 'full');
    const atTop = 100;
    await expect.poll(async () => (await spotOn(handle, 0.5)).y).toBeLessThan(atTop);
    const top = await spotOn(handle, 0.5);
    await dragFinger(page, top, { x: top.x, y: top.y + 500 });
    await expect(sheet).toHaveAttribute('data-sheet', 'low');
    await page.locator('[data-tab=story]').tap();
    await expect(sheet).toHaveAttribute('data-sheet', 'half');
  });

  test('the language changes and the layout stays', async ({ page }) => {
    const desk = await openDesk(page);
    await killPrimary(desk);
    await desk.seek(seconds(1));
    const places = () =>
      page
        .locator('[data-flow], [data-chip], [data-tab], [data-panel=inspector], [role=slider]')
        .evaluateAll((elements) => elements.map((element) => element.getBoundingClientRect().top));
    const before = await places();
    await page.getByRole('button', { name: '中文' }).tap();
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
    expect(await places()).toEqual(before);
    await expectRoom(page);
  });

  for (const theme of ['light', 'dark']) {
    test(`axe finds nothing serious: ${theme}`, async ({ page }) => {
      const serious = async (): Promise<readonly string[]> => {
        const { violations } = await new AxeBuilder({ page }).analyze();
        return violations
          .filter(({ impact }) => impact === 'serious' || impact === 'critical')
          .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`));
      };
      const desk = await openDesk(page, `lang=en&theme=${theme}&seed=7`);
      expect(await serious()).toEqual([]);
      await killPrimary(desk);
      await page.getByTestId('play').tap();
      for (const tab of ['story', 'faults', 'details', 'traffic']) {
        await page.locator(`[data-tab=${tab}]`).tap();
        expect(await serious(), tab).toEqual([]);
      }
      await page.locator('[data-chip=latency]').tap();
      await page.getByTestId('page-menu').tap();
      expect(await serious()).toEqual([]);
    });
  }
});

const windows = [
  [360, 740],
  [390, 844],
  [700, 900],
  [820, 1180],
  [844, 390],
  [1024, 768],
  [1180, 800],
  [1280, 720],
  [1440, 900],
] as const;

for (const language of ['en', 'zh']) {
  test(`nothing scrolls sideways at any width, and the page not at all: ${language}`, async ({ page }) => {
    const desk = await openDesk(page, `lang=${language}&theme=light&seed=7`);
    const sweep = async (): Promise<void> => {
      for (const [width, height] of windows) {
        await page.setViewportSize({ width, height });
        const size = `${width}×${height}`;
        await expect.poll(() => sidewaysScrolls(page), size).toEqual([]);
        // The layout follows the window a frame later.
        const extra = () => page.evaluate(() => document.documentElement.scrollHeight - window.innerHeight);
        await expect.poll(extra, size).toBe(0);
      }
    };
    await desk.seek(seconds(5));
    await sweep();
    await page.locator('[data-act=kill]').click();
    await desk.until(hasHappened('requestsFailing'), 'writes to fail');
    await page.getByTestId('fork').click();
    await page.getByTestId('play').click();
    await desk.card('api-2').focus();
    await page.keyboard.press('ArrowRight');
    await sweep();
  });
}
