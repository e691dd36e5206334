// Pictures only: e2e/*shots.spec.ts, run by `npm run shots`; each picture picks its own size.
import { browserConfig } from './playwright-base.ts';

export default {
  ...(await browserConfig({ width: 1440, height: 900 })),
  testMatch: '*shots.spec.ts',
};
