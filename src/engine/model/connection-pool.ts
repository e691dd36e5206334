/**
 * The pool of connections that one process keeps to each server of a dependency: a call takes one, opens one more while
 * there are fewer than `size`, or waits, first come first served, up to `waitMillis`. What was opened stays open. A route
 * may hold a connection across other asks, as a transaction does; its own asks of the dependency go over it.
 */
import { copyPlain } from '../../base/plain.ts';
import { type Micros, microsFromMillis } from '../../base/units.ts';
import { callPhase } from '../kernel/calls.ts';
import { cause } from '../telemetry/causes.ts';
import type { Ask } from './asks.ts';
import { pooledToOpen } from './connections.ts';
import type { ParameterValues } from './parameter-values.ts';
import type { poolFields } from './policy-specs.ts';
import { PoolStory } from './pool-story.ts';
import type { Site } from './site.ts';

export type PoolConfig = ParameterValues<typeof poolFields>;

/** Waits for a connection to `node`: the `attempt`-th try of an ask, or, 0, a route that wants to hold one. */
export interface Waiter {
  readonly call: number;
  /** The life of the call's record in which it asked. */
  readonly generation: number;
  readonly ask: Ask | undefined;
  readonly verb: number;
  readonly attempt: number;
  readonly node: number;
  /** Of the breaker that has let it through. */
  readonly permit: number;
  readonly ticket: number;
  readonly since: Micros;
}

/** What there is to one server: connections that nobody uses, and the number of those in use. */
export interface Place {
  readonly idle: number[];
  inUse: number;
}

/** `call` keeps a connection to `node` between its asks. */
export interface Hold {
  readonly call: number;
  readonly node: number;
  connection: number;
}

export interface PoolHooks {
  readonly onConnected: (waiter: Waiter) => void;
  readonly onGivenUp: (waiter: Waiter) => void;
  /** Asks for `onDue(ticket)` at an instant. */
  readonly wake: (ticket: number, at: number) => void;
}

/** A ticket is an int32 and is gone long before its number comes again. */
const tickets = 0x3fffffff;

export class ConnectionPool {
  private readonly site: Site;
  private readonly hooks: PoolHooks;
  private readonly story: PoolStory;
  private config: PoolConfig | undefined;
  /** By server, as far as they were needed. */
  private places: Record<number, Place> = {};
  private waiting: Waiter[] = [];
  private holds: Hold[] = [];
  private nextTicket = 0;
  /** The root of whoever holds a connection is being looked for. Not saved, because that is done at once. */
  private isTracing = false;
  /** The connection just taken. Not saved, because a call is sent over it at once. */
  private taken = 0;

  constructor(site: Site, dependency: string, hooks: PoolHooks) {
    this.site = site;
    this.hooks = hooks;
    this.story = new PoolStory(site, dependency);
  }

  get isOn(): boolean {
    return this.config !== undefined;
  }

  /** The server to which a call holds a connection, −1 if it holds none. */
  heldTo(call: number): number {
    return this.holds.length === 0 ? -1 : (this.holdOf(call)?.node ?? -1);
  }

  /** May a call be sent to `node` now on behalf of `call`? If so, `onSent` must follow. */
  take(call: number, node: number): boolean {
    this.taken = 0;
    const { config } = this;
    if (config === undefined) return true;
    const hold = this.holdOf(call);
    if (hold !== undefined) this.taken = this.usable(hold);
    else {
      const place = this.placeOf(node);
      if (this.hasRoomAt(place, node, config.size)) this.taken = claim(place);
    }
    return this.taken !== 0;
  }

  onSent(child: number): void {
    if (this.taken !== 0) this.site.connections.send(child, this.taken);
  }

  /** A call has ended, made for `call` or, −1, for nobody who waits: what it came over is free again, or lost. */
  onEnded(child: number, call: number): void {
    const { calls, connections } = this.site;
    if (!connections.isPooled(child)) return;
    const node = calls.callee[child] as number;
    const isGivenUp = calls.cause[child] === cause.timedOut;
    const connection = connections.leave(child, node, isGivenUp, isDone(this.site, child));
    const hold = this.holdOf(call);
    if (hold === undefined) this.giveBack(node, connection);
    else hold.connection = connection || pooledToOpen;
  }

  wait(
    call: number,
    attempt: number,
    node: number,
    permit: number,
    ask: Ask | undefined,
    verb: number,
  ): void {
    const ticket = this.nextTicket;
    this.nextTicket = (ticket + 1) % tickets;
    const generation = this.site.generationOf(call);
    const since = this.site.now;
    this.waiting.push({ call, generation, ask, verb, attempt, node, permit, ticket, since });
    const waitMillis = this.config?.waitMillis ?? 0;
    this.hooks.wake(ticket, this.site.now + microsFromMillis(waitMillis));
  }

  /** Its time is up, if it still waits. */
  onDue(ticket: number): void {
    const place = this.waiting.findIndex((one) => one.ticket === ticket);
    if (place < 0 || this.config === undefined) return;
    const [waiter] = this.waiting.splice(place, 1) as [Waiter];
    if (!this.site.isServing(waiter.call, waiter.generation)) {
      this.hooks.onGivenUp(waiter);
      return;
    }
    this.story.onGivenUp(this.config, this.rootAt(waiter.node));
    this.hooks.onGivenUp(waiter);
  }

  /** Takes a connection to `node` for a route to keep. False if it has to wait for one. */
  hold(call: number, node: number): boolean {
    if (!this.hasRoom(node)) return false;
    this.holds.push({ call, node, connection: claim(this.placeOf(node)) });
    return true;
  }

