/**
 * Puts a session together: one run with its branches, driven by whoever calls `animationFrame`. It knows an endpoint,
 * not a Worker, so that tests and Node drive the same session.
 */
import type { InputProblem, Result } from '../base/result.ts';
import { refuse } from '../base/result.ts';
import type { Command, StampedCommand } from '../engine/command.ts';
import type { CarriedRun } from '../scenario/carried-run.ts';
import { checkCommand } from '../scenario/check-command.ts';
import type { EndpointFactory } from '../worker/client.ts';
import { createHandOver } from './hand-over.ts';
import { createHistoryView } from './history-view.ts';
import { createPending, NotDone } from './not-done.ts';
import type { RowLimits } from './row-columns.ts';
import { createSessionActions } from './session-actions.ts';
import type { Session } from './session-contract.ts';
import { createSessionCore, type SessionCore } from './session-core.ts';
import { publishMillis } from './session-store.ts';

export interface SessionOptions {
  /** Source object or JSON text. */
  readonly scenario: unknown;
  readonly seed: number;
  /** `createWorkerEndpoint` on the page; `createInProcessEndpoint` in Node and tests. */
  readonly makeEndpoint: EndpointFactory;
  /** Milliseconds, the clock of `animationFrame`: `performance.now()`. */
  readonly wallNow: () => number;
  readonly autoplay: boolean;
  /** A run of the same scenario and seed, as `handOver` wrote it: its branches are played again to where they were. */
  readonly carried?: CarriedRun | undefined;
  readonly checkpointBudgetBytes?: number | undefined;
  /** When old seconds of the history are joined. */
  readonly rowLimits?: RowLimits | undefined;
}

export interface DrilledSession extends Session {
  /** Kills the host as a defect would; the session recovers by itself. For tests and recovery drills. */
  killWorker(): void;
}

function check(core: SessionCore, command: Command): Result<undefined, InputProblem> {
  const { description } = core.store.getState();
  if (description === undefined)
    return refuse({ path: 'command', value: command.kind, allowed: 'an open run' });
  return checkCommand(description, command);
}

/** Advances the view, asks for more, and publishes: everything that happens because wall time passes. */
function createFrameLoop(core: SessionCore): (wall: number) => void {
  let lastWall: number | undefined;
  let publishedAt = Number.NEGATIVE_INFINITY;

  function play(wall: number): void {
    const { live, link, pacer } = core;
    const { speed } = core.store.getState();
    const { view, until, maxWallMillis } = pacer.tick(wall, speed, core.position);
    // Whole Micros, like every time that leaves the session.
    live.viewMicros = Math.floor(view);
    if (link.asked === undefined && until > core.position) link.want(until, maxWallMillis);
    const achieved = pacer.achieved();
    if (speed !== 'max') live.rate = speed;
    else if (achieved !== undefined) live.rate = achieved;
    if (wall - publishedAt < publishMillis) return;
    publishedAt = wall;
    core.publish({ achievedSpeed: achieved });
  }

  return (wall) => {
    core.link.watch(lastWall === undefined ? 0 : wall - lastWall);
    lastWall = wall;
    core.commands.releaseEdits();
    core.pump();
    if (core.state() === 'playing') play(wall);
  };
}

export function createSession(options: SessionOptions): DrilledSession {
  const { checkpointBudgetBytes: budget, scenario, carried, ...rest } = options;
  const core = createSessionCore({ ...rest, checkpointBudget: budget });
  const { begin, ...actions } = createSessionActions(core);
  const { timeline, store, live, link } = core;
  let resumesWhenVisible = false;

  begin(scenario, options.seed, carried);

  return {
    store,
    live,
    actions: {
      ...actions,
      command(command) {
        const checked = check(core, command);
        if (checked.ok) return actions.command(command);
        store.setState({ problem: checked.problem });
        const refused = createPending<StampedCommand>();
        refused.reject(new NotDone(checked.problem));
        return refused.promise;
      },
    },
    history: createHistoryView({
      revision: () => timeline.revision,
      headMicros: () => timeline.current.headMicros,
      history: () => timeline.history,
    }),
    historyOf: (branchId) =>
      timeline.historyOf(branchId) &&
      createHistoryView({
        revision: () => timeline.revision,
        headMicros: () => timeline.branches.find(({ id }) => id === branchId)?.headMicros ?? 0,
        history: () => timeline.historyOf(branchId) ?? timeline.history,
      }),
    animationFrame: createFrameLoop(core),
    handOver: createHandOver(core, actions),
    setHidden(hidden) {
      if (hidden) {
        resumesWhenVisible = core.state() === 'playing';
        if (resumesWhenVisible) actions.pause();
      } else if (resumesWhenVisible) {
        resumesWhenVisible = false;
        actions.play();
      }
    },
    check: (command) => check(core, command),
    killWorker: () => link.die(),
    dispose: () => link.close(),
  };
}
