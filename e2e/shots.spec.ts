// Pictures of the key states for people to look at: each state in both sizes, themes and languages, at exact times.
import { test } from '@playwright/test';
import { type Desk, hasHappened, openDesk, seconds } from './support/desk.ts';

const folder = new URL('../shots/', import.meta.url).pathname;

/** A fault given while paused is stamped with the time on screen, so every picture shows the same run. */
const faultAt = seconds(10);

async function act(desk: Desk, id: string): Promise<void> {
  await desk.seek(faultAt);
  await desk.page.locator(`[data-act=${id}]`).click();
  await desk.until((now) => now.viewMicros > faultAt, 'the run to go on');
}

for (const size of [
  { width: 1440, height: 900 },
  { width: 1280, height: 720 },
]) {
  for (const theme of ['light', 'dark']) {
    for (const language of ['en', 'zh']) {
      const suffix = `${size.width}x${size.height}-${theme}-${language}`;
      test(suffix, async ({ page }) => {
        await page.setViewportSize(size);
        const desk = await openDesk(page, `lang=${language}&theme=${theme}&seed=7`);
        const shot = async (name: string): Promise<void> => {
          await page.mouse.move(size.width / 2, 24);
          await page.screenshot({ path: `${folder}${name}-${suffix}.png` });
        };
        const restart = async (): Promise<void> => {
          await page.reload();
          await desk.until((now) => now.viewMicros > 0, 'the page to run again');
        };

        await desk.seek(seconds(5));
        await shot('01-start');

        await act(desk, 'kill');
        await desk.seek(faultAt + seconds(0.3));
        await shot('02-just-after-kill');
        await desk.seek(faultAt + seconds(1.5));
        await shot('03-mid-incident');
        await desk.seek(seconds(20));
        await shot('04-after-recovery');
        await desk.seek(seconds(9));
        await shot('05-scrubbed-back');

        await desk.seek(seconds(20));
        await page.locator('[data-act=waitForReplica]').click();
        await desk.until((now) => now.branch === 'B' && hasHappened('crashed')(now), 'branch B');
        await desk.seek(seconds(20));
        await shot('06-second-branch');

        await desk.card('db-replica-2').click();
        const field = page.locator('[data-panel=inspector] [data-path=waitForReplicas] input');
        await field.fill('99');
        await field.press('Enter');
        await shot('07-refused-value');

        await restart();
        await act(desk, 'isolate');
        await desk.seek(seconds(16));
        await shot('08-split-brain');

        await restart();
        await act(desk, 'hang');
        await desk.seek(faultAt + seconds(2));
        await shot('09-hang');

        await restart();
        await desk.seek(seconds(5));
        await page.getByTestId('open-help').click();
        await page.getByRole('dialog').waitFor();
        await shot('10-help');
        await page.keyboard.press('Escape');
        await page.getByTestId('open-settings').click();
        await page.getByRole('dialog').waitFor();
        await shot('11-settings');
        await page.keyboard.press('Escape');
        await page.getByTestId('toggle-table').click();
        await shot('12-table');
      });
    }
  }
}
