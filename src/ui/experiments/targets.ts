/** What the acts of the question panel are aimed at. An act is done only while it would still hit what it was offered for. */
import type { RunDescription } from '../../engine/description.ts';
import { membersNamed } from '../../engine/places.ts';
import type { StoryEvent } from '../../engine/telemetry/story.ts';
import type { Session } from '../../session/session-contract.ts';
import { isBroken } from '../../session/story/conditions.ts';
import { healthOf } from '../measure/gauge.ts';
import { actInQuestion, lastAct, targetOf } from './faults-of-log.ts';
import { presentPrimary } from './present-primary.ts';

export interface Targets {
  readonly branchId: number;
  /** What the question is about: an external service, else the node that takes writes now; undefined while that is down. */
  readonly subject: string | undefined;
  /** It is somebody else's. */
  readonly isExternal: boolean;
  /** What the last fault hit, a component or a place, and is not well. */
  readonly broken: string | undefined;
  /** When the last fault was given; undefined while none was. */
  readonly faultAt: number | undefined;
  /** When the fault was given that a change would be made before: the last, or one that lies ahead. */
  readonly questionAt: number | undefined;
}

export function targetsOf({ store, live }: Pick<Session, 'store' | 'live'>): Targets {
  const state = store.getState();
  const { description, story, branchId } = state;
  const done = lastAct(state);
  const hit = targetOf(done);
  const external = description && externalService(description);
  return {
    branchId,
    subject:
      external === undefined
        ? description && presentPrimary(description, live)?.id
        : healthOf(live, external.index) === 'down'
          ? undefined
          : external.id,
    isExternal: external !== undefined,
    broken: hit !== undefined && isBrokenThere(description, story, hit) ? hit : undefined,
    faultAt: done[0]?.at,
    questionAt: actInQuestion(state)[0]?.at,
  };
}

/** The first that the run has. */
export const externalService = (description: RunDescription) =>
  description.components.find(({ traits }) => traits.includes('external'));

const isBrokenThere = (
  description: RunDescription | undefined,
  story: readonly StoryEvent[],
  named: string,
): boolean => membersNamed(description?.components ?? [], named).some(({ id }) => isBroken(story, id));

/** As one text: equal while nothing has changed that an act is aimed at. */
export const targetsText = (session: Pick<Session, 'store' | 'live'>): string =>
  JSON.stringify(targetsOf(session));
