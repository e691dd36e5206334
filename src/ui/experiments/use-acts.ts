/** The acts of the question panel, bound to the run on screen. */
import { useMemo } from 'react';
import { microsPerSecond } from '../../base/units.ts';
import type { Command } from '../../engine/command.ts';
import { conditionOf } from '../faults/condition.ts';
import { useSession, useSessionState } from '../session/app-context.ts';
import { changeBefore } from './change-before.ts';
import { runExperiment, runNow, seekAndWait } from './experiment.ts';
import { actInQuestion, lastAct, targetOf } from './faults-of-log.ts';
import { isolate } from './isolate.ts';
import { presentPrimary } from './present-primary.ts';
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
  /** To a second before the last fault, and on from there when it was playing. */
  rewind(): void;
  tryOut(whatIf: WhatIf): void;
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
    return {
      primary,
      broken: broken ? act : undefined,
      whatIfs: description === undefined ? [] : whatIfs(description, actInQuestion(session.store.getState())),
      kill: () => now(primary === undefined ? [] : [{ kind: 'crash', component: primary }]),
      restart: () => now(act === undefined ? [] : [{ kind: 'restart', component: act }], act),
      hang: () => now(primary === undefined ? [] : [{ kind: 'hang', component: primary }]),
      isolate: () =>
        now(primary === undefined || description === undefined ? [] : isolate(description, primary)),
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
