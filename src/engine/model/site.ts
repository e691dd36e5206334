/**
 * Site: all that a component may see of the run and do to it, bound to the component's own index. It cannot change or
 * configure another component; of others it reads names, links and, to say why something failed, their troubles. One
 * class for every kind, so that the calls of its methods stay monomorphic.
 */
import { assert } from '../../base/assert.ts';
import type { Micros } from '../../base/units.ts';
import type { ComponentBlueprint } from '../blueprint.ts';
import type { RequestClass, Trait } from '../description.ts';
import { type CallTable, callPhase, noCall } from '../kernel/calls.ts';
import { drawUnit } from '../kernel/draws.ts';
import { eventKind } from '../kernel/event-kinds.ts';
import type { Messages } from '../kernel/messages.ts';
import type { Tap } from '../tap.ts';
import type { Tape } from '../tape.ts';
import type { StoryKind, ValuesOf } from '../telemetry/story.ts';
import type { Ask } from './asks.ts';
import type { Connections } from './connections.ts';
import type { Protocol } from './kind-model.ts';
import type { Operations } from './operations.ts';
import type { Fields } from './parameter-spec.ts';
import type { ParameterValues } from './parameter-values.ts';
import type { CallNumbers, Notes, Versions } from './payloads.ts';
import type { PolicyTrails } from './policy-trails.ts';
import { processMode } from './processes.ts';
import type { ReplicatedStore } from './replicated-store.ts';
import { endRequest, noteWrite, openRequest } from './request-life.ts';
import type { Step } from './route.ts';
import { SiteBlame } from './site-blame.ts';
import { SiteMeter } from './site-meter.ts';
import { setTimer, setTimerAt } from './timers.ts';
import { finishCall, sendCall, sendMessage } from './transport.ts';
import { triedFor } from './tried.ts';
import { beginWork } from './work.ts';
import type { World } from './world.ts';

interface DeclaredDependency {
  readonly name: string;
  readonly protocol: Protocol;
  readonly servers: readonly number[];
}

/** The columns of the call table without its verbs. */
type CallColumns = {
  readonly [Name in keyof CallTable as CallTable[Name] extends ArrayLike<number>
    ? Name
    : never]: CallTable[Name];
};

export class Site {
  readonly index: number;
  readonly seed: number;
  /** What the component's own draws go by, whatever its index. */
  readonly drawKey: number;
  readonly calls: CallColumns;
  readonly versions: Versions;
  readonly notes: Notes;
  readonly operations: Operations;
  readonly policyTrails: PolicyTrails;
  readonly permits: CallNumbers;
  readonly origins: CallNumbers;
  readonly connections: Connections;
  readonly messages: Messages;
  readonly meter: SiteMeter;
  readonly blame: SiteBlame;
  private readonly world: World;

  constructor(world: World, index: number) {
    this.world = world;
    this.index = index;
    this.seed = world.seed;
    this.drawKey = world.drawKeys[index] as number;
    this.calls = world.calls;
    this.versions = world.versions;
    this.notes = world.notes;
    this.permits = world.permits;
    this.operations = world.operations;
    this.policyTrails = world.policyTrails;
    this.connections = world.serverConnections;
    this.origins = world.origins;
    this.messages = world.messages;
    this.meter = new SiteMeter(world, index);
    this.blame = new SiteBlame(world, index);
  }

  get now(): Micros {
    return this.world.now;
  }

  /** Present in tests only. */
  get tap(): Tap | undefined {
    return this.world.tap;
  }

  /** Arrivals as recorded, if the run has a tape. */
  get tape(): Tape | undefined {
    return this.world.blueprint.tape;
  }

  get classes(): readonly RequestClass[] {
    return this.world.blueprint.classes;
  }

  get keyCount(): number {
    return this.world.keyCount;
  }

  get clientCount(): number {
    return this.world.clientCount;
  }

  /** All parameters of the component as they are now, typed by the specs of its kind. */
  config<F extends Fields>(): ParameterValues<F> {
    return this.world.configOf<F>(this.index);
  }

