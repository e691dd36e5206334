/**
 * The session's end of the conversation with a host: tokens, the one request in flight, and the watch for a host that
 * died or fell silent. A new endpoint is made for every open, after a death as at the beginning.
 */
import type { Micros } from '../base/units.ts';
import type { Command, StampedCommand } from '../engine/command.ts';
import type { RecordedTraffic } from '../scenario/tape/recorded-traffic.ts';
import type { EndpointFactory, WorkerEndpoint } from '../worker/client.ts';
import type { FromHost, PageId, ToHost, WholeCheckpoint } from '../worker/protocol.ts';

/** Progress comes every 100 ms and a slice takes 8, so this is no slow machine. */
const silenceMillis = 10_000;
/** A hidden tab has no frames; what it missed is not silence. */
const longestGapMillis = 100;

export type Asked = 'open' | 'want' | 'seek' | 'step';

export interface Where {
  readonly checkpoint: WholeCheckpoint | undefined;
  readonly newestPage: PageId;
  readonly log: readonly StampedCommand[];
  readonly to: Micros;
}

/** What a run is made of, apart from its log. */
export interface Opened {
  readonly scenario: unknown;
  readonly seed: number;
  readonly traffic: RecordedTraffic | undefined;
}

export interface HostLink {
  /** What the host has still to answer with a frame. */
  readonly asked: Asked | undefined;
  /** Whether any host has ever answered. */
  readonly hasAnswered: boolean;
  open(what: Opened, where: Where): void;
  seek(where: Where, here: Micros | undefined): void;
  want(until: Micros, maxWallMillis: number): void;
  /** Ends the want in flight where it is; its frame comes at once. */
  rest(): void;
  step(by: 'event' | 'story', limit: Micros): void;
  command(command: Command): void;
  die(): void;
  /** Wall milliseconds since the last call; declares a silent host dead. */
  watch(millis: number): void;
  close(): void;
}

export interface HostListener {
  /** `asked` is what the message answers, if it carries a frame. */
  readonly message: (message: FromHost, asked: Asked | undefined) => void;
  readonly death: (reason: string) => void;
}

export function createHostLink(makeEndpoint: EndpointFactory, listener: HostListener): HostLink {
  let endpoint: WorkerEndpoint | undefined;
  let token = 0;
  let asked: Asked | undefined;
  let silent = 0;
  let hasAnswered = false;

  function close(): void {
    endpoint?.close();
    endpoint = undefined;
    asked = undefined;
  }

  function died(reason: string): void {
    close();
    listener.death(reason);
  }

  function receive(message: FromHost): void {
    silent = 0;
    hasAnswered = true;
    if (message.token !== token) return;
    const answered = message.type === 'frame' || message.type === 'opened' ? asked : undefined;
    if (message.type !== 'progress' && message.type !== 'stamped' && message.type !== 'commandRefused') {
      asked = undefined;
    }
    listener.message(message, answered);
  }

  /** A browser without workers, or whose policy forbids them, throws: to the session a host that died. */
  function connect(): boolean {
    close();
    let made: WorkerEndpoint;
    try {
      made = makeEndpoint();
    } catch (error) {
      died(error instanceof Error ? error.message : String(error));
      return false;
    }
    endpoint = made;
    made.onMessage((message) => {
      if (endpoint === made) receive(message);
    });
    made.onDeath((reason) => {
      if (endpoint === made) died(reason);
    });
    return true;
  }

  function ask(what: Asked, message: ToHost, transfer: readonly ArrayBuffer[] = []): void {
    asked = what;
    silent = 0;
    endpoint?.post(message, transfer);
  }

  /** As the host itself would write it: it compares what it is given with what it has. */
  const plain = (log: readonly StampedCommand[]): readonly StampedCommand[] =>
    log.map(({ at, command }) => ({ at, command }));
  const from = (checkpoint: WholeCheckpoint | undefined) => (checkpoint === undefined ? {} : { checkpoint });
  /** The words were put together for this one message. */
  const buffersOf = (checkpoint: WholeCheckpoint | undefined): ArrayBuffer[] =>
    checkpoint === undefined ? [] : [checkpoint.words.buffer];

  return {
    get asked() {
      return asked;
    },
    get hasAnswered() {
      return hasAnswered;
    },
    open({ scenario, seed, traffic }, { checkpoint, newestPage, log, to }) {
      if (!connect()) return;
      token += 1;
      const tape = traffic === undefined ? {} : { traffic };
      // The tape is copied, not transferred: a host that replaces a dead one needs it again.
      const run = { scenario, seed, ...tape, log: plain(log), newestPage, at: to };
      ask('open', { type: 'open', token, ...run, ...from(checkpoint) }, buffersOf(checkpoint));
    },
    seek({ checkpoint, newestPage, log, to }, here) {
      token += 1;
      const standing = here === undefined ? {} : { here };
      const way = { log: plain(log), newestPage, to };
      const message: ToHost = { type: 'seek', token, ...way, ...from(checkpoint), ...standing };
      ask('seek', message, buffersOf(checkpoint));
    },
    want(until, maxWallMillis) {
      ask('want', { type: 'want', token, until, maxWallMillis });
    },
    rest() {
      if (asked === 'want') endpoint?.post({ type: 'rest', token });
    },
    step(by, limit) {
      ask('step', { type: 'step', token, by, limit });
    },
    command(command) {
      silent = 0;
      endpoint?.post({ type: 'command', token, command });
    },
    die() {
      endpoint?.post({ type: 'die', token });
    },
    watch(millis) {
      if (asked === undefined || endpoint === undefined) return;
      silent += Math.min(millis, longestGapMillis);
      if (silent > silenceMillis) died('the worker fell silent');
    },
    close,
  };
}
