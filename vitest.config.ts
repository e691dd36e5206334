// Tests run in Node; what needs a browser is a Playwright journey in e2e/. Timeouts are generous because
// the machines that run this share their cores.
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

const seedFile = fileURLToPath(new URL('./test/support/property-seed.ts', import.meta.url));

/** Whatever draws properties draws them from the seed: set up where it is imported, for most files never do. */
const propertySeed: Plugin = {
  name: 'property-seed',
  enforce: 'pre',
  transform: (code, id) =>
    code.includes("from 'fast-check'") && id !== seedFile
      ? { code: `import ${JSON.stringify(seedFile)}; ${code}`, map: null }
      : undefined,
};

export default defineConfig({
  plugins: [propertySeed],
  test: {
    environment: 'node',
    include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.ts'],
    // The page loads the language in use; tests tell in both.
    setupFiles: ['./test/support/cpu-of-file.ts', './src/i18n/both.ts'],
    testTimeout: 300_000,
    hookTimeout: 300_000,
    pool: 'forks',
    maxWorkers: 2,
  },
});
