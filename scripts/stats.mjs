// Statistics over many seeds, judged and written to docs/figures.json: `npm run stats [-- NAME]`.
import { runMain } from './lib/bundle.mjs';

await runMain('test/stats/main.ts', process.argv.slice(2), ['src', 'test']);
