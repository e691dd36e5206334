/**
 * Journeys: every hop of a sampled request, written out when it ends. All failures are kept too, up to a cap a second,
 * because a uniform sample would hide them. What is kept never changes what happens.
 */
import { isSampled } from '../../base/sampling.ts';
import { noCall } from '../kernel/calls.ts';
import type { UnsentTry } from '../model/policy-trails.ts';
import type { World } from '../model/world.ts';
import { cause, rejections } from './causes.ts';
import {
  type HistorySink,
  hopColumn,
  hopStride,
  journeyHeader,
  journeyHeaderStride,
  type RequestFate,
  requestFates,
  unsentColumn,
  unsentStride,
} from './records.ts';

/** Kept journeys of ordinary fate a second of simulated time, at most about this many. */
const keptPerSecond = 400;
const failuresPerSecond = 200;
/** Room for about a hundred journeys. */
const chunkLength = 4_096;
const noTries: readonly UnsentTry[] = [];
const fateCode = (fate: RequestFate): number => requestFates.indexOf(fate);
const codes = {
  inFlight: fateCode('inFlight'),
  ok: fateCode('ok'),
  slow: fateCode('slow'),
  stale: fateCode('stale'),
  degraded: fateCode('degraded'),
  failed: fateCode('failed'),
  rejected: fateCode('rejected'),
};

export class JourneyKeeper {
  /** One ordinary request in `ratio` is kept; a power of two. */
  ratio = 1;
  private arrivedThisSecond = 0;
  private failedThisSecond = 0;
  /** Journeys are written one after another into this; `used` numbers of it are taken. */
  private chunk = new Float64Array(chunkLength);
  private used = 0;
  private readonly world: World;
  private readonly sink: HistorySink;

  constructor(world: World, sink: HistorySink) {
    this.world = world;
    this.sink = sink;
  }

  onArrival(request: number): void {
    this.arrivedThisSecond += 1;
    const { requests } = this.world;
    requests.isSampled[request] = isSampled(requests.ordinal[request] as number, this.ratio) ? 1 : 0;
  }

  /** Before the request's records are freed. */
  onEnd(request: number, causeCode: number, rootId: number, slow: boolean): void {
    const { requests } = this.world;
    const failed = causeCode !== cause.none;
    if (requests.isSampled[request] === 0) {
      if (!failed || this.failedThisSecond >= failuresPerSecond) return;
    }
    if (failed) this.failedThisSecond += 1;
    const fate = failed
      ? rejections.has(causeCode)
        ? codes.rejected
        : codes.failed
      : requests.isStale[request] === 1
        ? codes.stale
        : requests.isDegraded[request] === 1
          ? codes.degraded
          : slow
            ? codes.slow
            : codes.ok;
    this.sink.journey(this.write(request, fate, causeCode, rootId, this.world.now));
  }

  /** The next second's ratio follows from this second's arrivals. */
  onSecond(): void {
    let ratio = 1;
    while (this.arrivedThisSecond / ratio > keptPerSecond) ratio *= 2;
    this.ratio = ratio;
    this.arrivedThisSecond = 0;
    this.failedThisSecond = 0;
  }

  /** Sampled requests that have not ended, oldest slot first. */
  inFlight(): Float64Array {
    const { requests } = this.world;
    const journeys: Float64Array[] = [];
    requests.forEachLive((request) => {
      if (requests.isSampled[request] === 1) journeys.push(this.write(request, codes.inFlight, 0, 0, -1));
    });
    const all = new Float64Array(journeys.reduce((length, journey) => length + journey.length, 0));
    let at = 0;
    for (const journey of journeys) {
      all.set(journey, at);
      at += journey.length;
    }
    return all;
  }

  save() {
    return { ratio: this.ratio, arrived: this.arrivedThisSecond, failed: this.failedThisSecond };
  }

  load(plain: ReturnType<JourneyKeeper['save']>): void {
    this.ratio = plain.ratio;
    this.arrivedThisSecond = plain.arrived;
    this.failedThisSecond = plain.failed;
  }

