/** What a person can do, as changes of the timeline and of where to be. */
import { type InputProblem, type Result, refuse, succeed } from '../base/result.ts';
import { type Micros, microsPerSecond } from '../base/units.ts';
import type { CarriedRun } from '../scenario/carried-run.ts';
import { checkPlayedSpan, type TapeTiming, tapeReference } from '../scenario/tape/make-tape.ts';
import { checkTape } from '../scenario/tape/match-tape.ts';
import type { RecordedTraffic } from '../scenario/tape/recorded-traffic.ts';
import { runOf } from './hand-over.ts';
import { reproductionOf } from './message-handling.ts';
import { createPending, NotDone, type Pending } from './not-done.ts';
import { firstStop } from './retrace.ts';
import type { SessionActions } from './session-contract.ts';
import type { Destination, SessionCore } from './session-core.ts';
import { createLiveView, initialState, lensOf } from './session-store.ts';
import { tapeOf, withTape } from './tape-of-scenario.ts';

/** How far a step to the next story event looks: an hour. */
const storySearchMicros = 3_600 * microsPerSecond;

export interface OpeningActions extends SessionActions {
  /** Opens without touching the playback machine, which begins in `opening`. */
  begin(scenario: unknown, seed: number, carried?: CarriedRun, traffic?: RecordedTraffic): void;
}

