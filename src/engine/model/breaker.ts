/**
 * The circuit breaker of one process for one dependency: the textbook's machine, told what happened to its calls, and
 * telling the story of its changes. Absent until the scenario or an edit adds it; it dies with its process.
 */
import * as circuitBreaker from '../../algorithms/resilience/circuit-breaker.ts';
import { assert } from '../../base/assert.ts';
import { copyPlain } from '../../base/plain.ts';
import { type Micros, microsFromMillis } from '../../base/units.ts';
import { cause, type FailureCause, failureCauses } from '../telemetry/causes.ts';
import type { ParameterValues } from './parameter-values.ts';
import type { callPolicyFields } from './policy-specs.ts';
import type { Site } from './site.ts';

export type BreakerConfig = ParameterValues<typeof callPolicyFields.breaker.fields>;

/** Of a call that passes where there is no breaker. */
const noPermit = 0;
const turnedAway = -1;

export class Breaker {
  private readonly site: Site;
  private readonly dependency: string;
  private readonly wake: (at: Micros) => void;
  private config: BreakerConfig | undefined;
  /** Kept after it was taken away, so that no permit is ever given twice. */
  private machine: circuitBreaker.CircuitBreaker | undefined;
  /** Story id of its last `breakerOpened`, 0 while it is closed; when that was; and what it is put down to. */
  private openedBy = 0;
  private openedAt: Micros = 0;
  private openedRoot = 0;
  /** Calls turned away since it was last closed. */
  private rejected = 0;

  constructor(site: Site, dependency: string, wake: (at: Micros) => void) {
    this.site = site;
    this.dependency = dependency;
    this.wake = wake;
  }

  get isOpen(): boolean {
    return this.config !== undefined && this.machine?.mode === 'open';
  }

  /** What its rejections are put down to. */
  get root(): number {
    return this.openedRoot || this.openedBy;
  }

  /** A permit to be handed back with the call's end, 0 without a breaker, −1 if the call is turned away. */
  tryAcquire(): number {
    if (this.config === undefined || this.machine === undefined) return noPermit;
    const before = this.machine.mode;
    const permit = circuitBreaker.tryAcquire(this.machine, this.site.now);
    // Due at this very instant, and the call came before the timer.
    if (this.machine.mode !== before) this.tellHalfOpened();
    if (permit === undefined) this.rejected += 1;
    return permit ?? turnedAway;
  }

  /** The call with `permit`, to `server`, has ended. */
  report(permit: number, server: number, causeCode: number, rootId: number): void {
    const { site, machine } = this;
    if (machine === undefined) return;
    const before = machine.mode;
    circuitBreaker.report(machine, site.now, permit, causeCode === cause.none ? 'ok' : 'failed');
    if (machine.mode === before || this.config === undefined) return;
    if (machine.mode === 'open') this.tellOpened(before === 'closed', server, causeCode, rootId);
    else if (machine.mode === 'closed') this.tellClosed();
  }

  /** The moment that it asked for has come. */
  onDue(): void {
    if (this.machine === undefined || this.config === undefined) return;
    if (circuitBreaker.advance(this.machine, this.site.now)) this.tellHalfOpened();
  }

  onStart(): void {
    if (this.machine !== undefined) circuitBreaker.reset(this.machine);
    this.forget();
  }

  /** An edit keeps the state and what was counted. Taken away, it is as good as closed; added again, it begins anew. */
  configure(next: BreakerConfig | undefined): void {
    const { config: before, machine } = this;
    this.config = next;
    if (next === undefined) {
      if (this.openedBy !== 0) this.tellClosed();
      return;
    }
    if (before !== undefined && isSame(before, next)) return;
    if (machine === undefined) {
      this.machine = circuitBreaker.create(optionsOf(next));
      return;
    }
    if (before === undefined) circuitBreaker.reset(machine);
    circuitBreaker.retune(machine, optionsOf(next));
    this.wakeWhenDue();
  }

  save() {
    const { openedBy, openedAt, openedRoot, rejected } = this;
    const [config, machine] = [copyPlain(this.config), copyPlain(this.machine)];
    return { config, machine, openedBy, openedAt, openedRoot, rejected };
  }

  load(plain: ReturnType<Breaker['save']>): void {
    this.config = copyPlain(plain.config);
    this.machine = copyPlain(plain.machine);
    this.openedBy = plain.openedBy;
    this.openedAt = plain.openedAt;
    this.openedRoot = plain.openedRoot;
    this.rejected = plain.rejected;
  }

  private tellOpened(isFirst: boolean, server: number, causeCode: number, rootId: number): void {
    const { site, dependency, config } = this;
    assert(config !== undefined, 'a breaker that opens has a configuration');
    if (isFirst) {
      this.openedAt = site.now;
      this.openedRoot = rootId;
      this.rejected = 0;
      this.openedBy = site.tell('breakerOpened', site.now, rootId, {
        dependency,
        server: site.nameOf(server),
        failures: config.failures,
        withinMicros: microsFromMillis(config.windowMillis),
        failureCause: failureCauses[causeCode] as FailureCause,
      });
    } else {
      site.tell('breakerReopened', site.now, rootId || this.openedBy, {
        dependency,
        rejected: this.rejected,
        failureCause: failureCauses[causeCode] as FailureCause,
      });
    }
    this.wakeWhenDue();
  }

  private tellHalfOpened(): void {
    const { site, dependency, rejected, config } = this;
    assert(config !== undefined, 'a breaker that changes has a configuration');
    const openMicros = microsFromMillis(config.openMillis);
    // By the clock: nothing that happened is the reason.
    site.tell('breakerHalfOpened', site.now, 0, { dependency, rejected, openMicros });
  }

  private tellClosed(): void {
    const { site, dependency, rejected } = this;
    const lastedMicros = site.now - this.openedAt;
    site.tell('breakerClosed', site.now, this.openedBy, { dependency, rejected, lastedMicros });
    this.forget();
  }

  private forget(): void {
    this.openedBy = 0;
    this.openedRoot = 0;
    this.rejected = 0;
  }

  private wakeWhenDue(): void {
    const { machine, site } = this;
    const due = machine === undefined ? undefined : circuitBreaker.nextDue(machine);
    if (due !== undefined) this.wake(Math.max(due, site.now));
  }
}

const isSame = (one: BreakerConfig, other: BreakerConfig): boolean =>
  one.failures === other.failures &&
  one.windowMillis === other.windowMillis &&
  one.openMillis === other.openMillis &&
  one.successes === other.successes;

function optionsOf(config: BreakerConfig): circuitBreaker.CircuitBreakerOptions {
  return {
    failureThreshold: config.failures,
    window: microsFromMillis(config.windowMillis),
    openFor: microsFromMillis(config.openMillis),
    successThreshold: config.successes,
  };
}