  /** Components that it sends calls to, in the order of the scenario. */
  get servers(): readonly number[] {
    return this.world.links.serversOf(this.index);
  }

  /** How many components send calls to it. */
  get callerCount(): number {
    return this.world.links.callersOf(this.index);
  }

  /** Of its servers, who serve a protocol by no dependency that the scenario declares. */
  serversOf(protocol: Protocol): readonly number[] {
    const declared = new Set(this.dependencies.flatMap(({ servers }) => servers));
    return this.servers.filter((server) => this.serves(server, protocol) && !declared.has(server));
  }

  /** Dependencies that the scenario declares for it, and who serves them, in the order of the scenario. */
  get dependencies(): readonly DeclaredDependency[] {
    const { components } = this.world.blueprint;
    const { dependencies = [] } = components[this.index] as ComponentBlueprint;
    const index = (id: string): number => this.world.indexOf.get(id) as number;
    return dependencies.map(({ name, protocol, servers }) => ({
      name,
      protocol,
      servers: servers.map(index),
    }));
  }

  /** What the scenario has it do for each class of requests; undefined where that follows from its kind. */
  get routes(): readonly (readonly Step[] | undefined)[] {
    const { routes } = this.world.blueprint.components[this.index] as ComponentBlueprint;
    return this.classes.map(({ id }) =>
      routes !== undefined && Object.hasOwn(routes, id) ? routes[id] : undefined,
    );
  }

  /** Components that it has a link with, those with a trait if given, by index. */
  neighbours(trait?: Trait): readonly number[] {
    const all = this.world.links.neighboursOf(this.index);
    return trait === undefined ? all : all.filter((other) => this.has(other, trait));
  }

  areLinked(one: number, other: number): boolean {
    return this.world.links.direction(one, other) >= 0;
  }

  has(component: number, trait: Trait): boolean {
    return this.world.has(component, trait);
  }

  serves(component: number, protocol: Protocol): boolean {
    return this.world.blueprint.components[component]?.model.serves.includes(protocol) === true;
  }

  nameOf(component: number): string {
    return this.world.idOf(component);
  }

  /** As people call it among others: its group, or itself. */
  titleOf(component: number): string {
    return this.world.blueprint.components[component]?.group ?? this.nameOf(component);
  }

  isConfiguredPrimary(component: number): boolean {
    return this.world.blueprint.components[component]?.role === 'primary';
  }

  /** How many components with a trait are listed before it. */
  countBefore(trait: Trait): number {
    const before = this.world.ids.slice(0, this.index);
    return before.filter((_, other) => this.has(other, trait)).length;
  }

  /** The replicated store that the component, or another node, belongs to. */
  storeOf(node: number): ReplicatedStore {
    return this.world.storeOf(node);
  }

  /** A number in [0, 1) that depends on the seed and the arguments only. */
  draw(purpose: number, a: number, b: number, c: number): number {
    return drawUnit(this.seed, purpose, a, b, c);
  }

  drawKeyOf(component: number): number {
    return this.world.drawKeys[component] as number;
  }

  /** How often the process has died. */
  get incarnation(): number {
    return this.world.processes.incarnation[this.index] as number;
  }

  get isReady(): boolean {
    return this.world.processes.isReady(this.index);
  }

  /** Its machine has no power. */
  get isOff(): boolean {
    return this.world.processes.isOff(this.index);
  }

  get isHung(): boolean {
    return this.world.processes.mode[this.index] === processMode.hung;
  }

  /** Service takes this many times as long as usual. */
  get slowFactor(): number {
    return this.world.processes.slowFactor[this.index] as number;
  }

  /** A single-threaded process takes in nothing for so long. */
  stayBusy(micros: Micros): void {
    this.world.processes.busyUntil[this.index] = this.now + micros;
  }

  /** `delay` should be one of few values (see the calendar's lanes). `payload` is an int32. */
  timer(timer: number, payload: number, delay: Micros): void {
    setTimer(this.world, this.index, timer, payload, delay);
  }

