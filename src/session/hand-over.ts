/**
 * The run as text for whoever opens it next: the page's next version after a reload. Written only at rest, when every
 * command has its stamp and the trace hash belongs to the time on screen.
 */
import type { RunDescription } from '../engine/description.ts';
import { physics } from '../engine/physics.ts';
import type { CarriedRun } from '../scenario/carried-run.ts';
import type { LogEntry } from '../scenario/command-log.ts';
import { formatCommand } from '../scenario/command-text.ts';
import type { SessionActions } from './session-contract.ts';
import type { SessionCore } from './session-core.ts';

function isAtRest({ state, link, destination, afterwards, awaitingStamp, commands }: SessionCore): boolean {
  if (state() === 'broken') return true;
  const isIdle = link.asked === undefined && destination === undefined && afterwards === undefined;
  return state() === 'paused' && isIdle && awaitingStamp === undefined && commands.length === 0;
}

/** Where everybody stands; nothing of it is a copy of what was recorded. */
export function runOf({ scenario, seed, live, timeline, store }: SessionCore, playing: boolean): CarriedRun {
  const { speed, selection } = store.getState();
  const branches = timeline.carried(live.viewMicros);
  const { traceHash } = live;
  const current = timeline.current.id;
  return { scenario, seed, branches, current, traceHash, physics, playing, speed, selection };
}

function written({ leftOut: _, ...run }: CarriedRun, description: RunDescription | undefined): string {
  const lined = <Entry extends LogEntry>({ at, command, ...act }: Entry) => ({
    line: formatCommand({ at, command }, description),
    ...act,
  });
  const branches = run.branches.map((branch) => ({
    ...branch,
    log: branch.log.map(lined),
    withdrawn: branch.withdrawn.map(lined),
  }));
  return JSON.stringify({ format: 'nines-carried-run', version: 2, ...run, branches });
}

export function createHandOver(
  core: SessionCore,
  actions: Pick<SessionActions, 'pause' | 'seek'>,
): () => Promise<string> {
  function until(condition: () => boolean): Promise<void> {
    return new Promise((done) => {
      const look = (): void => {
        if (!condition()) return;
        stop();
        done();
      };
      const stop = core.store.subscribe(look);
      look();
    });
  }

  return async () => {
    const isOpen = (): boolean => core.state() !== 'opening' && core.state() !== 'recovering';
    await until(() => isOpen() || core.waiting !== undefined);
    // Nothing has been played yet of a run that waits for its tape: it goes on as it came.
    if (core.waiting !== undefined) return written(core.waiting.carried ?? runOf(core, false), undefined);
    const playing = core.state() === 'playing';
    const view = core.live.viewMicros;
    actions.pause();
    // Also from a place between two events of one instant, which no time names: the seek ends after both.
    actions.seek(view);
    await until(() => isAtRest(core));
    return written(runOf(core, playing), core.store.getState().description);
  };
}
