// Tests run in Node; what needs a browser is a Playwright journey in e2e/. Timeouts are generous because
// the machines that run this share their cores.
import { defineConfig } from 'vitest/config';

export default defineConfig({
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
