/**
 * The page as a person uses it, and `window.__nines` for what cannot be read off it. Nothing here waits for wall time:
 * every wait is for a condition, and time is driven by seeking, stepping and the fastest speed.
 */
import { expect, type Locator, type Page } from '@playwright/test';
import type { NinesHook, Probe } from '../../src/app/test-hook.ts';

declare global {
  interface Window {
    __nines: NinesHook;
    __violations: string[];
  }
}

export interface Desk {
  readonly page: Page;
  /** Console errors, uncaught errors and policy violations so far. */
  readonly complaints: () => Promise<readonly string[]>;
  probe(): Promise<Probe>;
  /** Waits until the probe satisfies `condition`, which runs in the test. */
  until(condition: (probe: Probe) => boolean, what: string): Promise<Probe>;
  /** To a time of the run, paused there. */
  seek(micros: number): Promise<Probe>;
  card(id: string): Locator;
}

export const seconds = (value: number): number => value * 1_000_000;

/** Journeys about a failover alone open the small scenario; whoever names none in the address gets the reference. */
const smallScenario = 'scenario=vertical&lang=en&theme=light&seed=7';

export async function openDesk(page: Page, fragment = smallScenario): Promise<Desk> {
  const errors: string[] = [];
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  page.on('pageerror', (error) => errors.push(error.message));
  await page.addInitScript(() => {
    window.__violations = [];
    document.addEventListener('securitypolicyviolation', (event) => {
      window.__violations.push(`${event.violatedDirective} ${event.blockedURI}`);
    });
  });
  await page.goto(`./#${fragment}`);
  await page.waitForFunction(() => window.__nines?.probe().viewMicros > 0);
  await page.evaluate(() => document.fonts.ready);

  const probe = (): Promise<Probe> => page.evaluate(() => window.__nines.probe());
  const until: Desk['until'] = async (condition, what) => {
    let last: Probe | undefined;
    await expect
      .poll(
        async () => {
          last = await probe();
          return condition(last);
        },
        { message: what, intervals: [50], timeout: 60_000 },
      )
      .toBe(true);
    if (last === undefined) throw new Error('the poll never looked');
    return last;
  };
  return {
    page,
    probe,
    until,
    complaints: async () => [...errors, ...(await page.evaluate(() => window.__violations))],
    async seek(micros) {
      await page.evaluate((to) => window.__nines.seek(to), micros);
      return until((now) => now.playback === 'paused' && now.viewMicros === micros, `seek to ${micros}`);
    },
    card: (id) => page.locator(`[data-flow] [data-component="${id}"]`),
  };
}

export const hasHappened =
  (kind: string) =>
  (probe: Probe): boolean =>
    probe.story.some((event) => event.kind === kind);

/** Steps from story event to story event until one of that kind, and stays at its exact time. */
export async function runUntil(desk: Desk, kind: string): Promise<Probe> {
  await desk.page.evaluate(() => window.__nines.pause());
  let now = await desk.until(({ playback }) => playback === 'paused', 'the pause');
  for (let step = 0; step < 60 && !hasHappened(kind)(now); step += 1) {
    const from = now.viewMicros;
    await desk.page.locator('[data-step=next]').click();
    now = await desk.until(
      ({ playback, viewMicros }) => playback === 'paused' && viewMicros > from,
      `an event after ${from}, on the way to ${kind}`,
    );
  }
  return desk.until(hasHappened(kind), `the story to tell of ${kind}`);
}

/**
 * All figures that a person could compare: the metrics strip and the causes of failure, as text. Taken once they stand
 * still, for the axis of a chart may come a moment after the figure beside it.
 */
export async function figures(desk: Desk): Promise<readonly string[]> {
  let [shown, same] = [await readFigures(desk), 0];
  await expect
    .poll(
      async () => {
        const now = await readFigures(desk);
        same = now.join() === shown.join() ? same + 1 : 0;
        shown = now;
        return same;
      },
      { message: 'figures that stand still', intervals: [100], timeout: 60_000 },
    )
    .toBeGreaterThanOrEqual(4);
  return shown;
}

async function readFigures({ page }: Desk): Promise<readonly string[]> {
  const cells = await page.locator('[data-metric]').allInnerTexts();
  const causes = await page.locator('[data-panel=narration] section').allInnerTexts();
  return [...cells, ...causes];
}
