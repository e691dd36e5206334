// Random scenarios under random faults: `npm run soak -- --seeds 1000`.
import { runMain } from './lib/bundle.mjs';

await runMain('test/soak/main.ts', process.argv.slice(2), ['src', 'test']);
