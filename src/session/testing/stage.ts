/** A session on the fake engine whose wall clock, frames and messages move only when a test says so; driven by verbs. */
import type { Command } from '../../engine/command.ts';
import { createInProcessEndpoint } from '../../worker/in-process-endpoint.ts';
import { type FakeOptions, openFake } from '../../worker/testing/fake-engine.ts';
import { createManualTime } from '../../worker/testing/manual-time.ts';
import { createSession } from '../create-session.ts';

export interface StageOptions extends FakeOptions {
  readonly autoplay?: boolean;
  readonly checkpointBudgetBytes?: number;
  /** Wall milliseconds that each event of the engine takes. */
  readonly eventMillis?: number;
}

const frameMillis = 1_000 / 60;

export function createStage(options: StageOptions = {}) {
  const { autoplay = true, checkpointBudgetBytes, eventMillis = 0 } = options;
  const time = createManualTime();
  const engine: FakeOptions = {
    onEvent() {
      time.wall += eventMillis;
    },
    ...options,
  };
  let opened = 0;
  const session = createSession({
    scenario: { format: 'nines-scenario' },
    seed: 7,
    autoplay,
    wallNow: () => time.wall,
    ...(checkpointBudgetBytes === undefined ? {} : { checkpointBudgetBytes }),
    makeEndpoint() {
      opened += 1;
      return createInProcessEndpoint({
        openRun: openFake(engine),
        wallNow: () => time.wall,
        defer: time.defer,
      });
    },
  });

  /** Lets messages arrive without wall time passing. */
  function settle(): void {
    do session.animationFrame(time.wall);
    while (time.flush() > 0 && session.store.getState().playback !== 'playing');
  }

  return {
    session,
    time,
    settle,
    ...session.actions,
    state: () => session.store.getState(),
    opened: () => opened,
    /** Of the branch on screen. */
    log() {
      const { branches, branchId } = session.store.getState();
      return branches.find(({ id }) => id === branchId)?.log ?? [];
    },
    /** Wall milliseconds pass, frame by frame. */
    pass(wallMillis: number): void {
      for (let passed = 0; passed < wallMillis; passed += frameMillis) {
        time.wall += frameMillis;
        session.animationFrame(time.wall);
        time.flush();
      }
    },
    /** Pauses exactly at `micros`. */
    standAt(micros: number): void {
      session.actions.pause();
      settle();
      session.actions.seek(micros);
      settle();
    },
    /** Numbers that must be the same after whatever detour. */
    numbers: () => ({
      at: session.live.gaugesMicros,
      hash: session.live.traceHash,
      totals: session.live.totals,
      rows: rowsOf(session.history, session.live.gaugesMicros),
      ledger: session.history.ledger.map((span) => ({ ...span })),
      story: session.history.story.map((event) => `${event.id} ${event.kind} ${event.time}`),
    }),
  };
}

/** Whole seconds up to `micros`: [second, width, arrived, ok, failed]. */
export function rowsOf(history: ReturnType<typeof createSession>['history'], micros: number): number[][] {
  const rows: number[][] = [];
  history.forEachClassRow(0, 0, Math.floor(micros / 1e6), (columns, offset, width) => {
    rows.push([columns[offset] ?? -1, width, ...columns.slice(offset + 2, offset + 5)]);
  });
  return rows;
}

/** The numbers at `micros` of a session that went straight there, giving these commands on the way. */
export function straight(micros: number, commands: readonly (readonly [number, Command])[] = []) {
  const stage = createStage({ autoplay: false });
  stage.settle();
  for (const [at, command] of commands) {
    stage.standAt(at);
    stage.command(command);
    stage.settle();
  }
  stage.standAt(micros);
  return stage.numbers();
}
