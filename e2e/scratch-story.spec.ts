import { test } from '@playwright/test';
import { openDesk } from './support/desk.ts';
for (const k of [10, 100, 250]) {
test.setTimeout(45_000);
test(`flood ${k}`, async ({ page }) => {
  const desk = await openDesk(page, 'lang=en&theme=light&seed=7');
  const field = page.locator('[data-path=arrivalRate] input[type=text]');
  await field.fill(String(400 * k));
  await field.press('Enter');
  const client = await page.context().newCDPSession(page);
  await client.send('Profiler.enable');
  await client.send('Profiler.start');
  const from = Date.now();
  await page.waitForTimeout(6000);
  const p0 = await desk.probe();
  const t = Date.now();
  await page.evaluate(() => { (window as any).__t0 = performance.now(); });
  await page.getByTestId('play').click();
  await desk.until((p) => p.playback === 'paused', 'pause');
  const t2 = Date.now();
  const { profile } = await client.send('Profiler.stop');
  const self = new Map<string, number>();
  const dt = profile.timeDeltas!;
  const byId = new Map(profile.nodes.map((n) => [n.id, n]));
  profile.samples!.forEach((s, i) => { const n = byId.get(s)!; const name = `${n.callFrame.functionName}:${n.callFrame.lineNumber}:${n.callFrame.columnNumber}`; self.set(name, (self.get(name) ?? 0) + dt[i]!); });
  const top = [...self].sort((a, b) => b[1] - a[1]).slice(0, 14).map(([n, v]) => `${n} ${Math.round(v / 1000)}`);
  const p1 = await desk.probe();
  const counts = await page.evaluate(() => ({ lines: document.querySelectorAll('[data-story]').length, nodes: document.querySelectorAll('*').length }));
  console.log(k, 'view', p0.viewMicros / 1e6, 'pause ms', t2 - t, 'after', p1.viewMicros / 1e6, 'story', p1.story.length, JSON.stringify(counts), 'wall', t2 - from, '\n', top.join('\n '));
});
}
