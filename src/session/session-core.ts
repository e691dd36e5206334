/**
 * The session's moving parts: what it knows of the engine's place, where it is going, and what waits for what. Actions
 * only change the timeline and say where to be; `pump` is the one place that decides what the host is asked next.
 */
import { createActor } from 'xstate';
import type { StoreApi } from 'zustand/vanilla';
import type { Micros } from '../base/units.ts';
import type { Command, StampedCommand } from '../engine/command.ts';
import type { CarriedRun } from '../scenario/carried-run.ts';
import type { RecordedTraffic } from '../scenario/tape/recorded-traffic.ts';
import type { EndpointFactory } from '../worker/client.ts';
import { createPacer, type Pacer } from '../worker/client-pacer.ts';
import type { BranchHistory } from './branch-history.ts';
import { type CommandQueue, createCommandQueue, type GivenCommand } from './command-queue.ts';
import { createHostLink, type HostLink } from './host-link.ts';
import { createMessageHandling } from './message-handling.ts';
import { NotDone, type Pending } from './not-done.ts';
import { type PlaybackEvent, playbackMachine } from './playback-machine.ts';
import type { Stop } from './retrace.ts';
import type { RowLimits } from './row-columns.ts';
import type { LiveView, PlaybackState, SessionState } from './session-contract.ts';
import { createLiveView, createSessionStore, pictureOf } from './session-store.ts';
import { createTimeline, type Timeline } from './timeline.ts';

/** A seek that has run for less than this is left to arrive, so that a drag shows something on its way. */
const seekLeftAloneMillis = 100;
/** A slider that stands still for longer makes its next move a new entry of the log. */
const coalesceMillis = 500;

export type Destination =
  | { readonly kind: 'time'; readonly to: Micros }
  /** Wherever the next story event is, or one engine event on. */
  | { readonly kind: 'story' | 'event'; readonly limit: Micros };

export interface CoreOptions {
  readonly makeEndpoint: EndpointFactory;
  readonly wallNow: () => number;
  readonly seed: number;
  readonly autoplay: boolean;
  readonly checkpointBudget?: number | undefined;
  readonly rowLimits?: RowLimits | undefined;
}

export interface KeptRun {
  readonly run: CarriedRun;
  readonly traffic: RecordedTraffic | undefined;
}

/** Shared by the modules of a session, and by nobody else. */
export interface SessionCore {
  readonly store: StoreApi<SessionState>;
  readonly live: LiveView;
  readonly timeline: Timeline;
  readonly pacer: Pacer;
  readonly link: HostLink;
  readonly commands: CommandQueue;
  readonly wallNow: () => number;
  scenario: unknown;
  seed: number;
  /** What the scenario's tape is made of. */
  traffic: RecordedTraffic | undefined;
  /** A run that names a tape and cannot be opened before its file is here. */
  waiting: { readonly carried: CarriedRun | undefined } | undefined;
  /** What was open before the present run, to go back to. */
  previous: KeptRun | undefined;
  /** Time of the last frame: up to here the history it was shown on is complete. */
  position: Micros;
  shownOn: BranchHistory | undefined;
  /** Where the engine stands as far as is known: the last frame, or a stamp after it. */
  engineAt: Micros;
  /** Where to be next, not yet asked for. */
  destination: Destination | undefined;
  /** A step asked for while a seek had not left yet: it is made from where that seek arrives. */
  afterwards: Destination | undefined;
  /** Where a carried run still has to be played to before it is open again. */
  retrace: readonly Stop[];
  /** What the seek in flight will reach, for a recovery in the middle of it. */
  heading: Micros | undefined;
  awaitingStamp: GivenCommand | undefined;
  /** The seek that somebody waits for, and where it goes; a later destination takes its place. */
  arrival: { readonly to: Micros; readonly reached: Pending<undefined> } | undefined;
  lastStamp: { readonly path: string; readonly wall: number } | undefined;
  lastDeath: Micros | undefined;
  /** The branch made for a command that is not stamped yet, and where it was made from. */
  tentative: { readonly made: number; readonly from: number } | undefined;
  readonly state: () => PlaybackState;
  readonly send: (event: PlaybackEvent) => void;
  /** Runs an action when no stamp is awaited; at once if none is. */
  readonly whenSettled: (action: () => void, reached?: Pending<undefined>) => void;
  /** Forgets what waits, and tells whoever waits for it why: actions, commands and a seek on its way. */
  readonly forgetAll: (why: NotDone) => void;
  readonly goTo: (to: Micros) => void;
  readonly abandonArrival: (why: NotDone) => void;
  readonly pump: () => void;
  readonly publish: (change?: Partial<SessionState>) => void;
}

