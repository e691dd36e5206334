// Pictures of the key states for people to look at: each state in three sizes, two themes and two languages, at exact
// times of the same run.
import { type Page, test } from '@playwright/test';
import { type Desk, hasHappened, openDesk, seconds } from './support/desk.ts';
import { contextOf, isPhone, pictureFolder } from './support/pictures.ts';

/** A fault given while paused is stamped with the time on screen, so every picture shows the same run. */
const faultAt = seconds(10);

async function act(desk: Desk, id: string): Promise<void> {
  await desk.seek(faultAt);
  await desk.page.locator(`[data-act=${id}]`).click();
  await desk.until((now) => now.viewMicros > faultAt, 'the run to go on');
}

/** Kills any component the way a person does: its card, then the button beside it. */
async function kill(desk: Desk, id: string): Promise<void> {
  await desk.seek(faultAt);
  await desk.card(id).click();
  await desk.page.locator('[data-verb=crash]').first().click();
  await desk.until(hasHappened('crashed'), `the crash of ${id}`);
}

const sizes = [
  { width: 1440, height: 900 },
  { width: 1280, height: 720 },
  { width: 390, height: 844 },
] as const;

for (const size of sizes) {
  const onPhone = isPhone(size);
  for (const theme of ['light', 'dark']) {
    for (const language of ['en', 'zh']) {
      const suffix = `${size.width}x${size.height}-${theme}-${language}`;
      test(suffix, async ({ browser, baseURL }) => {
        test.setTimeout(300_000);
        const context = await contextOf(browser, baseURL, size);
        const page: Page = await context.newPage();
        const desk = await openDesk(page, `lang=${language}&theme=${theme}&seed=7`);
        const shot = async (name: string): Promise<void> => {
          if (!onPhone) await page.mouse.move(size.width / 2, 24);
          await page.screenshot({ path: `${pictureFolder}${name}-${suffix}.png` });
        };
        const restart = async (): Promise<void> => {
          await page.reload();
          await desk.until((now) => now.viewMicros > 0, 'the page to run again');
        };
        const showStory = async (): Promise<void> => {
          if (onPhone) await page.locator('[data-tab=story]').click();
        };

        await desk.seek(seconds(5));
        await shot('01-start');

        await act(desk, 'kill');
        await desk.seek(faultAt + seconds(0.3));
        // Both panels load what they show with the first event and the first selection.
        if (!onPhone) {
          await page.locator('[data-story=crashed]').waitFor();
          await page.locator('[data-panel=inspector] [data-verb=crash]').waitFor();
        }
        await shot('02-just-after-kill');
        await desk.seek(faultAt + seconds(1.5));
        await shot('03-mid-incident');
        await desk.seek(seconds(20));
        await showStory();
        await shot('04-after-recovery');
        await page.getByTestId('show-request').first().click();
        await page.getByTestId('request-summary').waitFor();
        await shot('05-one-request');

        await restart();
        await kill(desk, 'redis-primary');
        await desk.seek(faultAt + seconds(1.5));
        await shot('06-redis-dead');
        await desk.seek(seconds(20));
        await showStory();
        await shot('07-redis-failed-over');

        await restart();
        await kill(desk, 'cdn');
        await desk.seek(seconds(16));
        await showStory();
        await shot('08-cdn-dead');

        await restart();
        await kill(desk, 'api-2');
        await desk.seek(seconds(17));
        await shot('09-server-out-of-rotation');
        if (onPhone) {
          await page.locator('[data-sheet-step=up]').click();
          await shot('10-sheet-full');
          await context.close();
          return;
        }
        await page.getByTestId('toggle-table').click();
        await page.getByRole('table').first().waitFor();
        await shot('10-table');

        await restart();
        await act(desk, 'isolate');
        await desk.seek(seconds(16));
        await shot('11-split-brain');

        await restart();
        await act(desk, 'kill');
        await desk.seek(seconds(20));
        await page.locator('[data-act=waitForReplica]').click();
        await desk.until((now) => now.branch === 'B' && hasHappened('crashed')(now), 'branch B');
        await desk.seek(seconds(20));
        await shot('12-second-branch');
        await desk.card('db-replica-2').click();
        const field = page.locator('[data-panel=inspector] [data-path=waitForReplicas] input');
        await field.fill('99');
        await field.press('Enter');
        await shot('13-refused-value');
        await page.getByTestId('open-help').click();
        await page.getByRole('dialog').waitFor();
        await shot('14-help');
        await context.close();
      });
    }
  }
}
