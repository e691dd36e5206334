// The headless runner: `npm run --silent sim -- vertical --seed 7 --json`. Nothing but the CLI writes to stdout.
import { runMain } from './lib/bundle.mjs';

try {
  await runMain('src/cli/main.ts', process.argv.slice(2));
} catch (error) {
  // Whoever runs a simulation has no use for a stack of ours.
  const message = error instanceof Error ? error.message : String(error);
  console.error(`could not run: ${message.split('\n', 1)[0]}`);
  process.exitCode = 1;
}
