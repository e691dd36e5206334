// docs/SCENARIO.md and docs/scenario.schema.json from the specs of the kinds: `npm run docs`.
import { runMain } from './lib/bundle.mjs';
import { root } from './lib/project.mjs';

process.chdir(root);
await runMain('test/scenario-docs/main.ts', [], ['src', 'test/scenario-docs']);