  /** For delays that vary. */
  timerAt(timer: number, payload: number, at: Micros): void {
    setTimerAt(this.world, this.index, timer, payload, at);
  }

  /** The next arrival of a source of requests; returns what `cancelArrival` wants. */
  arriveAt(at: Micros): number {
    return this.world.calendar.schedule(at, eventKind.arrival, this.index, 0, 0);
  }

  cancelArrival(slot: number): void {
    this.world.calendar.cancel(slot, eventKind.arrival, this.index, 0, 0);
  }

  /** A request that arrives now. */
  openRequest(ordinal: number, classCode: number, key: number, client: number): number {
    return openRequest(this.world, this.index, ordinal, classCode, key, client);
  }

  /** Sends the first call of a request that the component has opened. */
  sendRequest(callee: number, request: number, timeoutMicros: Micros, ask: Ask): number {
    this.meter.enter();
    this.world.journeys.onArrival(request);
    return sendCall(this.world, this.index, callee, request, noCall, 1, timeoutMicros, ask);
  }

  /** The first call of a request has ended, and the request with it. */
  endRequest(call: number): void {
    endRequest(this.world, this.index, call);
  }

  /** Sends a call for the call that is being served; `attempt` counts from 1. */
  send(parent: number, callee: number, attempt: number, timeoutMicros: Micros, ask: Ask): number {
    const request = this.calls.request[parent] as number;
    return sendCall(this.world, this.index, callee, request, parent, attempt, timeoutMicros, ask);
  }

  /** What the call's request wants: index into `callVerbs`. */
  wantedBy(call: number): number {
    return this.world.classVerbs[this.calls.class[call] as number] as number;
  }

  /** Servers that a call was already sent on to with this verb, by the same step of a route if calls say so. */
  triedFor(call: number, verb: number, origin = 0): ReadonlySet<number> {
    return triedFor(this.world, call, verb, origin);
  }

  /** Which life of its record a call is in. */
  generationOf(call: number): number {
    return this.world.calls.slots.generations[call] as number;
  }

  /** The component has this call in a slot, and its record is still in that life. */
  isServing(call: number, generation: number): boolean {
    const { calls } = this.world;
    return calls.isLive(call, generation) && calls.phase[call] === callPhase.working;
  }

  /** A call gets a slot. */
  begin(call: number): void {
    this.world.calls.begin(call, this.now);
    this.tap?.started(call);
  }

  /** The component works on a call for `micros`; then its `onWorkEnded` is told. */
  work(call: number, micros: Micros): void {
    beginWork(this.world, call, micros);
  }

  /** The component is done with a call, well (`cause.none`) or badly. */
  finish(call: number, causeCode: number, rootId: number): void {
    finishCall(this.world, call, causeCode, rootId);
  }

  /** What the call asked for was written at this position of the log. */
  noteWrite(call: number, lineage: number, offset: number): void {
    noteWrite(this.world, call, lineage, offset);
  }

  /** A read is about to be answered with the version its call names. */
  noteIfStale(call: number): void {
    this.world.noteIfStale(call);
  }

  /** The call is about to be answered with less than was asked for. */
  noteDegraded(call: number): void {
    this.world.noteDegraded(call);
  }

  /** Sends a control message after `busyMicros` of the component's own work. */
  mail(kind: number, to: number, numbers?: readonly number[], busyMicros?: Micros): void {
    sendMessage(this.world, kind, this.index, to, numbers, busyMicros);
  }

  /** Tells a fact about another node of the component's own store. */
  tellOfMember<Kind extends StoryKind>(
    kind: Kind,
    node: number,
    causeId: number,
    values: ValuesOf<Kind>,
  ): number {
    assert(this.storeOf(this.index).nodes.includes(node), 'the fact is about a node of the same store');
    return this.world.story.tell(kind, node, this.now, causeId, values);
  }

  /** Tells a fact about the component; returns its story id. */
  tell<Kind extends StoryKind>(kind: Kind, time: Micros, causeId: number, values: ValuesOf<Kind>): number {
    return this.world.story.tell(kind, this.index, time, causeId, values);
  }
}
