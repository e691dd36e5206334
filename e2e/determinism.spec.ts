// The same bundle of the engine runs the same cases here and in the browser, under the page's own Content-Security-Policy.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { expect, test } from '@playwright/test';
import { bundle } from '../scripts/lib/bundle.mjs';

test('trace hashes are equal in Node and in Chromium', async ({ page }) => {
  const file = await bundle('test/support/determinism-entry.ts', ['src', 'test/support']);
  const inNode = ((await import(pathToFileURL(file).href)) as { hashes(): Record<string, string> }).hashes();
  expect(Object.keys(inNode).length).toBeGreaterThanOrEqual(6);

  await page.route('**/determinism.mjs', (route) =>
    route.fulfill({ contentType: 'text/javascript', body: readFileSync(file, 'utf8') }),
  );
  await page.goto('./');
  const inChromium = await page.evaluate(async () => {
    const address = new URL('determinism.mjs', document.baseURI).href;
    const module = (await import(address)) as { hashes(): Record<string, string> };
    return module.hashes();
  });
  expect(inChromium).toEqual(inNode);
});
