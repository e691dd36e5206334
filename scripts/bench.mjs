// Speed and memory figures: `npm run bench`. Numbers are reported, not gated.
import { runMain } from './lib/bundle.mjs';

await runMain('test/bench/main.ts', process.argv.slice(2), ['src', 'test']);
