/**
 * A pool of servers that are alike to whoever calls them: which of them gets the next call. A balancer of the textbook
 * picks; what calls come to (passive health, nginx `max_fails`) and active probes say who is in rotation; the owner says
 * who is a member. Every call that was picked for must be given back, by `onEnded` or `cancel`.
 */
import { isAnyHealthy, isDisabled } from '../../algorithms/balancing/passive-health.ts';
import { type BalancerOptions, peerOf, setDown } from '../../algorithms/balancing/peers.ts';
import type { ProbeOptions } from '../../algorithms/health/probe.ts';
import type { Outcome } from '../../algorithms/outcome.ts';
import { type Micros, microsPerSecond } from '../../base/units.ts';
import { purposes } from '../kernel/draws.ts';
import { cause } from '../telemetry/causes.ts';
import { ActiveProbes, type Rotation, type RotationAfter } from './active-probes.ts';
import { Balance, type Rule } from './balance.ts';
import { Ejections } from './ejections.ts';
import type { Site } from './site.ts';

export interface PoolOptions {
  readonly rule: Rule;
  /** Calls that come to nothing until a server is ejected, 0 = they are not counted; and for how long it is then. */
  readonly maxFails: number;
  readonly failTimeout: Micros;
  /** When nobody is in rotation, it takes everybody for healthy; else it turns calls away. */
  readonly failsOpen: boolean;
}

const defaults: Omit<PoolOptions, 'rule'> = {
  maxFails: 0,
  failTimeout: 10 * microsPerSecond,
  failsOpen: false,
};

const doesLearn = ({ maxFails, rule }: PoolOptions): boolean => maxFails > 0 || rule === 'leastResponseTime';

/** Draws of one pick stay below this. */
const drawsPerPick = 64;

export class ServerPool {
  private readonly site: Site;
  private readonly probes: ActiveProbes | undefined;
  private readonly ejections: Ejections;
  private members: readonly number[];
  /** Members that are picked only when no other can be. */
  private backups: readonly number[] = [];
  private options: PoolOptions;
  /** Whether what calls come to, and how soon, decides anything: if not, their number is all that is kept. */
  private learns: boolean;
  private balance: Balance;
  /** Filled in for each pick and each release, so that neither allocates. */
  private readonly picking: {
    now: Micros;
    tried: ReadonlySet<number> | undefined;
    readonly random: () => number;
  };
  private readonly releasing: { now: Micros; outcome: Outcome; responseTime: Micros } = {
    now: 0,
    outcome: 'ok',
    responseTime: 0,
  };
  /** The call that is being picked for, and the number of its next draw. */
  private call = 0;
  private nextDraw = 0;

  /** `probing`: its servers are probed as well, and stay its members. */
  constructor(
    site: Site,
    members: readonly number[],
    options: Partial<PoolOptions> & Pick<PoolOptions, 'rule'>,
    probing?: ProbeOptions,
  ) {
    this.site = site;
    this.members = members;
    this.options = { ...defaults, ...options };
    this.learns = doesLearn(this.options);
    this.balance = new Balance(this.options.rule, this.balancerOptions());
    this.ejections = new Ejections(site);
    this.probes =
      probing && new ActiveProbes(site, members, probing, (server, down) => this.setDown(server, down));
    this.picking = { now: 0, tried: undefined, random: () => this.draw() };
  }

  /** How many members are neither down by their probes nor ejected. */
  get rotation(): Rotation {
    const { peers } = this.balance.state;
    let left = 0;
    for (const { id } of peers) if (!this.isOut(id)) left += 1;
    return { left, all: peers.length };
  }

  /** Is a member out of rotation? Undefined for who is no member. */
  hasRemoved(server: number): boolean | undefined {
    return this.balance.state.placeById.has(server) ? this.isOut(server) : undefined;
  }

  /** Who gets `call`, −1 for nobody; `tried` have refused it. */
  pick(call: number, tried: ReadonlySet<number> | undefined): number {
    const { picking } = this;
    picking.now = this.site.now;
    picking.tried = tried;
    this.call = call;
    this.nextDraw = 0;
    return this.balance.pick(picking) ?? this.pickOfAll();
  }

  /** The call that was picked for is not sent after all. */
  cancel(server: number): void {
    this.balance.cancel(server);
  }

  /** A call that was picked for has ended. */
  onEnded(child: number): void {
    const { calls } = this.site;
    const server = calls.callee[child] as number;
    if (calls.mayGoElsewhere[child] === 1) this.probes?.notePassedOn(server);
    if (this.learns) this.learn(child, server);
    else this.balance.cancel(server);
  }

  /** Story id of why nobody can be picked: the first member's own trouble, or what took it out; 0 = unknown. */
  rootOfAbsence(): number {
    const { site, probes, ejections } = this;
    for (const server of this.members) {
      const taken = probes === undefined ? 0 : probes.rootOf(server);
      const root = site.blame.troubleOf(server) || taken || ejections.rootOf(server);
      if (root !== 0) return root;
    }
    return 0;
  }

