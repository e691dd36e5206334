/** The picked request as it is on the branch on screen, and what surrounds it; read again while it is under way. */

import { useMemo, useRef } from 'react';
import { edgeId } from '../../engine/telemetry/layout.ts';
import { haltsOf } from '../../session/story/halts.ts';
import { dependencyNames } from '../../views/dependency-names.ts';
import { type RequestSpans, requestSpans } from '../../views/waterfall/request-spans.ts';
import { useSession, useSessionState } from '../session/app-context.ts';
import { findJourney, isSameRequest, type RequestPick } from './find-requests.ts';

interface Held {
  readonly pick: RequestPick;
  /** Branch and commands: another course of the run may have another journey. */
  readonly course: string;
  readonly journey: Float64Array;
}

export function useRequest(pick: RequestPick | undefined): RequestSpans | undefined {
  const session = useSession();
  const { live } = session;
  const description = useSessionState((state) => state.description);
  const story = useSessionState((state) => state.storyOnBranch);
  const course = useSessionState(({ branches, branchId }) => {
    const branch = branches.find(({ id }) => id === branchId);
    return `${branchId} ${branch?.log.length ?? 0}`;
  });
  useSessionState((state) => state.viewMicros);
  const held = useRef<Held>(undefined);

  // History thins out with time: what was once found stays in sight.
  const found = pick && findJourney(session, pick);
  if (pick && found) held.current = { pick, course, journey: found };
  const last = held.current;
  const isHeld = pick !== undefined && last?.course === course && isSameRequest(last.pick, pick);
  const journey = isHeld ? last.journey : undefined;

  const delays = useMemo(
    () => new Map(description?.links.map((link) => [edgeId(link.from, link.to), link.oneWayDelayMicros])),
    [description],
  );
  const halts = useMemo(() => haltsOf(story), [story]);
  return useMemo(() => {
    if (journey === undefined || description === undefined) return undefined;
    const idOf = (component: number): string => description.components[component]?.id ?? '';
    return requestSpans(journey, {
      now: live.gaugesMicros,
      delayOf: (from, to) => delays.get(edgeId(idOf(from), idOf(to))) ?? 0,
      dependencyOf: (from, to) => dependencyNames(description, from, to),
      haltsOf: (component) => halts.get(idOf(component)) ?? [],
    });
  }, [journey, description, delays, halts, live]);
}
