/**
 * The call policy of one process for one dependency: retry(breaker(bulkhead(timeout(send)))). What breaker and bulkhead
 * turn away was never sent: it is neither counted by the breaker nor tried again. All of it dies with the process. A call
 * to a store waits for its connection (`connection-pool.ts`) between bulkhead and timeout.
 */
import type { Micros } from '../../base/units.ts';
import { cause } from '../telemetry/causes.ts';
import { Breaker } from './breaker.ts';
import type { ParameterValues } from './parameter-values.ts';
import type { callPolicyFields } from './policy-specs.ts';
import { Retry } from './retry.ts';
import type { Site } from './site.ts';

export type CallPolicyConfig = ParameterValues<typeof callPolicyFields>;

export class CallPolicy {
  private readonly site: Site;
  private readonly breaker: Breaker;
  private readonly retry: Retry;
  /** Calls under way at a time; infinite without a bulkhead. */
  private limit = Number.POSITIVE_INFINITY;
  private underWay = 0;
  /** Permit of the call just admitted. Not saved, because that call is sent at once. */
  permit = 0;

  /** `wake` asks for an `onDue` at an instant. */
  constructor(site: Site, dependency: string, wake: (at: Micros) => void) {
    this.site = site;
    this.breaker = new Breaker(site, dependency, wake);
    this.retry = new Retry(site);
  }

  /** May a call be sent now? `cause.none`, and then `onSent` or `onGivenUp` must follow; or what turns it away. */
  admit(): number {
    if (this.underWay >= this.limit && !this.breaker.isOpen) return cause.rejectedByBulkhead;
    this.permit = this.breaker.tryAcquire();
    if (this.permit < 0) return cause.rejectedByBreaker;
    this.underWay += 1;
    return cause.none;
  }

  /** What a rejection of a call that `server` would have got is put down to: a story id, 0 = unknown. */
  rootOf(causeCode: number, server: number): number {
    const { blame } = this.site;
    if (causeCode === cause.rejectedByBreaker) return this.breaker.root;
    return blame.troubleOf(server) || blame.cutTowards(server) || blame.congestionOf(server);
  }

  onFirstTry(): void {
    this.retry.onFirstTry();
  }

  /** `permit`: as `admit` left it. */
  onSent(child: number, permit: number): void {
    if (permit > 0) this.site.permits.set(child, permit);
  }

  /** A call that was admitted is not sent after all. */
  onGivenUp(permit: number, server: number, causeCode: number, rootId: number): void {
    this.underWay -= 1;
    if (permit > 0) this.breaker.report(permit, server, causeCode, rootId);
  }

  onEnded(child: number): void {
    const { calls, permits } = this.site;
    this.underWay -= 1;
    const permit = permits.of(child);
    if (permit === 0) return;
    this.breaker.report(
      permit,
      calls.callee[child] as number,
      calls.cause[child] as number,
      calls.rootId[child] as number,
    );
  }

  /** How long to wait before another try, Micros; undefined if the failure of `child` is the end of it. */
  retryAfter(child: number): Micros | undefined {
    return this.retry.delayAfter(child);
  }

  /** The moment that the breaker asked for. */
  onDue(): void {
    this.breaker.onDue();
  }

  onStart(): void {
    this.underWay = 0;
    this.breaker.onStart();
    this.retry.onStart();
  }

  configure({ retry, breaker, bulkhead }: CallPolicyConfig): void {
    this.retry.configure(retry);
    this.breaker.configure(breaker);
    this.limit = bulkhead?.limit ?? Number.POSITIVE_INFINITY;
  }

  save() {
    return { underWay: this.underWay, breaker: this.breaker.save(), retry: this.retry.save() };
  }

  /** To be followed by `configure`. */
  load(plain: ReturnType<CallPolicy['save']>): void {
    this.underWay = plain.underWay;
    this.breaker.load(plain.breaker);
    this.retry.load(plain.retry);
  }
}
