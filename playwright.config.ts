// Browser journeys: e2e/*.spec.ts against the built page. `page.goto('./')` opens it.
import { browserConfig } from './e2e/playwright-base.ts';

export default {
  ...(await browserConfig({ width: 1440, height: 900 })),
  testDir: './e2e',
  testMatch: '*.spec.ts',
  testIgnore: '*shots.spec.ts',
};