  /** Who stays keeps its calls under way and what is known of it; who leaves is sent nothing more. */
  setMembers(members: readonly number[], backups: readonly number[]): void {
    this.members = members;
    this.backups = backups;
    this.balance.retune(this.options.rule, this.balancerOptions());
  }

  /** The process begins and knows nothing of calls before. */
  onStart(): void {
    const { site } = this;
    this.balance = new Balance(this.options.rule, this.balancerOptions());
    this.ejections.clear();
    if (this.probes === undefined) return;
    for (const server of this.members) site.tap?.rotation(site.index, server, false);
    this.probes.onStart();
  }

  onMessage(message: number): void {
    this.probes?.onMessage(message);
  }

  onTimer(timer: number, payload: number): void {
    this.probes?.onTimer(timer, payload);
  }

  configure(options: PoolOptions, probing: ProbeOptions): void {
    this.options = options;
    this.learns = doesLearn(options);
    this.balance.retune(options.rule, this.balancerOptions());
    for (const server of this.members) this.judge(server, this.site.blame.editedBy, true);
    this.probes?.configure(probing);
  }

  save() {
    const { members, backups } = this;
    const [balance, ejections, probes] = [this.balance.save(), this.ejections.save(), this.probes?.save()];
    return { members: members.slice(), backups: backups.slice(), balance, ejections, probes };
  }

  /** To be followed by `configure`, if that is ever called. */
  load(plain: ReturnType<ServerPool['save']>): void {
    this.members = plain.members.slice();
    this.backups = plain.backups.slice();
    this.balance.load(plain.balance);
    this.ejections.load(plain.ejections);
    if (plain.probes !== undefined) this.probes?.load(plain.probes);
  }

  private balancerOptions(): BalancerOptions<number> {
    const { maxFails, failTimeout } = this.options;
    const server = (id: number, backup: boolean) => ({ id, backup, maxFails, failTimeout });
    return {
      servers: [
        ...this.backups.map((id) => server(id, true)),
        ...this.members.map((id) => server(id, false)),
      ],
    };
  }

  /** Nobody could be picked. Failing open, all are asked if that was for their health. */
  private pickOfAll(): number {
    const { state } = this.balance;
    const { picking } = this;
    if (!this.options.failsOpen || isAnyHealthy(state, picking.now)) return -1;
    state.ignoresHealth = true;
    const server = this.balance.pick(picking);
    state.ignoresHealth = false;
    return server ?? -1;
  }

  private draw(): number {
    const { site, picking, call } = this;
    const index = (picking.tried?.size ?? 0) * drawsPerPick + this.nextDraw;
    this.nextDraw += 1;
    const { ordinal, drawKey } = site.calls;
    return site.draw(purposes.balancing, ordinal[call] as number, drawKey[call] as number, index);
  }

  private learn(child: number, server: number): void {
    const { site, releasing } = this;
    const { calls } = site;
    const isError = calls.cause[child] !== cause.none;
    releasing.now = site.now;
    releasing.outcome = isError && this.cameToNothing(child) ? 'failed' : 'ok';
    releasing.responseTime = site.now - (calls.sentAt[child] as number);
    this.balance.release(server, releasing, isError);
    this.judge(server, calls.rootId[child] as number);
  }

  /**
   * Has no answer come to a call: the connection was refused or broke, or the caller's own time ran out? An error that the
   * server answered with, such as a full queue or a failure further down, says that the server is there.
   */
  private cameToNothing(child: number): boolean {
    const { calls, blame } = this.site;
    const causeCode = calls.cause[child];
    if (causeCode === cause.refused) return calls.mayGoElsewhere[child] === 1;
    if (causeCode === cause.timedOut) return (calls.timeoutSlot[child] as number) < 0;
    const server = calls.callee[child] as number;
    return causeCode === cause.reset && calls.rootId[child] === blame.troubleOf(server);
  }

  private setDown(server: number, down: boolean): RotationAfter {
    const { site } = this;
    const before = this.isOut(server);
    setDown(this.balance.state, server, down);
    const isOut = this.isOut(server);
    if (isOut !== before) site.tap?.rotation(site.index, server, down);
    return { ...this.rotation, isOut };
  }

  /** Tells of a server whose passive health has changed. */
  private judge(server: number, rootId: number, byEdit = false): void {
    const { site, ejections } = this;
    const { state } = this.balance;
    const isEjected = isDisabled(state, server);
    if (isEjected === ejections.has(server)) return;
    const peer = peerOf(state, server);
    if (!peer.down) site.tap?.rotation(site.index, server, isEjected);
    if (isEjected) ejections.begin(server, rootId, peer.fails, this.rotation);
    else ejections.end(server, this.rotation, byEdit);
  }

  private isOut(server: number): boolean {
    const { state } = this.balance;
    return peerOf(state, server).down || isDisabled(state, server);
  }
}
