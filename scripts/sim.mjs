// The headless runner: `npm run --silent sim -- vertical --seed 7 --json`. Nothing but the CLI writes to stdout.
import { runMain } from './lib/bundle.mjs';

await runMain('src/cli/main.ts', process.argv.slice(2));
