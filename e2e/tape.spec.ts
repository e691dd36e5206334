import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { run } from '../src/cli/run.ts';
import { createEngine } from '../src/engine/engine.ts';
import { countLog, makeLog } from '../test/support/access-logs.ts';
import { type Desk, openDesk, seconds } from './support/desk.ts';
import { drop } from './support/drop.ts';
import { mainThreadTasks } from './support/main-thread.ts';

const folder = mkdtempSync(join(tmpdir(), 'nines-tape-'));
const saved = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const log = makeLog({ requests: 3_000, seed: 21, perSecond: 1 });
const fragment = 'scenario=vertical&lang=en&theme=light&seed=7';
const grouped = (value: number): string => value.toLocaleString('en-US');

async function choose(page: Page, path: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.locator('[data-verb=replay]').first().click();
  await (await chooser).setFiles(path);
}

const arrivals = async (desk: Desk): Promise<readonly number[]> =>
  (await desk.probe()).totals?.classes.map(({ arrived }) => arrived) ?? [];

test('a dropped log is carried: the page counts what a plain count says, and agrees with the headless run', async ({
  page,
}) => {
  const desk = await openDesk(page, fragment);
  await drop(page, [{ name: 'access.log', text: log }]);
  const dialog = page.getByRole('dialog');
  const counted = countLog(log);
  for (const count of [counted.requests, counted.keys, counted.clients, counted.reads, counted.writes])
    await expect(dialog.locator('dl')).toContainText(grouped(count));
  expect((await new AxeBuilder({ page }).include('dialog').analyze()).violations).toEqual([]);
  await dialog.getByRole('radio', { name: '×1,000' }).check({ force: true });
  const played = Number(await dialog.locator('[data-tape-played]').getAttribute('data-tape-played'));
  await page.locator('[data-tape-begin]').click();
  await expect(page.locator('[data-tape]')).toContainText('access.log');
  await desk.until((now) => now.playback === 'playing' && now.viewMicros > 0, 'the replay to play');
  await desk.seek(played);
  expect(await arrivals(desk)).toEqual([counted.reads, counted.writes]);
  const at = played + seconds(6);
  const end = await desk.seek(at);
  expect(await arrivals(desk)).toEqual([counted.reads, counted.writes]);
  await expect(page.locator('[data-tape]')).toContainText('The tape has ended');

  const file = saved('run.json', await page.evaluate(() => window.__nines.exportRun()));
  const headless = run([file, '--replay', saved('access.log', log), '--json'], createEngine);
  expect(headless.error).toBe('');
  expect((JSON.parse(headless.out) as { traceHash: string }).traceHash).toBe(end.traceHash);

  // Drawn parameters are gone, and come back with drawn traffic.
  await expect(page.locator('[data-path=arrivalRate]')).toHaveCount(0);
  await page.getByRole('button', { name: 'Drawn traffic' }).click();
  await expect(page.locator('[data-path=arrivalRate]')).toBeVisible();
  // It was paused at the tape's end, and stays so at the beginning of the new run.
  await desk.until((now) => now.viewMicros === 0 && now.playback === 'paused', 'drawn traffic');
  expect(await desk.complaints()).toEqual([]);
});

test('what a public server logs besides requests is left out, and told', async ({ page }) => {
  const noise = (request: string): string =>
    `198.51.100.9 - - [17/May/2015:10:05:03 +0000] "${request}" 400 150`;
  const lines = ['\\x16\\x03\\x01', 'PRI * HTTP/2.0', '-'].map(noise);
  await openDesk(page, fragment);
  await drop(page, [{ name: 'access.log', text: `${log}${lines.join('\n')}\n\0\0\0\0` }]);
  const facts = page.getByRole('dialog').locator('dl');
  await expect(facts).toContainText(grouped(countLog(log).requests));
  await expect(facts).toContainText('3 of 3,003; the first is line 3,001: 198.51.100.9');
  await expect(facts).toContainText('4; the first in line 3,004');
});