  /** The route of `call` keeps its connection no longer. */
  release(call: number): void {
    const place = this.holds.findIndex((one) => one.call === call);
    if (place < 0) return;
    const [{ node, connection }] = this.holds.splice(place, 1) as [Hold];
    this.giveBack(node, connection);
  }

  /** The process hung and goes on. */
  resume(): void {
    this.serve();
  }

  isWaiting(call: number): boolean {
    return this.waiting.some((one) => one.call === call);
  }

  /** What keeps its connections to `node` in use: a story id, 0 = unknown. */
  rootAt(node: number): number {
    const { blame } = this.site;
    const direct = blame.troubleOf(node) || blame.cutTowards(node);
    if (direct !== 0) return direct;
    const held = this.rootOfHolders(node);
    if (held !== 0) return held;
    return blame.congestionOf(node) || blame.editedBy || this.story.root;
  }

  /** What keeps `call` waiting for a connection: a story id, 0 = it does not wait. */
  rootOfWait(call: number): number {
    const waiter = this.waiting.find((one) => one.call === call);
    return waiter === undefined ? 0 : this.rootAt(waiter.node);
  }

  /** Where it stands to a server, for its instruments. */
  inUseOf(node: number): number {
    return this.places[node]?.inUse ?? 0;
  }

  waitingFor(node: number): number {
    return this.waiting.reduce((count, one) => (one.node === node ? count + 1 : count), 0);
  }

  /** Its machine closes what the process has left open, unless that has no power. */
  onCrash(isOff: boolean): void {
    if (!isOff) this.closeSurplus(0);
    this.places = {};
    this.waiting = [];
    this.holds = [];
    this.story.forget();
  }

  /** Nothing happens where nothing is changed: so also after `load`. */
  configure(next: PoolConfig | undefined): void {
    const { config } = this;
    if (config?.size === next?.size && config?.waitMillis === next?.waitMillis) return;
    this.config = next;
    this.closeSurplus(next?.size ?? 0);
    if (next === undefined) this.story.onRoom(true);
    this.serve();
  }

  save() {
    const { places, waiting, holds, nextTicket } = this;
    const story = this.story.save();
    return copyPlain({ config: this.config, places, waiting, holds, nextTicket, story });
  }

  load(plain: ReturnType<ConnectionPool['save']>): void {
    const { config, places, waiting, holds, nextTicket, story } = copyPlain(plain);
    Object.assign(this, { config, places, waiting, holds, nextTicket });
    this.story.load(story);
  }

  private rootOfHolders(node: number): number {
    // Two calls may each hold what the other waits for.
    if (this.isTracing) return 0;
    this.isTracing = true;
    let root = 0;
    for (const { call, node: held } of this.holds) {
      if (held === node && !this.isWaiting(call)) root = this.site.blame.of(call);
      if (root !== 0) break;
    }
    this.isTracing = false;
    return root;
  }

  private holdOf(call: number): Hold | undefined {
    for (const one of this.holds) if (one.call === call) return one;
    return undefined;
  }

  /** A server that has died has closed what is held. */
  private usable({ node, connection }: Hold): number {
    return this.site.connections.isOpen(connection, node) ? connection : pooledToOpen;
  }

  private hasRoom(node: number): boolean {
    return this.config === undefined || this.hasRoomAt(this.placeOf(node), node, this.config.size);
  }

  private hasRoomAt(place: Place, node: number, size: number): boolean {
    this.dropClosed(place, node);
    return place.inUse < size;
  }

  private placeOf(node: number): Place {
    const known = this.places[node];
    if (known !== undefined) return known;
    const place: Place = { idle: [], inUse: 0 };
    this.places[node] = place;
    return place;
  }

  private giveBack(node: number, connection: number): void {
    const { config, site } = this;
    const place = this.placeOf(node);
    place.inUse -= 1;
    if (site.connections.isOpen(connection, node)) {
      if (config !== undefined && place.idle.length + place.inUse < config.size) place.idle.push(connection);
      else site.connections.close(connection, node);
    }
    if (this.waiting.length > 0 || this.story.root !== 0) this.serve();
  }

  /** Whoever waits longest for a server that has room gets a connection to it. */
  private serve(): void {
    if (this.site.isHung) return;
    for (let place = 0; place < this.waiting.length; ) {
      const waiter = this.waiting[place] as Waiter;
      if (this.hasRoom(waiter.node)) {
        this.waiting.splice(place, 1);
        this.hand(waiter);
      } else place += 1;
    }
    if (this.waiting.length === 0) this.story.onRoom(false);
  }

  private hand(waiter: Waiter): void {
    if (!this.site.isServing(waiter.call, waiter.generation)) {
      this.hooks.onGivenUp(waiter);
      return;
    }
    const connection = claim(this.placeOf(waiter.node));
    if (waiter.attempt === 0) this.holds.push({ call: waiter.call, node: waiter.node, connection });
    else this.taken = connection;
    this.hooks.onConnected(waiter);
  }

  private dropClosed({ idle }: Place, node: number): void {
    if (idle.length > 0 && !this.site.connections.isOpen(idle[0] as number, node)) idle.length = 0;
  }

  /** Closes what nobody uses beyond `size` connections to a server. */
  private closeSurplus(size: number): void {
    const { connections } = this.site;
    for (const [key, { idle, inUse }] of Object.entries(this.places)) {
      const node = Number(key);
      while (idle.length > 0 && idle.length + inUse > size) connections.close(idle.pop() as number, node);
    }
  }
}

function claim(place: Place): number {
  place.inUse += 1;
  return place.idle.pop() ?? pooledToOpen;
}

const isDone = ({ calls }: Site, call: number): boolean =>
  (calls.phase[call] as number) >= callPhase.finished;
