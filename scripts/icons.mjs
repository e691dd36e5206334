// Draws the icons of an installed page from public/favicon.svg: run after changing the mark.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureChromium, launchArgs } from './browser.mjs';
import { installIfNeeded, root } from './lib/project.mjs';

const folder = join(root, 'public');
const mark = readFileSync(join(folder, 'favicon.svg'), 'utf8');
// Systems cut a maskable icon to any shape that leaves the inner 80 % whole: no corners, and the mark well inside.
const maskable = mark
  .replace('rx="7"', '')
  .replace('0 0 32 32', '-2 -2 36 36')
  .replace('<rect', '<rect x="-2" y="-2"');
const icons = [
  ['icon', mark],
  ['icon-maskable', maskable.replace('width="32" height="32"', 'width="36" height="36"')],
];

installIfNeeded();
const { chromium } = await import('playwright');
const browser = await chromium.launch({ executablePath: await ensureChromium(), args: launchArgs });
const page = await browser.newPage();
for (const [name, svg] of icons) {
  for (const size of [192, 512]) {
    await page.setViewportSize({ width: size, height: size });
    await page.setContent(`<style>body{margin:0}svg{display:block;width:100vw}</style>${svg}`);
    writeFileSync(join(folder, `${name}-${size}.png`), await page.screenshot({ omitBackground: true }));
  }
}
await browser.close();
