/**
 * Hosts one engine behind messages, in a Web Worker, in Node or in a test alike. Runs in slices and yields between
 * them, so that a command takes effect at once and a newer seek ends an older one. It holds nothing that could not
 * be rebuilt from scenario, seed, log and a checkpoint.
 */
import type { InputProblem, Result } from '../base/result.ts';
import type { Micros } from '../base/units.ts';
import type { StampedCommand } from '../engine/command.ts';
import type { Checkpoint, Engine } from '../engine/engine-contract.ts';
import type { HistorySink } from '../engine/telemetry/records.ts';
import { checkCommand } from '../scenario/check-command.ts';
import { insertCommand } from '../scenario/command-log.ts';
import type { RecordedTraffic } from '../scenario/tape/recorded-traffic.ts';
import { createCheckpointCadence } from './checkpoint-cadence.ts';
import { CheckpointPages } from './checkpoint-pages.ts';
import { makeFrame, transferables } from './frame.ts';
import { createHistoryCollector } from './history-collector.ts';
import type { FromHost, HistoryMarks, ToHost, WholeCheckpoint } from './protocol.ts';
import { finishTies, type Goal, type Run, runSlice } from './run-slice.ts';

const progressMillis = 100;

/** Builds an engine from what a person gave; a refusal names what is wrong with it. */
export type OpenRun = (
  scenario: unknown,
  seed: number,
  sink: HistorySink,
  traffic: RecordedTraffic | undefined,
) => Result<Engine, InputProblem>;

export interface HostDependencies {
  readonly openRun: OpenRun;
  readonly post: (message: FromHost, transfer: ArrayBuffer[]) => void;
  readonly wallNow: () => number;
  /** Calls `next` after waiting messages had their turn. */
  readonly yieldNow: (next: () => void) => void;
  /** Throws where nobody catches, so that the worker dies as from a real defect. */
  readonly raise: (error: unknown) => void;
}

export interface Host {
  receive(message: ToHost): void;
}

type Message<Type extends ToHost['type']> = Extract<ToHost, { type: Type }>;

interface OpenedRun extends Run {
  readonly start: Checkpoint & { readonly marks: HistoryMarks };
  log: readonly StampedCommand[];
  describedAnew: boolean;
}

interface Job extends Goal {
  readonly token: number;
  readonly answer: 'opened' | 'frame';
  reportedAt: number;
}

