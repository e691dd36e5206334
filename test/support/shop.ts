// The shop of the template `breaker` with two classes, reads and checkouts, as formulas about it want them: whatever does
// not read pays.
import type { RoutesSource, ScenarioSource } from '../../src/scenario/scenario.ts';
import { breaker } from '../../src/scenario/templates/breaker.ts';

const [read, checkout] = breaker.classes ?? [];

/** `checkouts`: their share of the requests. */
export function shopOf(checkouts: number, own?: RoutesSource): ScenarioSource {
  return {
    ...breaker,
    classes: [
      { ...read!, share: 1 - checkouts },
      { ...checkout!, share: checkouts },
    ],
    groups: (breaker.groups ?? []).map(({ routes, ...group }) => ({
      ...group,
      routes: own ?? { checkout: routes?.checkout ?? [] },
    })),
  };
}

/** 20 checkouts a second, as in the template. */
export const shop = shopOf(0.05);
