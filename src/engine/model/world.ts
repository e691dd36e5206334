/**
 * Everything a component may touch, in one place: tables, links, processes, meters, story. Holds no behaviour of its
 * own; what happens is in `transport.ts`, `work.ts`, `fault/` and the component files.
 */
import { assert } from '../../base/assert.ts';
import { hashString } from '../../base/hash.ts';
import { type Micros, microsFromMillis } from '../../base/units.ts';
import type { Blueprint, ComponentBlueprint } from '../blueprint.ts';
import { classVerbs, type Trait } from '../description.ts';
import { Calendar } from '../kernel/calendar.ts';
import { Calls, type CallTable } from '../kernel/calls.ts';
import { Messages } from '../kernel/messages.ts';
import { Requests } from '../kernel/requests.ts';
import { TraceHash } from '../kernel/trace-hash.ts';
import type { Tap } from '../tap.ts';
import { ClassMeters } from '../telemetry/class-meters.ts';
import { EdgeMeters } from '../telemetry/edge-meters.ts';
import { InstrumentPanel } from '../telemetry/instrument-panel.ts';
import { JourneyKeeper } from '../telemetry/journeys.ts';
import { Meters } from '../telemetry/meters.ts';
import type { HistorySink } from '../telemetry/records.ts';
import { StoryTeller } from '../telemetry/story-teller.ts';
import type { Component } from './component.ts';
import { fieldsOf } from './component-fields.ts';
import { Connections } from './connections.ts';
import { Links } from './links.ts';
import { meant } from './meaning.ts';
import { Operations } from './operations.ts';
import type { Fields, Meaning } from './parameter-spec.ts';
import { type ParameterValues, readValues } from './parameter-values.ts';
import { CallNumbers, Notes, Versions } from './payloads.ts';
import { PolicyTrails } from './policy-trails.ts';
import { Processes } from './processes.ts';
import { type ReplicatedStore, storeOfLineage, withinStore } from './replicated-store.ts';

/**
 * Calls that users may have open in one run; the calls made inside for their requests may be as many again. It is the
 * largest default of Linux's `nf_conntrack_max` (Documentation/networking/nf_conntrack-sysctl.rst), and keeps memory
 * under 512 MB: a call takes about 250 bytes with its events.
 */
const connectionTable = 262_144;
export class World {
  readonly blueprint: Blueprint;
  readonly seed: number;
  /** Time of the event being delivered. */
  now: Micros = 0;
  /** Events delivered since time 0. */
  events = 0;
  readonly ids: readonly string[];
  readonly indexOf: ReadonlyMap<string, number>;
  /** What a request wants, by its class: index into `callVerbs`. A class is never a verb. */
  readonly classVerbs: Uint8Array;
  /** What a component's own draws go by: its name, because its index changes when another is added before it. */
  readonly drawKeys: readonly number[];
  readonly calendar = new Calendar();
  readonly calls: CallTable = new Calls();
  /** What calls carry for the stores' protocols. */
  readonly versions = new Versions();
  readonly notes = new Notes();
  /** Permits of the circuit breakers that let calls through. */
  readonly permits = new CallNumbers();
  /** What of its sender's route made a call (`origin.ts`). */
  readonly origins = new CallNumbers();
  readonly serverConnections: Connections;
  readonly requests = new Requests();
  readonly messages = new Messages();
  readonly links: Links;
  readonly processes: Processes;
  readonly meters: Meters;
  readonly edgeMeters: EdgeMeters;
  readonly panel = new InstrumentPanel();
  readonly classMeters: ClassMeters;
  readonly operations: Operations;
  readonly policyTrails: PolicyTrails;
  readonly journeys: JourneyKeeper;
  readonly story: StoryTeller;
  readonly traceHash = new TraceHash();
  /** Present in tests only. */
  tap: Tap | undefined;
  /** Present parameter values by component, in the units of the specs. */
  readonly values: readonly Record<string, number>[];
  /** The same as the kinds' models read them. */
  private readonly configs: ParameterValues<Fields>[];
  /** Filled by `build.ts`, in the order of the blueprint. */
  components: readonly Component[] = [];
  /** Replicated stores; filled by `build.ts`. */
  stores: readonly ReplicatedStore[] = [];
  /** Stores whose versions decide what is stale: those that are no caches. In the order of their places; filled by `build.ts`. */
  truths: readonly ReplicatedStore[] = [];
  /** Keys and clients that there are. */
  readonly keyCount: number;
  readonly clientCount: number;
  /** Open calls from which users get no further one; components, at twice as many. */
  readonly connections: number;
  /** Story id of the last rise of an arrival rate, 0 after a fall. */
  loadRaisedBy = 0;

