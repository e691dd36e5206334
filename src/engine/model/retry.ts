/** When a call that failed is tried again by one process: by its cause, how often it was tried, and a budget. */
import * as retryBudget from '../../algorithms/resilience/retry-budget.ts';
import * as retryPolicy from '../../algorithms/resilience/retry-policy.ts';
import { copyPlain } from '../../base/plain.ts';
import { type Micros, microsFromMillis } from '../../base/units.ts';
import { purposes } from '../kernel/draws.ts';
import { causesThat } from '../telemetry/causes.ts';
import { callVerbs, policyNotes } from '../telemetry/records.ts';
import type { ParameterValues } from './parameter-values.ts';
import { tryNotes } from './payloads.ts';
import type { callPolicyFields } from './policy-specs.ts';
import type { Site } from './site.ts';

export type RetryConfig = ParameterValues<typeof callPolicyFields.retry.fields>;

const kinds = {
  fixed: 'fixed',
  exponential: 'exponential',
  fullJitter: 'full',
  equalJitter: 'equal',
} as const;
/** Retries that may be made before any first try has paid in. */
const reserve = 10;
const refusals = causesThat(({ mayGoElsewhere }) => mayGoElsewhere);
const write = callVerbs.indexOf('write');
const writes = new Set([write, callVerbs.indexOf('put')]);

export class Retry {
  private readonly site: Site;
  private config: RetryConfig | undefined;
  private policy: retryPolicy.RetryPolicy | undefined;
  private budget: retryBudget.RetryBudget = retryBudget.create({ ratio: 0, capacity: reserve });

  constructor(site: Site) {
    this.site = site;
  }

  onFirstTry(): void {
    if (this.config !== undefined) retryBudget.recordRequest(this.budget, this.site.now);
  }

  /** A call has just been sent. */
  onSent(child: number): void {
    const { calls, notes } = this.site;
    if (this.config?.idempotencyKey === true && calls.verb[child] === write)
      notes.add(child, tryNotes.withKey);
  }

  /** How long to wait before the next try, Micros; undefined if `child` was the last. Takes the retry out of the budget. */
  delayAfter(child: number): Micros | undefined {
    const { site, config, policy } = this;
    if (config === undefined || policy === undefined) return undefined;
    const { attempt, cause, verb, ordinal, drawKey } = site.calls;
    if (!isFor(config, cause[child] as number, verb[child] as number)) return undefined;
    const tries = attempt[child] as number;
    if (tries >= config.attempts) return undefined;
    if (!retryBudget.tryRetry(this.budget, site.now)) {
      site.policyTrails.note(child, policyNotes.budgetSpent);
      return undefined;
    }
    const draw = site.draw(purposes.retryDelay, ordinal[child] as number, drawKey[child] as number, 0);
    return retryPolicy.delayAfter(policy, tries, policy.base, draw);
  }

  /** A new process begins with a full reserve. */
  onStart(): void {
    this.budget = retryBudget.create(budgetOf(this.config));
  }

  configure(next: RetryConfig | undefined): void {
    if (next?.budgetRatio !== this.config?.budgetRatio)
      retryBudget.retune(this.budget, this.site.now, budgetOf(next));
    this.config = next;
    this.policy = next && retryPolicy.create(policyOf(next));
  }

  save() {
    return { config: copyPlain(this.config), budget: copyPlain(this.budget) };
  }

  /** To be followed by `configure`. */
  load(plain: ReturnType<Retry['save']>): void {
    this.config = copyPlain(plain.config);
    this.budget = copyPlain(plain.budget);
  }
}

function isFor({ on }: RetryConfig, causeCode: number, verb: number): boolean {
  if (refusals.has(causeCode)) return true;
  return on === 'any' || (on === 'idempotent' && !writes.has(verb));
}

function policyOf({ attempts, backoff, baseMillis, capMillis }: RetryConfig): retryPolicy.RetryPolicyOptions {
  const cap = microsFromMillis(capMillis);
  const base = Math.min(cap, microsFromMillis(baseMillis));
  const kind = kinds[backoff];
  return kind === 'fixed' ? { kind, base, attempts } : { kind, base, cap, attempts };
}

const budgetOf = (config: RetryConfig | undefined): retryBudget.RetryBudgetOptions => ({
  ratio: config?.budgetRatio ?? 0,
  capacity: reserve,
});
