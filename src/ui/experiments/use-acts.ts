/** The acts of the question panel, bound to the run on screen. */
import { useMemo } from 'react';
import { microsPerSecond } from '../../base/units.ts';
import type { Command } from '../../engine/command.ts';
import type { RunDescription } from '../../engine/description.ts';
import type { Session } from '../../session/session-contract.ts';
import { conditionOf } from '../faults/condition.ts';
import { roleOf } from '../measure/gauge.ts';
import { useSession, useSessionState } from '../session/app-context.ts';
import { changeBefore } from './change-before.ts';
import { runExperiment, runNow, seekAndWait } from './experiment.ts';
import { actInQuestion, lastAct, targetOf } from './faults-of-log.ts';
import { isolate } from './isolate.ts';
import { presentPrimary } from './present-primary.ts';
import { tenfoldTraffic } from './tenfold-traffic.ts';
import { type WhatIf, whatIfs } from './what-if.ts';

export interface Acts {
  /** The node that takes writes now. */
  readonly primary: string | undefined;
  readonly whatIfs: readonly WhatIf[];
  /** What the last fault hit and what is still not well. */
  readonly broken: string | undefined;
  kill(): void;
  restart(): void;
  hang(): void;
  isolate(): void;
  /** Ten times the traffic; undefined where it is on a tape or would be more than may be. */
  readonly surge: (() => void) | undefined;
  /** To a second before the last fault, and on from there when it was playing. */
  rewind(): void;
  tryOut(whatIf: WhatIf): void;
}

/** A node that was primary when it was hit still takes itself for it, or somebody has been promoted in its place. */
function offeredNow(session: Session, description: RunDescription): readonly WhatIf[] {
  const state = session.store.getState();
  const replaced = new Set(
    state.story.flatMap((event) => (event.kind === 'promoted' ? [event.values.from] : [])),
  );
  return whatIfs(
    description,
    actInQuestion(state),
    ({ id, index }) => replaced.has(id) || roleOf(session.live, index) === 'primary',
  );
}

export function useActs(): Acts {
  const session = useSession();
  const description = useSessionState((state) => state.description);
  // Gauges are not React state: the time on screen changes whenever they may have.
  const act = useSessionState((state) => targetOf(lastAct(state)));
  const broken = useSessionState(({ story }) => act !== undefined && conditionOf(story, act) !== 'fine');
  const primary = useSessionState(
    ({ description: now, story }) => now && presentPrimary(now, session.live, story)?.id,
  );
  return useMemo(() => {
    const now = (commands: readonly Command[], target = primary): void => {
      if (target !== undefined) session.actions.select(target);
      void runNow(session, commands);
    };
    const tenfold = description && tenfoldTraffic(description);
    return {
      primary,
      broken: broken ? act : undefined,
      whatIfs: description === undefined ? [] : offeredNow(session, description),
      kill: () => now(primary === undefined ? [] : [{ kind: 'crash', component: primary }]),
      restart: () => now(act === undefined ? [] : [{ kind: 'restart', component: act }], act),
      hang: () => now(primary === undefined ? [] : [{ kind: 'hang', component: primary }]),
      isolate: () =>
        now(primary === undefined || description === undefined ? [] : isolate(description, primary)),
      surge: tenfold && (() => void runNow(session, [tenfold])),
      rewind: () => {
        const first = lastAct(session.store.getState())[0];
        if (first) void seekAndWait(session, Math.max(0, first.at - microsPerSecond));
      },
      tryOut: ({ path, value }) => {
        const state = session.store.getState();
        const change = { kind: 'set', path, value } as const;
        void runExperiment(session, changeBefore(change, actInQuestion(state), state.viewMicros));
      },
    };
  }, [session, description, primary, act, broken]);
}