  constructor(blueprint: Blueprint, seed: number, sink: HistorySink) {
    const count = blueprint.components.length;
    this.blueprint = blueprint;
    this.seed = seed;
    this.ids = blueprint.components.map((component) => component.id);
    this.indexOf = new Map(this.ids.map((id, index) => [id, index]));
    this.drawKeys = this.ids.map(hashString);
    this.classVerbs = Uint8Array.from(blueprint.classes, ({ verb }) => classVerbs.indexOf(verb));
    this.links = new Links(blueprint, this.indexOf);
    this.processes = new Processes(
      blueprint.components.map((component) => microsFromMillis(meant(component, 'startup') ?? 0)),
    );
    this.meters = new Meters(count);
    this.serverConnections = new Connections(count);
    this.edgeMeters = new EdgeMeters(blueprint.links.length, this.links.requestEdges());
    this.classMeters = new ClassMeters(blueprint.classes, sink);
    this.operations = new Operations(this);
    this.policyTrails = new PolicyTrails(this);
    this.journeys = new JourneyKeeper(this, sink);
    this.story = new StoryTeller(sink, this.ids);
    this.values = blueprint.components.map((component) => ({ ...component.values }));
    this.configs = blueprint.components.map((one) => readValues(fieldsOf(one), one.values));
    const most = (meaning: Meaning): number =>
      Math.max(1, ...blueprint.components.map((component) => meant(component, meaning) ?? 0));
    this.connections = blueprint.connections ?? connectionTable;
    this.keyCount = blueprint.tape?.keyCount ?? most('keys');
    this.clientCount = blueprint.tape?.clientCount ?? most('clients');
  }

  /** A read is about to be answered with the version its call names: is that less than the newest confirmed one? */
  noteIfStale(call: number): void {
    const { calls, requests, truths, versions } = this;
    const request = calls.request[call] as number;
    const offset = versions.offsetOf(call);
    const named = versions.lineageOf(call);
    const truth = truths[storeOfLineage(named)];
    if (request < 0 || truth === undefined || offset < 0) return;
    const lineage = withinStore(named);
    this.tap?.answered(call, truth.primary, lineage, offset);
    if (truth.isStale(lineage, offset, calls.key[call] as number)) requests.isStale[request] = 1;
  }

  /** A call is about to be answered with less than was asked for; a request that has ended is beyond that. */
  noteDegraded(call: number): void {
    const request = this.calls.request[call] as number;
    this.tap?.degraded(call);
    if (request >= 0) this.requests.isDegraded[request] = 1;
  }

  /** Present parameters of a component, typed by the specs of its kind. The same object until one of them is edited. */
  configOf<F extends Fields>(component: number): ParameterValues<F> {
    return this.configs[component] as ParameterValues<F>;
  }

  /** Values of this component have changed. */
  refreshConfig(component: number): void {
    const fields = fieldsOf(this.blueprint.components[component] as ComponentBlueprint);
    this.configs[component] = readValues(fields, this.values[component] as Record<string, number>);
  }

  value(component: number, path: string): number {
    return (this.values[component] as Record<string, number>)[path] as number;
  }

  /** The component at an index that the model has made; another index is a defect. */
  component(index: number): Component {
    const component = this.components[index];
    assert(component !== undefined, 'an index names a component');
    return component;
  }

  startupMicros(component: number): Micros {
    const { parameters } = this.blueprint.components[component] as ComponentBlueprint;
    const values = this.values[component] as Record<string, number>;
    return microsFromMillis(meant({ parameters, values }, 'startup') ?? 0);
  }

  kindOf(component: number): string {
    const kind = this.blueprint.components[component]?.kind;
    assert(kind !== undefined, 'a component has a kind');
    return kind;
  }

  has(component: number, trait: Trait): boolean {
    return this.blueprint.components[component]?.traits.includes(trait) ?? false;
  }

  idOf(component: number): string {
    return this.ids[component] as string;
  }

  /** The store that a node belongs to. */
  storeOf(node: number): ReplicatedStore {
    const store = this.stores.find((candidate) => candidate.nodes.includes(node));
    assert(store !== undefined, 'a node belongs to a store');
    return store;
  }
}