export function createSessionActions(core: SessionCore): OpeningActions {
  const { store, live, timeline, link } = core;

  function forgetProblem(): void {
    if (store.getState().problem !== undefined) store.setState({ problem: undefined });
  }

  function seek(wanted: Micros, reached?: Pending<undefined>): void {
    const to = Math.max(0, Math.round(wanted));
    core.abandonArrival(new NotDone('superseded'));
    if (reached !== undefined) core.arrival = { to, reached };
    core.goTo(to);
  }

  /** Where the person is: where they are going, if they are on their way. */
  function here(): Micros {
    return core.destination?.kind === 'time' ? core.destination.to : (core.heading ?? core.engineAt);
  }

  function step(destination: Destination): void {
    if (core.destination?.kind === 'time') core.afterwards = destination;
    else {
      core.destination = destination;
      if (destination.kind === 'story') core.send({ type: 'seek' });
    }
    core.pump();
  }

  function begin(scenario: unknown, seed: number, carried?: CarriedRun, traffic?: RecordedTraffic): void {
    core.scenario = scenario;
    core.seed = seed;
    core.traffic = traffic;
    core.position = 0;
    core.engineAt = 0;
    core.shownOn = undefined;
    core.destination = undefined;
    core.afterwards = undefined;
    core.lastStamp = undefined;
    core.lastDeath = undefined;
    core.tentative = undefined;
    core.forgetAll(new NotDone('superseded'));
    core.pacer.reset(0);
    timeline.reset();
    const to = firstStop(core, carried);
    core.heading = to;
    Object.assign(live, { ...createLiveView(), rate: live.rate, lens: live.lens });
    const { speed, selection } = store.getState();
    const reference = tapeOf(scenario);
    const isMissing = reference !== undefined && traffic === undefined;
    core.waiting = isMissing ? { carried } : undefined;
    core.publish({
      ...initialState(seed),
      playback: core.state(),
      speed,
      selection,
      ...firstPicture(),
      problem: carried?.leftOut?.[0],
      canReopen: core.previous !== undefined,
      tape: reference && traffic && { reference, traffic },
      wantedTape: isMissing ? reference : undefined,
    });
    if (isMissing) link.close();
    else link.open(core, timeline.wayTo(to));
  }

  /** Nothing that opens a run loses the one on screen; one that had not been opened yet is no loss. */
  function keepPrevious(): void {
    if (core.state() === 'opening') return;
    core.previous = { run: runOf(core, core.state() === 'playing'), traffic: core.traffic };
  }

  function reopenPrevious(): void {
    const { previous } = core;
    if (previous === undefined) return;
    core.previous = undefined;
    core.send({ type: 'open', autoplay: previous.run.playing });
    begin(previous.run.scenario, previous.run.seed, previous.run, previous.traffic);
  }

  function replay(traffic: RecordedTraffic, timing: TapeTiming): Result<undefined, InputProblem> {
    const problem = checkPlayedSpan(traffic, timing);
    if (problem !== undefined) return refuse(problem);
    keepPrevious();
    core.send({ type: 'open', autoplay: true });
    const scenario = withTape(core.scenario, tapeReference(traffic, timing));
    begin(scenario, core.seed, undefined, traffic);
    return succeed(undefined);
  }

  function supplyTape(traffic: RecordedTraffic): Result<undefined, InputProblem> {
    const wanted = tapeOf(core.scenario);
    const problem = wanted && checkTape(wanted, traffic);
    if (problem !== undefined) return refuse(problem);
    if (core.waiting !== undefined) begin(core.scenario, core.seed, core.waiting.carried, traffic);
    return succeed(undefined);
  }

  const firstPicture = () => ({ branches: timeline.branches, branchId: timeline.current.id });

  return {
    begin,
    play() {
      forgetProblem();
      core.send({ type: 'play' });
    },
    pause() {
      core.send({ type: 'pause' });
      link.rest();
      if (core.state() !== 'paused' || link.asked !== undefined) return;
      live.viewMicros = core.position;
      core.publish();
    },
    setSpeed(speed) {
      live.lens = lensOf(speed);
      if (speed !== 'max') live.rate = speed;
      core.pacer.reset(live.viewMicros);
      store.setState({ speed, achievedSpeed: undefined });
    },
    seek(to) {
      forgetProblem();
      const reached = createPending<undefined>();
      core.whenSettled(() => seek(to, reached), reached);
      return reached.promise;
    },
    stepStory(direction) {
      forgetProblem();
      core.send({ type: 'pause' });
      core.whenSettled(() => {
        const { story } = timeline.history;
        const view = core.live.viewMicros;
        const known =
          direction > 0
            ? story.find((event) => event.time > view)
            : (story.findLast((event) => event.time < view) ?? { time: 0 });
        if (known !== undefined) seek(known.time);
        else step({ kind: 'story', limit: here() + storySearchMicros });
      });
    },
    stepEvent() {
      forgetProblem();
      core.send({ type: 'pause' });
      core.whenSettled(() => step({ kind: 'event', limit: here() + storySearchMicros }));
    },
    command(command) {
      forgetProblem();
      const stamp = core.commands.add(command);
      core.pump();
      return stamp;
    },
    withdraw(order) {
      forgetProblem();
      core.whenSettled(() => {
        const view = here();
        if (timeline.withdraw(order)) seek(view);
      });
    },
    undo() {
      forgetProblem();
      core.whenSettled(() => {
        if (!timeline.canUndo()) return;
        const view = here();
        timeline.undoLastAct();
        seek(view);
      });
    },
    canUndo: () => timeline.canUndo(),
    switchBranch(id) {
      forgetProblem();
      core.whenSettled(() => {
        if (id === timeline.current.id) return;
        const view = timeline.select(id, here());
        if (view !== undefined) seek(view);
      });
    },
    closeBranch(id) {
      core.whenSettled(() => {
        const other = timeline.branches.find((branch) => branch.id !== id);
        if (other === undefined) return;
        if (id === timeline.current.id) {
          const view = timeline.select(timeline.current.parent ?? other.id, here());
          timeline.close(id);
          if (view !== undefined) seek(view);
        } else {
          timeline.close(id);
          core.publish();
        }
      });
    },
    fork() {
      forgetProblem();
      core.whenSettled(() => {
        const at = here();
        timeline.branchAt(at);
        seek(at);
      });
    },
    restart() {
      forgetProblem();
      core.whenSettled(() => {
        if (timeline.current.log.length > 0) timeline.branchFromStart(here());
        seek(0);
      });
    },
    select(id) {
      store.setState({ selection: id });
    },
    reopenPrevious,
    forgetPrevious() {
      core.previous = undefined;
      core.publish({ canReopen: false });
    },
    open(scenario, seed) {
      keepPrevious();
      core.send({ type: 'open', autoplay: live.playing });
      begin(scenario, seed);
    },
    openRun(run) {
      keepPrevious();
      core.send({ type: 'open', autoplay: false });
      begin(run.scenario, run.seed, run);
    },
    replay,
    supplyTape,
    drawTraffic() {
      keepPrevious();
      core.send({ type: 'open', autoplay: live.playing || core.waiting !== undefined });
      begin(withTape(core.scenario, undefined), core.seed);
    },
    exportRun: () => reproductionOf(core, core.position),
    dismissProblem: forgetProblem,
  };
}
