/** The article's own code where it differs from the right one, re-made to be looked at: one namespace per file. */
import * as addressRemainder from './address-remainder.ts';
import * as collidingRing from './colliding-ring.ts';
import * as connectionCounter from './connection-counter.ts';
import * as countingBreaker from './counting-breaker.ts';
import * as cutOffTimeout from './cut-off-timeout.ts';
import type { Defect } from './defect.ts';
import * as duplicatedUpstream from './duplicated-upstream.ts';
import * as fixedWaitShutdown from './fixed-wait-shutdown.ts';
import * as flagCache from './flag-cache.ts';
import * as missingRow from './missing-row.ts';
import * as overwrittenHealth from './overwritten-health.ts';
import * as processUsage from './process-usage.ts';
import * as proxyAddressLimit from './proxy-address-limit.ts';
import * as rewritingProxy from './rewriting-proxy.ts';
import * as rotation from './rotation.ts';
import * as sessionMap from './session-map.ts';
import * as shardFunctions from './shard-functions.ts';
import * as slidingSet from './sliding-set.ts';
import * as storeOptions from './store-options.ts';
import * as unmovedRows from './unmoved-rows.ts';
import * as upgradeHeader from './upgrade-header.ts';
import * as upstreamCheck from './upstream-check.ts';
import * as weightedPicker from './weighted-picker.ts';

const cases = {
  weightedPicker,
  rotation,
  connectionCounter,
  addressRemainder,
  shardFunctions,
  collidingRing,
  unmovedRows,
  countingBreaker,
  slidingSet,
  proxyAddressLimit,
  storeOptions,
  flagCache,
  sessionMap,
  missingRow,
  overwrittenHealth,
  processUsage,
  fixedWaitShutdown,
  cutOffTimeout,
  rewritingProxy,
  upgradeHeader,
  duplicatedUpstream,
  upstreamCheck,
};

export type CaseName = keyof typeof cases;

/** Every defect with the namespace of this folder that shows it. */
export const defects: readonly (Defect & { readonly shownBy: CaseName })[] = Object.entries(cases).flatMap(
  ([shownBy, shown]) => shown.defects.map((defect) => ({ ...defect, shownBy: shownBy as CaseName })),
);

export type { Defect, TextbookName } from './defect.ts';
export { textbookNames } from './defect.ts';
export {
  addressRemainder,
  collidingRing,
  connectionCounter,
  countingBreaker,
  cutOffTimeout,
  duplicatedUpstream,
  fixedWaitShutdown,
  flagCache,
  missingRow,
  overwrittenHealth,
  processUsage,
  proxyAddressLimit,
  rewritingProxy,
  rotation,
  sessionMap,
  shardFunctions,
  slidingSet,
  storeOptions,
  unmovedRows,
  upgradeHeader,
  upstreamCheck,
  weightedPicker,
};
