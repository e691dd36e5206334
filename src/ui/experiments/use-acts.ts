/** The acts of the question panel, bound to the run on screen. */
import { useMemo } from 'react';
import { microsPerSecond } from '../../base/units.ts';
import type { Command } from '../../engine/command.ts';
import type { RunDescription } from '../../engine/description.ts';
import { runExperiment, runNow, seekAndWait } from '../../session/experiment.ts';
import type { Session } from '../../session/session-contract.ts';
import { successionsIn } from '../../session/story/leaders.ts';
import type { Idea } from '../../session/story/suggest.ts';
import { whatIfs } from '../../session/story/what-if.ts';
import { roleOf } from '../../views/states.ts';
import { useSession, useSessionState } from '../session/app-context.ts';
import { changeBefore } from './change-before.ts';
import { actInQuestion, lastAct } from './faults-of-log.ts';
import { isolate } from './isolate.ts';
import { type Targets, targetsText } from './targets.ts';
import { tenfoldTraffic } from './tenfold-traffic.ts';

export interface Acts extends Targets {
  readonly whatIfs: readonly Idea[];
  kill(): void;
  restart(): void;
  hang(): void;
  isolate(): void;
  /** Ten times the traffic; undefined where it is on a tape or would be more than may be. */
  readonly surge: (() => void) | undefined;
  /** To a second before the last fault. */
  rewind(): void;
  tryOut(idea: Idea): void;
}

/** A node that was primary when it was hit still takes itself for it, or somebody has been promoted in its place. */
function offeredNow(session: Session, description: RunDescription): readonly Idea[] {
  const state = session.store.getState();
  const replaced = new Set(successionsIn(state.story).map((one) => one.replaced));
  return whatIfs(
    description,
    actInQuestion(state),
    ({ id }) => replaced.has(id) || roleOf(session.live.readings, id) === 'primary',
  );
}

export function useActs(): Acts {
  const session = useSession();
  const description = useSessionState((state) => state.description);
  // Gauges are not React state: the time on screen changes whenever they may have.
  const aim = useSessionState(() => targetsText(session));
  return useMemo(() => {
    const targets = JSON.parse(aim) as Targets;
    const { subject, broken } = targets;
    /** What was on screen may be of a moment ago: the node may have died, another may lead, the branch may be left. */
    const ifStill = (act: () => void) => () => {
      if (targetsText(session) === aim) act();
    };
    const now = (target: string | undefined, commands: readonly Command[]): void => {
      if (target === undefined) return;
      session.actions.select(target);
      void runNow(session, commands);
    };
    const onSubject = (commands: (id: string) => readonly Command[]) =>
      ifStill(() => now(subject, subject === undefined ? [] : commands(subject)));
    const tenfold = description && tenfoldTraffic(description);
    return {
      ...targets,
      whatIfs: description === undefined ? [] : offeredNow(session, description),
      kill: onSubject((component) => [{ kind: 'crash', component }]),
      hang: onSubject((component) => [{ kind: 'hang', component }]),
      isolate: onSubject((id) => (description === undefined ? [] : isolate(description, id))),
      surge: tenfold && ifStill(() => void runNow(session, [tenfold])),
      restart: ifStill(() =>
        now(broken, broken === undefined ? [] : [{ kind: 'restart', component: broken }]),
      ),
      rewind: ifStill(() => {
        const first = lastAct(session.store.getState())[0];
        if (first) void seekAndWait(session, Math.max(0, first.at - microsPerSecond));
      }),
      tryOut: ({ command }) =>
        ifStill(() => {
          const state = session.store.getState();
          void runExperiment(session, changeBefore(command, actInQuestion(state), state.viewMicros));
        })(),
    };
  }, [session, description, aim]);
}
