/** What the session does with each answer of the host, and with its death. */

import type { Micros } from '../base/units.ts';
import { microsPerSecond } from '../base/units.ts';
import type { StampedCommand } from '../engine/command.ts';
import type { Frame, FromHost } from '../worker/protocol.ts';
import type { Asked } from './host-link.ts';
import { NotDone } from './not-done.ts';
import { nextStop } from './retrace.ts';
import { runFileText } from './run-file-text.ts';
import type { Failure } from './session-contract.ts';
import type { SessionCore } from './session-core.ts';

export interface MessageHandling {
  message(message: FromHost, asked: Asked | undefined): void;
  death(reason: string): void;
}

/** The run as it stands, reproducible anywhere. */
export function reproductionOf(core: SessionCore, untilMicros: Micros): string {
  const { scenario, seed, live, timeline } = core;
  const description = core.store.getState().description;
  return runFileText({
    scenario,
    seed,
    log: timeline.current.log,
    untilMicros,
    // The hash belongs to the time of the gauges, and to no other.
    ...(untilMicros === live.gaugesMicros ? { traceHash: live.traceHash } : {}),
    description,
  });
}

export function createMessageHandling(core: SessionCore): MessageHandling {
  const { live, timeline, pacer, link } = core;

  function show(frame: Frame): void {
    timeline.absorb(frame);
    core.position = frame.time;
    core.engineAt = frame.time;
    core.shownOn = timeline.history;
    live.gaugesMicros = frame.time;
    live.readings = timeline.readingsOf(frame);
    live.gauges = frame.gauges;
    live.journeysInFlight = frame.journeysInFlight;
    live.totals = frame.totals;
    live.traceHash = frame.traceHash;
  }

  function arrive(frame: Frame, asked: Asked | undefined): void {
    show(frame);
    const isArrival = asked !== undefined && asked !== 'want';
    const mode = core.state();
    if (frame.description !== undefined) core.store.setState({ description: frame.description });
    if (isArrival && nextStop(core)) return;
    if (isArrival) core.heading = undefined;
    if (core.destination?.kind !== 'time' && (isArrival || mode !== 'playing')) {
      live.viewMicros = frame.time;
      pacer.reset(frame.time);
    }
    // While playing, time alone is published by the frame loop, ten times a second.
    if (isArrival) core.publish({ progress: undefined });
    else if (mode !== 'playing') core.publish();
    const isReady = mode === 'opening' || mode === 'recovering';
    if (isArrival && (core.destination === undefined || isReady)) core.send({ type: 'arrived' });
    if (isReady && core.destination !== undefined) core.send({ type: 'seek' });
    if (isArrival) reach(frame.time);
    core.pump();
    if (asked === 'want') askOn();
  }

  /** A seek that has arrived is told so once its frame is in the store. */
  function reach(time: Micros): void {
    if (core.arrival?.to !== time) return;
    core.arrival.reached.resolve(undefined);
    core.arrival = undefined;
  }

  /** Plays on from an answer that came short of what was asked. */
  function askOn(): void {
    if (core.state() !== 'playing' || link.asked !== undefined || core.destination !== undefined) return;
    const more = pacer.again(core.position);
    if (more !== undefined) link.want(more.until, more.maxWallMillis);
  }

  function stamped(entry: StampedCommand): void {
    timeline.addCommand(entry);
    core.awaitingStamp?.stamp.resolve(entry);
    const { command } = entry;
    core.engineAt = entry.at;
    core.awaitingStamp = undefined;
    core.tentative = undefined;
    core.lastStamp = command.kind === 'set' ? { path: command.path, wall: core.wallNow() } : undefined;
    // While playing, or with a want in flight, the frame that shows it is coming anyway.
    if (core.state() !== 'playing' && link.asked === undefined) link.want(entry.at, 0);
    core.publish();
    core.pump();
  }

  function refused(message: Extract<FromHost, { type: 'commandRefused' }>): void {
    core.awaitingStamp?.stamp.reject(new NotDone(message.problem));
    core.awaitingStamp = undefined;
    core.publish({ problem: message.problem });
    const { tentative } = core;
    core.tentative = undefined;
    if (tentative !== undefined) {
      timeline.select(tentative.from, core.position);
      timeline.close(tentative.made);
      core.goTo(core.position);
    }
    core.pump();
  }

  function stop(kind: Failure['kind'], message: string, at: Micros): void {
    link.close();
    core.publish({ failure: { kind, message, reproduction: reproductionOf(core, at) }, progress: undefined });
    core.send({ type: 'broke' });
    core.forgetAll(new NotDone('broken'));
  }

  function death(reason: string): void {
    const mode = core.state();
    if (mode === 'broken') return;
    const at = core.destination?.kind === 'time' ? core.destination.to : (core.heading ?? core.position);
    const isAgain = core.lastDeath !== undefined && Math.abs(at - core.lastDeath) <= microsPerSecond;
    if (mode === 'recovering' || isAgain) {
      stop(link.hasAnswered ? 'died' : 'neverRan', reason, at);
      return;
    }
    core.lastDeath = at;
    if (core.awaitingStamp !== undefined) core.commands.putBack(core.awaitingStamp);
    core.awaitingStamp = undefined;
    core.destination = undefined;
    core.heading = at;
    core.send({ type: 'died' });
    core.publish({ recoveries: core.store.getState().recoveries + 1 });
    link.open(core, timeline.wayTo(at));
  }

  return {
    message(message, asked) {
      switch (message.type) {
        case 'opened':
        case 'frame':
          arrive(message.frame, asked);
          break;
        case 'stamped':
          stamped(message.stamped);
          break;
        case 'commandRefused':
          refused(message);
          break;
        case 'scenarioRefused': {
          const { path, value, allowed } = message.problem;
          core.publish({ problem: message.problem });
          stop('broke', `${path}: ${value} (${allowed})`, 0);
          break;
        }
        case 'progress':
          core.publish({ progress: progressOf(message.time, message.to) });
          break;
        case 'broke':
          stop('broke', message.message, message.time);
          break;
      }
    },
    death,
  };

  function progressOf(time: Micros, to: Micros): number {
    const from = timeline.nearestCheckpoint(to)?.time ?? 0;
    return to <= from ? 1 : Math.min(1, Math.max(0, (time - from) / (to - from)));
  }
}
