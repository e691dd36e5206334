// Pictures of what the other templates show of pools, limits and breakers, for people to look at: at exact times of the
// same run, in one theme.
import { test } from '@playwright/test';
import { type Desk, openDesk, seconds } from './support/desk.ts';
import { contextOf, isPhone, pictureFolder } from './support/pictures.ts';

const faultAt = seconds(10);

interface State {
  readonly name: string;
  readonly at: number;
  /** An act at `faultAt`, before. */
  readonly act?: string;
  /** A card or an edge. */
  readonly select?: string;
}

const states: Readonly<Record<string, readonly State[]>> = {
  breaker: [
    { name: '1-start', at: seconds(6) },
    { name: '2-payment-hangs', at: seconds(22), act: 'hang' },
    { name: '3-link-of-an-open-breaker', at: seconds(22), select: 'api-1->payment' },
    { name: '4-link-to-the-database', at: seconds(22), select: 'api-1->database' },
    { name: '5-server', at: seconds(22), select: 'api-1' },
    // They opened after 15 s and may try after 75 s.
    { name: '6-half-open', at: seconds(77) },
  ],
  'scale-out': [
    { name: '1-start', at: seconds(3) },
    { name: '2-connections-refused', at: seconds(14) },
    { name: '3-link-to-the-database', at: seconds(14), select: 'api-12->database' },
    { name: '4-database', at: seconds(14), select: 'database' },
  ],
  'three-tier': [
    { name: '1-start', at: seconds(6) },
    { name: '2-database-dead', at: seconds(14), act: 'kill' },
  ],
  reference: [
    { name: '1-start', at: seconds(6) },
    { name: '2-link-to-the-cache', at: seconds(6), select: 'api-1->redis-primary' },
  ],
};

async function show(
  { page, seek, until }: Desk,
  { at, act, select }: State,
  onPhone: boolean,
): Promise<void> {
  if (act !== undefined) {
    await seek(faultAt);
    await page.locator(`[data-act=${act}]`).click();
    await until((now) => now.viewMicros > faultAt, 'the run to go on');
  }
  await seek(at);
  if (onPhone) return;
  await page.locator('[data-target]').selectOption(select ?? '');
  await page.locator('[data-panel=inspector] dd').first().waitFor();
}

for (const size of [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
] as const) {
  const onPhone = isPhone(size);
  for (const language of ['en', 'zh']) {
    for (const [template, shown] of Object.entries(states)) {
      const suffix = `${size.width}x${size.height}-${language}`;
      test(`${template} ${suffix}`, async ({ browser, baseURL }) => {
        test.setTimeout(300_000);
        const context = await contextOf(browser, baseURL, size);
        const page = await context.newPage();
        const desk = await openDesk(page, `scenario=${template}&lang=${language}&theme=light&seed=7`);
        for (const state of shown) {
          if (onPhone && state.select !== undefined) continue;
          await show(desk, state, onPhone);
          if (!onPhone) await page.mouse.move(size.width / 2, 24);
          await page.screenshot({ path: `${pictureFolder}${template}-${state.name}-${suffix}.png` });
          if (!onPhone || state.at < faultAt) continue;
          await page.locator('[data-tab=story]').click();
          await page.screenshot({ path: `${pictureFolder}${template}-${state.name}-story-${suffix}.png` });
        }
        await context.close();
      });
    }
  }
}
