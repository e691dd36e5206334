// The engine's bundle in Node and in a Web Worker of Chromium, for the bench to compare.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { ensureChromium, launchArgs } from '../browser.mjs';
import { bundle } from './bundle.mjs';

/** In the page: makes a worker of the bundle's text and a function that has it play. */
function startWorker(code) {
  const answer = 'onmessage = ({ data }) => postMessage(play(...data));';
  const script = new Blob([code, answer], { type: 'text/javascript' });
  const worker = new Worker(URL.createObjectURL(script), { type: 'module' });
  globalThis.playInWorker = (order) =>
    new Promise((done, fail) => {
      worker.onmessage = ({ data }) => done(data);
      worker.onerror = (event) => fail(new Error(event.message || 'the worker did not start'));
      worker.postMessage(order);
    });
}

/** Both players, or undefined (and a line that says so) where no Chromium starts. */
export async function openPlayers() {
  const file = await bundle('test/bench/portable-run.ts', ['src', 'test']);
  const inNode = await import(pathToFileURL(file).href);
  const { chromium } = await import('playwright');
  let browser;
  try {
    browser = await chromium.launch({ executablePath: await ensureChromium(), args: launchArgs });
    const page = await browser.newPage();
    // A module worker needs a page with an origin; the answer is made up here, without a server.
    await page.route('**/*', (route) => route.fulfill({ contentType: 'text/html', body: '' }));
    await page.goto('http://localhost/');
    await page.evaluate(startWorker, readFileSync(file, 'utf8'));
    return {
      node: async (template, seconds) => inNode.play(template, seconds),
      chromium: (template, seconds) =>
        page.evaluate((order) => globalThis.playInWorker(order), [template, seconds]),
      close: () => browser.close(),
    };
  } catch (error) {
    process.stderr.write(`browser: skipped, for no Chromium starts here (${error.message.split('\n')[0]})\n`);
    await browser?.close();
    return undefined;
  }
}
