// Speed and memory figures: `npm run bench`. Numbers are reported, not gated.
import { pathToFileURL } from 'node:url';
import { bundle } from './lib/bundle.mjs';
import { openPlayers } from './lib/chromium-worker.mjs';

const { main } = await import(pathToFileURL(await bundle('test/bench/main.ts', ['src', 'test'])).href);
process.exitCode = await main(process.argv.slice(2), { openPlayers });