export function createHost({ openRun, post, wallNow, yieldNow, raise }: HostDependencies): Host {
  let token = Number.NEGATIVE_INFINITY;
  let run: OpenedRun | undefined;
  let job: Job | undefined;
  let isPumping = false;

  function broke(error: unknown): void {
    const time = run?.engine.now ?? 0;
    run = undefined;
    job = undefined;
    post({ type: 'broke', token, time, message: error instanceof Error ? error.message : String(error) }, []);
  }

  /** Everything that touches the engine goes through here: a throw inside it ends the run, not the host. */
  function guarded(action: () => void): void {
    try {
      action();
    } catch (error) {
      broke(error);
    }
  }

  function sendFrame(opened: OpenedRun, answer: Job['answer']): void {
    const { engine, collector, cadence, pages } = opened;
    const frame = makeFrame(engine, collector, pages.take(), opened.describedAnew || answer === 'opened');
    const description = frame.description;
    opened.describedAnew = false;
    cadence.frameSent();
    if (answer === 'opened' && description !== undefined) {
      post({ type: 'opened', token, description, frame }, transferables(frame));
    } else {
      post({ type: 'frame', token, frame }, transferables(frame));
    }
  }

  function reportProgress(opened: OpenedRun, running: Job): void {
    if (running.deadline !== Number.POSITIVE_INFINITY) return;
    const wall = wallNow();
    if (wall - running.reportedAt < progressMillis) return;
    running.reportedAt = wall;
    post({ type: 'progress', token, time: opened.engine.now, to: running.to }, []);
  }

  function pump(): void {
    isPumping = false;
    const [opened, running] = [run, job];
    if (opened === undefined || running === undefined) return;
    guarded(() => {
      if (runSlice(opened, running, wallNow)) {
        job = undefined;
        finishTies(opened.engine);
        sendFrame(opened, running.answer);
      } else {
        reportProgress(opened, running);
      }
    });
    if (job !== undefined) pumpLater();
  }

  function pumpLater(): void {
    if (isPumping) return;
    isPumping = true;
    yieldNow(pump);
  }

  function begin(goal: Goal, answer: Job['answer'] = 'frame'): void {
    job = { ...goal, token, answer, reportedAt: wallNow() };
    pumpLater();
  }

  /** Without a checkpoint, to the start. */
  function moveTo({ engine, collector, cadence, pages, start }: OpenedRun, to?: WholeCheckpoint): void {
    const { time, marks } = to ?? start;
    if (to === undefined) pages.forget();
    engine.load(to === undefined ? start : pages.load(to));
    collector.reset(marks);
    cadence.moved(time);
  }

  function schedule(opened: OpenedRun, log: readonly StampedCommand[]): void {
    opened.log = log;
    opened.engine.schedule(log);
    opened.describedAnew = true;
  }

  function open(message: Message<'open'>): void {
    run = undefined;
    const collector = createHistoryCollector();
    const built = openRun(message.scenario, message.seed, collector.sink, message.traffic);
    if (!built.ok) {
      post({ type: 'scenarioRefused', token, problem: built.problem }, []);
      return;
    }
    const engine = built.value;
    const start = { ...engine.save(), marks: collector.marks };
    const cadence = createCheckpointCadence();
    const pages = new CheckpointPages(message.newestPage);
    run = { engine, collector, cadence, pages, start, log: [], describedAnew: true };
    if (message.checkpoint !== undefined) moveTo(run, message.checkpoint);
    schedule(run, message.log);
    begin({ to: message.at, deadline: Number.POSITIVE_INFINITY, isSeek: true, untilStory: false }, 'opened');
  }

  function seek(opened: OpenedRun, message: Message<'seek'>): void {
    const isHere = message.here === opened.engine.now && isSameLog(message.log, opened.log);
    opened.collector.repeatLayouts();
    if (isHere) opened.pages.goOnFrom(message.newestPage);
    else moveTo(opened, message.checkpoint);
    schedule(opened, message.log);
    begin({ to: message.to, deadline: Number.POSITIVE_INFINITY, isSeek: true, untilStory: false });
  }

  function command(opened: OpenedRun, message: Message<'command'>): void {
    const { engine } = opened;
    finishTies(engine);
    const checked = checkCommand(engine.describe(), message.command);
    if (!checked.ok) {
      post({ type: 'commandRefused', token, command: message.command, problem: checked.problem }, []);
      return;
    }
    const at: Micros = engine.now;
    const stamped: StampedCommand = { at, command: message.command };
    schedule(opened, insertCommand(opened.log, stamped).log);
    finishTies(engine);
    post({ type: 'stamped', token, stamped }, []);
  }

  function step(opened: OpenedRun, message: Message<'step'>): void {
    if (message.by === 'event') {
      opened.engine.step(message.limit);
      sendFrame(opened, 'frame');
      return;
    }
    begin({ to: message.limit, deadline: Number.POSITIVE_INFINITY, isSeek: false, untilStory: true });
  }

  function act(message: Exclude<ToHost, { type: 'open' }>, opened: OpenedRun): void {
    switch (message.type) {
      case 'seek':
        seek(opened, message);
        break;
      case 'command':
        command(opened, message);
        break;
      case 'step':
        step(opened, message);
        break;
      case 'want': {
        const deadline = wallNow() + message.maxWallMillis;
        begin({ to: message.until, deadline, isSeek: false, untilStory: false });
        break;
      }
      case 'rest':
        // Wants alone have a deadline.
        if (job === undefined || job.deadline === Number.POSITIVE_INFINITY) break;
        job = undefined;
        finishTies(opened.engine);
        sendFrame(opened, 'frame');
        break;
      case 'die':
        run = undefined;
        job = undefined;
        raise(new Error('the worker was told to die'));
    }
  }

  return {
    receive(message) {
      const isNewer = message.type === 'open' || message.type === 'seek';
      if (isNewer ? message.token <= token : message.token !== token) return;
      if (isNewer) {
        token = message.token;
        job = undefined;
      }
      guarded(() => {
        if (message.type === 'open') open(message);
        else if (run !== undefined) act(message, run);
      });
    },
  };
}

function isSameLog(one: readonly StampedCommand[], other: readonly StampedCommand[]): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
