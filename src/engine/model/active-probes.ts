/**
 * Active health checks of a pool: each server is asked every period, at a phase of its own, whether it is alive; the
 * textbook's machine makes a verdict of the answers (HAProxy `inter`, `fall`, `rise`). A server down is out of rotation.
 */
import * as probe from '../../algorithms/health/probe.ts';
import type { Outcome } from '../../algorithms/outcome.ts';
import { combine32 } from '../../base/hash.ts';
import { copyPlain } from '../../base/plain.ts';
import { purposes } from '../kernel/draws.ts';
import { messageKind } from './message-kinds.ts';
import type { Site } from './site.ts';

const probeTimer = 0;
const probeTimeoutTimer = 1;

/** How many servers of a pool are in rotation. */
export interface Rotation {
  readonly left: number;
  readonly all: number;
}

/** ... after a verdict; `isOut`: the server that it is about is not picked. */
export interface RotationAfter extends Rotation {
  readonly isOut: boolean;
}

interface Watch {
  readonly server: number;
  probe: probe.Probe;
  /** Number of the probe under way, 0 = none. */
  awaiting: number;
  sent: number;
  /** Story id of its last `markedDown`, 0 while in rotation; and of what was wrong with the server then. */
  downBy: number;
  downRoot: number;
  /** Calls it refused since it was last put in rotation: each went to another. */
  passedOn: number;
}

export class ActiveProbes {
  private readonly site: Site;
  private readonly servers: readonly number[];
  private readonly setDown: (server: number, down: boolean) => RotationAfter;
  private options: probe.ProbeOptions;
  private watches: Watch[];

  /** `setDown` takes a server out of rotation or puts it back. */
  constructor(
    site: Site,
    servers: readonly number[],
    options: probe.ProbeOptions,
    setDown: (server: number, down: boolean) => RotationAfter,
  ) {
    this.site = site;
    this.servers = servers;
    this.options = options;
    this.setDown = setDown;
    this.watches = this.watchAll();
  }

  /** Story id of what was wrong with a server that is down, or of the verdict; 0 while it is up. */
  rootOf(server: number): number {
    const watch = this.watches.find((one) => one.server === server);
    return watch === undefined || watch.downBy === 0 ? 0 : watch.downRoot || watch.downBy;
  }

  /** A call that the server refused has gone to another. */
  notePassedOn(server: number): void {
    const watch = this.watches.find((one) => one.server === server);
    if (watch !== undefined) watch.passedOn += 1;
  }

  onStart(): void {
    const { site } = this;
    this.watches = this.watchAll();
    this.watches.forEach((watch, place) => {
      const phase = site.draw(
        purposes.probePhase,
        site.incarnation,
        combine32(site.drawKey, site.drawKeyOf(watch.server)),
        0,
      );
      site.timerAt(probeTimer, place, site.now + Math.floor(phase * watch.probe.options.period));
    });
  }

  onMessage(message: number): void {
    const { messages } = this.site;
    const watch = this.watches.find(({ server }) => server === messages.from[message]);
    if (watch === undefined) return;
    const kind = messages.kind[message];
    const isAnswer = kind === messageKind.probeAnswer && messages.p0[message] === watch.awaiting;
    const isRefusal = kind === messageKind.refused && messages.p1[message] === watch.awaiting;
    if (isAnswer || isRefusal) this.conclude(watch, isAnswer ? 'ok' : 'failed');
  }

  onTimer(timer: number, payload: number): void {
    if (timer === probeTimer) this.send(payload);
    // Payload of the timeout: place + number of servers × number of the probe.
    else {
      const watch = this.watches[payload % this.servers.length];
      if (watch !== undefined && watch.awaiting === Math.floor(payload / this.servers.length))
        this.conclude(watch, 'failed');
    }
  }

  configure(options: probe.ProbeOptions): void {
    this.options = options;
    for (const watch of this.watches) {
      const { mode, contrary, nextAt } = watch.probe;
      watch.probe = { ...probe.create(options), mode, contrary, nextAt };
    }
  }

  save(): readonly object[] {
    return copyPlain(this.watches);
  }

  /** To be followed by `configure`. */
  load(plain: readonly object[]): void {
    this.watches = copyPlain(plain) as Watch[];
  }

  private send(place: number): void {
    const { site } = this;
    const watch = this.watches[place] as Watch;
    const { period, timeout } = watch.probe.options;
    // A timeout is at most a period, so a probe that is still out has run out: of two timers due at once this one may be first.
    if (watch.awaiting !== 0) this.conclude(watch, 'failed');
    site.timer(probeTimer, place, period);
    watch.sent += 1;
    watch.awaiting = watch.sent;
    site.timer(probeTimeoutTimer, place + this.servers.length * watch.sent, timeout);
    site.mail(messageKind.probe, watch.server, [watch.sent]);
  }

  private conclude(watch: Watch, result: Outcome): void {
    const { site } = this;
    watch.awaiting = 0;
    if (!probe.observe(watch.probe, result)) return;
    const down = probe.verdict(watch.probe) === 'down';
    const { left, all, isOut } = this.setDown(watch.server, down);
    const server = site.nameOf(watch.server);
    if (down) {
      watch.downRoot =
        site.blame.troubleOf(watch.server) ||
        site.blame.cutTowards(watch.server) ||
        site.blame.congestionOf(watch.server);
      watch.downBy = site.tell('markedDown', site.now, watch.downRoot, {
        server,
        failedProbes: watch.probe.options.failureThreshold,
        left,
        all,
        passedOn: watch.passedOn,
      });
    } else {
      site.tell('markedUp', site.now, watch.downBy, {
        server,
        passedProbes: watch.probe.options.successThreshold,
        left,
        all,
        ...(isOut ? { isEjected: true } : {}),
      });
      watch.downBy = 0;
      watch.passedOn = 0;
    }
  }

  private watchAll(): Watch[] {
    return this.servers.map((server) => ({
      server,
      probe: probe.create(this.options),
      awaiting: 0,
      sent: 0,
      downBy: 0,
      downRoot: 0,
      passedOn: 0,
    }));
  }
}