test('a refused file leaves one message and the run as it was', async ({ page }) => {
  const desk = await openDesk(page, fragment);
  const before = await desk.seek(seconds(3));
  const future = log.split('\n')[0]!.replace('/2015:', '/2235:');
  const bad: readonly (readonly [name: string, text: string, says: string])[] = [
    ['empty.log', '', 'empty.log = (empty)'],
    ['picture.png', '\u0089PNG\u0000', 'picture.png = (binary)'],
    [
      'notes.txt',
      'hello\n<b>world</b>\n',
      'notes.txt:1 = hello; allowed: at most 1 % malformed lines (2 of 2 are)',
    ],
    ['future.log', future, 'future.log:1 = 2235-05-17'],
    ['tape.csv', 'offset,class,key,client\n1,look,a,b\n', 'tape.csv:2 = 1,look,a,b'],
    ['other.json', '{"a":1}', 'other.json: format = (missing)'],
    ['access.json', '{"ts":1}\n{"ts":2}\n', 'this file holds one after the other, as a log in JSON does'],
    [
      'run.json',
      '{"format":"nines-run","version":1,"seed":-1,\n "log":[],"extra":1}',
      'line 2, column 19: extra = 1 (unknown name)',
    ],
  ];
  for (const [name, text, says] of bad) {
    await drop(page, [{ name, text }]);
    const notice = page.locator('[data-notice=tape-refused]');
    await expect(notice).toContainText(says);
    await expect(notice).toContainText('Nothing was lost');
    await expect(page.getByRole('alert')).toHaveCount(1);
  }
  await drop(page, [
    { name: 'a.log', text: log },
    { name: 'b.log', text: log },
  ]);
  await expect(page.locator('[data-notice=tape-refused]')).toContainText('one file');
  const after = await desk.probe();
  expect(after).toEqual(before);
  await page.getByTestId('play').click();
  await desk.until((now) => now.viewMicros > before.viewMicros, 'the run to go on');
  expect(await desk.complaints()).toEqual([]);
});

test('a CSV tape, from the keyboard, and a saved run that asks for its file', async ({ page }) => {
  const desk = await openDesk(page, fragment);
  const rows = Array.from(
    { length: 400 },
    (_, index) => `${index / 50},${index % 8 ? 'read' : 'write'},"k,${index % 30}",c${index % 9}`,
  );
  const csv = saved('tape.csv', ['offset,class,key,client', ...rows].join('\n'));
  const chooser = page.waitForEvent('filechooser');
  await page.locator('[data-verb=replay]').focus();
  await page.keyboard.press('Enter');
  await (await chooser).setFiles(csv);
  await expect(page.getByRole('dialog')).toContainText('400');
  await page.locator('[data-tape-begin]').focus();
  await page.keyboard.press('Enter');
  await desk.until((now) => now.playback === 'playing' && now.viewMicros > 0, 'the replay to play');
  const end = await desk.seek(seconds(9));
  expect(await arrivals(desk)).toEqual([350, 50]);
  const run = await page.evaluate(() => window.__nines.exportRun());

  await page.reload();
  await page.waitForFunction(() => window.__nines?.probe().viewMicros > 0);
  await drop(page, [{ name: 'run.json', text: run }]);
  const wanted = page.locator('[data-notice=tape-wanted]');
  await expect(wanted).toContainText('tape.csv (400 requests)');
  await drop(page, [{ name: 'access.log', text: log }]);
  await expect(page.locator('[data-notice=tape-refused]')).toContainText('tape = access.log');
  await choose(page, csv);
  const again = await desk.until((now) => now.playback === 'paused', 'the saved run');
  expect(again.viewMicros).toBe(end.viewMicros);
  expect(again.traceHash).toBe(end.traceHash);
  await expect(wanted).toHaveCount(0);
});

test('ten megabytes and more are read without holding up the page', async ({ page, browser }) => {
  test.slow();
  const desk = await openDesk(page, fragment);
  await desk.seek(seconds(2));
  const large = makeLog({ requests: 110_000, seed: 8, perSecond: 40 });
  expect(large.length).toBeGreaterThan(10 * 1024 * 1024);
  const path = saved('large.log', large);
  await browser.startTracing(page, { categories: ['toplevel', 'disabled-by-default-devtools.timeline'] });
  await choose(page, path);
  await expect(page.locator('[data-notice=tape-reading]')).toContainText('large.log');
  await expect(page.getByRole('dialog')).toContainText('110,000', { timeout: 60_000 });
  const tasks = mainThreadTasks(await browser.stopTracing());
  expect(tasks.length).toBeGreaterThan(20);
  expect(tasks[0], 'the longest task, in ms').toBeLessThan(50);
});

test('reading can be cancelled', async ({ page }) => {
  const desk = await openDesk(page, fragment);
  const before = await desk.seek(seconds(2));
  const path = saved('cancelled.log', makeLog({ requests: 150_000, seed: 8, perSecond: 40 }));
  await choose(page, path);
  const reading = page.locator('[data-notice=tape-reading]');
  await reading.getByRole('button', { name: 'Cancel' }).click();
  await expect(reading).toHaveCount(0);
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect(await desk.probe()).toEqual(before);
});
