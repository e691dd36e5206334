// What journeys and pictures share: one Chromium, and the built page mounted at a sub-path, because that is
// how a static host will serve it.
import { defineConfig } from '@playwright/test';
import { ensureChromium, launchArgs } from '../scripts/browser.mjs';

const port = Number(process.env.NINES_E2E_PORT ?? 4183);
const mount = '/some/sub/path/';
export const pageUrl = `http://127.0.0.1:${port}${mount}`;

export async function browserConfig(viewport: { width: number; height: number }) {
  const executablePath = process.env.NINES_CHROMIUM ?? (await ensureChromium());
  // Worker processes load the config again and need not search again.
  process.env.NINES_CHROMIUM = executablePath;
  return defineConfig({
    testDir: '.',
    fullyParallel: true,
    workers: 2,
    retries: 0,
    timeout: 120_000,
    expect: { timeout: 20_000 },
    reporter: 'list',
    use: {
      baseURL: pageUrl,
      headless: true,
      viewport,
      deviceScaleFactor: 1,
      locale: 'en-US',
      timezoneId: 'UTC',
      colorScheme: 'light',
      launchOptions: { executablePath, args: launchArgs },
    },
    webServer: {
      command: `node scripts/serve.mjs ${port} ${mount}`,
      cwd: new URL('..', import.meta.url).pathname,
      url: pageUrl,
      reuseExistingServer: false,
    },
  });
}
