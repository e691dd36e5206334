// A Chromium for the browser journeys, also on a machine that has none: the first source that works, in the order of
// lib/browser-order.mjs. `node scripts/browser.mjs` prints its path.
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findBrowser, orderFor } from './lib/browser-order.mjs';
import { cacheFolder, commands, installIfNeeded, root, runNode } from './lib/project.mjs';

const isRoot = process.getuid?.() === 0;

/** Keeps Chromium from looking for updates and services; root cannot have the sandbox. */
export const launchArgs = [
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  ...(isRoot ? ['--no-sandbox'] : []),
];

/**
 * A browser that lacks a library exists and does not start, so each candidate opens one page. Through
 * Playwright, because that is how it will be used: a headless shell never answers `--dump-dom`.
 */
async function starts(path) {
  if (!path || !existsSync(path)) return false;
  const { chromium } = await import('playwright');
  let browser;
  try {
    browser = await chromium.launch({ executablePath: path, args: launchArgs, timeout: 30_000 });
    const page = await browser.newPage();
    await page.goto('data:text/html,<p>ready', { timeout: 20_000 });
    return (await page.textContent('p')) === 'ready';
  } catch {
    return false;
  } finally {
    await browser?.close();
  }
}

async function firstThatStarts(candidates) {
  for (const path of candidates) if (await starts(path)) return path;
  return undefined;
}

function fromEnvironment() {
  const { NINES_CHROMIUM, PLAYWRIGHT_CHROMIUM, CHROME_PATH } = process.env;
  return firstThatStarts([NINES_CHROMIUM, PLAYWRIGHT_CHROMIUM, CHROME_PATH]);
}

function fromSystem() {
  const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const candidates = folders.flatMap((folder) => names.map((name) => join(folder, name)));
  if (process.platform === 'darwin') {
    candidates.push('/Applications/Google Chrome.app/Contents/MacOS/Google Chrome');
    candidates.push('/Applications/Chromium.app/Contents/MacOS/Chromium');
  }
  return firstThatStarts(candidates);
}

async function fromPlaywright() {
  const { chromium } = await import('playwright');
  const path = chromium.executablePath();
  return (await starts(path)) ? path : undefined;
}

/** Chromium, libnss3 and a font from one npm package, behind a script that says where they are. */
async function fromNpm() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const source = join(root, 'scripts/browser');
  const target = join(cacheFolder, 'chromium');
  installIfNeeded(source);
  rmSync(target, { recursive: true, force: true });
  mkdirSync(join(target, 'cache'), { recursive: true });
  const binary = execFileSync(process.execPath, [join(source, 'unpack.mjs')], {
    env: { ...process.env, TMPDIR: target, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' },
    encoding: 'utf8',
  });
  const fonts = join(target, 'fonts.conf');
  writeFileSync(
    fonts,
    `<?xml version="1.0"?><fontconfig><dir>${join(target, 'fonts')}</dir><dir>/usr/share/fonts</dir>` +
      `<cachedir>${join(target, 'cache')}</cachedir></fontconfig>\n`,
  );
  const launcher = join(target, 'launch.sh');
  const libraries = [join(target, 'al2023/lib'), target].join(':');
  writeFileSync(
    launcher,
    `#!/bin/sh\nexport LD_LIBRARY_PATH='${libraries}'\nexport FONTCONFIG_FILE='${fonts}'\nexec '${binary}' "$@"\n`,
  );
  chmodSync(launcher, 0o755);
  return (await starts(launcher)) ? launcher : undefined;
}

async function fromPlaywrightInstall() {
  return runNode(commands.playwright, ['install', 'chromium'], { stdio: ['ignore', 2, 2] }) === 0
    ? fromPlaywright()
    : undefined;
}

function fromPackageManager() {
  if (!isRoot || process.platform !== 'linux') return undefined;
  const managers = [
    ['apt-get', ['update'], ['install', '-y', '--no-install-recommends', 'chromium']],
    ['apk', ['add', '--no-cache', 'chromium']],
    ['dnf', ['install', '-y', 'chromium']],
  ];
  for (const [name, ...steps] of managers) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const run = (args) => spawnSync(name, args, { stdio: ['ignore', 2, 2], env }).status === 0;
    if (steps.every(run)) return fromSystem();
  }
  return undefined;
}

const find = {
  environment: fromEnvironment,
  system: fromSystem,
  playwright: fromPlaywright,
  npm: fromNpm,
  playwrightInstall: fromPlaywrightInstall,
  packageManager: fromPackageManager,
};

/**
 * The path of a Chromium that starts; installs one if there is none. What was found is remembered until
 * node_modules goes.
 * @returns {Promise<string>}
 */
export async function ensureChromium() {
  const { order, memory } = orderFor(process.env);
  const file = join(cacheFolder, memory);
  const remembered = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const tell = (message) => process.stderr.write(`${message}\n`);
  const { path, isNew } = await findBrowser({ order, find, remembered, starts, tell });
  if (isNew) {
    mkdirSync(cacheFolder, { recursive: true });
    writeFileSync(file, path);
  }
  return path;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  installIfNeeded();
  process.stdout.write(`${await ensureChromium()}\n`);
}