  /** The record in the layout of `records.ts`. */
  private write(
    request: number,
    fate: number,
    causeCode: number,
    rootId: number,
    endedAt: number,
  ): Float64Array {
    const { requests } = this.world;
    const order = this.callsOf(request);
    const trail = this.world.policyTrails.of(request);
    const unsent = trail?.unsent ?? noTries;
    const unsentFrom = journeyHeaderStride + order.length * hopStride;
    const numbers = this.room(unsentFrom + unsent.length * unsentStride);
    numbers[journeyHeader.ordinal] = requests.ordinal[request] as number;
    numbers[journeyHeader.class] = requests.class[request] as number;
    numbers[journeyHeader.fate] = fate;
    numbers[journeyHeader.cause] = causeCode;
    numbers[journeyHeader.rootId] = rootId;
    numbers[journeyHeader.arrivedAt] = requests.arrivedAt[request] as number;
    numbers[journeyHeader.endedAt] = endedAt;
    numbers[journeyHeader.key] = requests.key[request] as number;
    numbers[journeyHeader.client] = requests.client[request] as number;
    numbers[journeyHeader.hops] = order.length;
    numbers[journeyHeader.unsent] = unsent.length;
    for (let hop = 0; hop < order.length; hop += 1) {
      const base = journeyHeaderStride + hop * hopStride;
      this.writeHop(numbers, base, order, hop);
      if (trail !== undefined) numbers[base + hopColumn.policy] = trail.notes[order[hop] as number] ?? 0;
    }
    for (let place = 0; place < unsent.length; place += 1)
      writeUnsent(numbers, unsentFrom + place * unsentStride, order, unsent[place] as UnsentTry);
    return numbers;
  }

  /** Zeros that nobody else writes to. A buffer for each journey would cost more than all that is written into it. */
  private room(length: number): Float64Array {
    if (this.used + length > this.chunk.length) {
      this.chunk = new Float64Array(Math.max(length, chunkLength));
      this.used = 0;
    }
    const { buffer, BYTES_PER_ELEMENT } = this.chunk;
    const room = new Float64Array(buffer, this.used * BYTES_PER_ELEMENT, length);
    this.used += length;
    return room;
  }

  private callsOf(request: number): readonly number[] {
    const { requests, calls } = this.world;
    const order: number[] = [];
    let call = requests.firstCall[request] as number;
    for (; call !== noCall; call = calls.nextOfRequest[call] as number) order.push(call);
    return order;
  }

  private writeHop(numbers: Float64Array, base: number, order: readonly number[], hop: number): void {
    const { calls, versions } = this.world;
    const call = order[hop] as number;
    numbers[base + hopColumn.from] = calls.caller[call] as number;
    numbers[base + hopColumn.to] = calls.callee[call] as number;
    numbers[base + hopColumn.parent] = order.indexOf(calls.parent[call] as number);
    numbers[base + hopColumn.sentAt] = calls.sentAt[call] as number;
    numbers[base + hopColumn.reachedAt] = calls.reachedAt[call] as number;
    numbers[base + hopColumn.startedAt] = calls.startedAt[call] as number;
    numbers[base + hopColumn.finishedAt] = calls.finishedAt[call] as number;
    numbers[base + hopColumn.returnedAt] = calls.returnedAt[call] as number;
    numbers[base + hopColumn.cause] = calls.isAwaited(call) ? 0 : (calls.cause[call] as number);
    numbers[base + hopColumn.attempt] = calls.attempt[call] as number;
    numbers[base + hopColumn.verb] = calls.verb[call] as number;
    numbers[base + hopColumn.heldSince] = versions.heldSinceOf(call);
  }
}

function writeUnsent(numbers: Float64Array, base: number, order: readonly number[], unsent: UnsentTry): void {
  numbers[base + unsentColumn.to] = unsent.to;
  numbers[base + unsentColumn.parent] = order.indexOf(unsent.parent);
  numbers[base + unsentColumn.askedAt] = unsent.since;
  numbers[base + unsentColumn.turnedAwayAt] = unsent.at;
  numbers[base + unsentColumn.cause] = unsent.cause;
  numbers[base + unsentColumn.attempt] = unsent.attempt;
  numbers[base + unsentColumn.verb] = unsent.verb;
  numbers[base + unsentColumn.policy] = unsent.notes;
}