export function createSessionCore(options: CoreOptions): SessionCore {
  const store = createSessionStore(options.seed);
  const live = createLiveView();
  const timeline = createTimeline(options);
  const actor = createActor(playbackMachine, { input: { autoplay: options.autoplay } }).start();
  const waiting: { readonly action: () => void; readonly reached: Pending<undefined> | undefined }[] = [];
  let seekAskedAt = 0;
  let seekAskedFor: readonly StampedCommand[] | undefined;

  const state = (): PlaybackState => actor.getSnapshot().value;

  function publish(change: Partial<SessionState> = {}): void {
    store.setState({ ...pictureOf(timeline, live, store.getState()), playback: state(), ...change });
  }

  function send(event: PlaybackEvent): void {
    actor.send(event);
    live.playing = state() === 'playing';
    publish(live.playing ? {} : { achievedSpeed: undefined });
  }

  function goTo(to: Micros): void {
    if (core.arrival?.to !== to) core.abandonArrival(new NotDone('superseded'));
    live.viewMicros = to;
    core.pacer.reset(to);
    core.destination = { kind: 'time', to };
    core.afterwards = undefined;
    send({ type: 'seek' });
    pump();
  }

  /** Sends the destination if it may be sent now; true when there is none left to wait for. */
  function depart(): boolean {
    const { link } = core;
    if (core.destination === undefined && core.afterwards !== undefined) {
      if (link.asked !== undefined) return false;
      core.destination = core.afterwards;
      core.afterwards = undefined;
      if (core.destination.kind === 'story') send({ type: 'seek' });
    }
    const { destination } = core;
    if (destination === undefined) return state() !== 'seeking';
    if (destination.kind !== 'time') {
      // Same token as a want: its answer could be taken for this one's.
      if (link.asked !== undefined) return false;
      core.destination = undefined;
      link.step(destination.kind, destination.limit);
      return false;
    }
    // What arrives on a branch whose log has changed meanwhile would be false there: such a seek is not left alone.
    const isYoung = core.wallNow() - seekAskedAt < seekLeftAloneMillis;
    if (link.asked === 'seek' && isYoung && seekAskedFor === timeline.current.log) return false;
    const { to } = destination;
    const isAhead =
      core.shownOn === timeline.history &&
      core.position <= timeline.replayFrom(to) &&
      core.position >= (timeline.nearestCheckpoint(to)?.time ?? 0);
    core.destination = undefined;
    core.heading = to;
    seekAskedAt = core.wallNow();
    seekAskedFor = timeline.current.log;
    link.seek(timeline.wayTo(to), isAhead ? core.position : undefined);
    return false;
  }

  /** A slider that is still being moved while time stands: its last value replaces the one before. */
  function replacesLast(command: Command): boolean {
    const last = timeline.lastOwnCommand();
    return (
      command.kind === 'set' &&
      state() === 'paused' &&
      last?.command.kind === 'set' &&
      last.command.path === command.path &&
      last.at === core.position &&
      timeline.current.headMicros === core.position &&
      core.lastStamp?.path === command.path &&
      core.wallNow() - core.lastStamp.wall <= coalesceMillis
    );
  }

  function dispatch(given: GivenCommand): void {
    const { command } = given;
    const { id: from, headMicros } = timeline.current;
    // Commands that lie ahead in the log have not happened: before them there is nothing to leave.
    if (core.engineAt < headMicros) {
      timeline.branchAt(core.engineAt);
      core.tentative = { made: timeline.current.id, from };
    } else if (replacesLast(command)) {
      timeline.undoLastAct();
    } else {
      core.awaitingStamp = given;
      core.link.command(command);
      return;
    }
    core.commands.putBack(given);
    goTo(core.engineAt);
  }

  function pump(): void {
    const mode = state();
    if (mode === 'opening' || mode === 'recovering' || mode === 'broken') return;
    if (core.awaitingStamp !== undefined) return;
    const next = waiting.shift();
    if (next !== undefined) {
      next.action();
      pump();
      return;
    }
    if (!depart()) return;
    const given = core.commands.next();
    if (given !== undefined) dispatch(given);
  }

  const core: SessionCore = {
    store,
    live,
    timeline,
    pacer: createPacer(),
    link: createHostLink(options.makeEndpoint, {
      message: (message, asked) => handling.message(message, asked),
      death: (reason) => handling.death(reason),
    }),
    commands: createCommandQueue(),
    wallNow: options.wallNow,
    scenario: undefined,
    seed: options.seed,
    traffic: undefined,
    waiting: undefined,
    previous: undefined,
    position: 0,
    shownOn: undefined,
    engineAt: 0,
    destination: undefined,
    afterwards: undefined,
    retrace: [],
    heading: undefined,
    awaitingStamp: undefined,
    arrival: undefined,
    abandonArrival(why) {
      core.arrival?.reached.reject(why);
      core.arrival = undefined;
    },
    lastStamp: undefined,
    lastDeath: undefined,
    tentative: undefined,
    state,
    send,
    whenSettled(action, reached) {
      waiting.push({ action, reached });
      pump();
    },
    forgetAll(why) {
      for (const { reached } of waiting) reached?.reject(why);
      waiting.length = 0;
      core.awaitingStamp?.stamp.reject(why);
      core.awaitingStamp = undefined;
      core.commands.clear(why);
      core.abandonArrival(why);
    },
    goTo,
    pump,
    publish,
  };
  const handling = createMessageHandling(core);
  return core;
}
