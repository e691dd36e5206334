/**
 * TRY: one change on the same traffic that bears on what happened, with the command that makes it. Nothing is offered
 * that is in force already or that this run has no parameter for.
 */
import type { Command } from '../../engine/command.ts';
import type { StoryEvent } from '../../engine/telemetry/story.ts';
import type { TryId } from './story-texts.ts';

/** What suggestions and totals need to know of the run: a `RunDescription` or a `Blueprint` will do. */
export interface StoryContext {
  readonly components: readonly {
    readonly id: string;
    readonly kind: string;
    readonly group?: string;
    readonly values: Readonly<Record<string, number>>;
  }[];
}

export interface Idea {
  readonly id: TryId;
  readonly value: number;
  readonly unit: 'millis' | 'count';
  readonly command: Extract<Command, { kind: 'set' }>;
}

/** `root` is what `event` goes back to, as far as the engine knows; the event itself if nothing made it happen. */
export function suggest(event: StoryEvent, root: StoryEvent, context: StoryContext): Idea | undefined {
  switch (event.kind) {
    case 'suspected': {
      // A dead replica is found out by the first refused call; what hangs, only by those who watch it.
      const isNode = event.values.sentinels === undefined;
      return isNode && root.kind === 'hung' ? detectSooner(context, event) : undefined;
    }
    case 'agreedDown':
      return detectSooner(context, event);
    case 'writesLost':
    case 'splitBrain':
      return change(context, event.component, 'waitForReplicas', 'waitForReplica', 'count', (now) =>
        Math.max(now, 1),
      );
    case 'quorumNotReached': {
      // Without a majority of sentinels no leader can be elected, whatever the quorum.
      const { agree, reachable, sentinels } = event.values;
      if (agree < 1 || reachable * 2 <= sentinels) return undefined;
      return change(context, event.component, 'quorum', 'lowerQuorum', 'count', () => agree);
    }
    case 'markedDown':
      // Calls that a dead server refuses go to others at once; only one that takes them and is silent has to be found out.
      if (root.kind !== 'hung' && root.kind !== 'linkCut') return undefined;
      return change(context, event.component, 'probeIntervalMillis', 'probeFaster', 'millis', (now) =>
        Math.min(now, 500),
      );
    case 'saturated':
      return moreSlots(context, event, root);
    default:
      return undefined;
  }
}

const detectSooner = (context: StoryContext, { component }: StoryEvent): Idea | undefined =>
  change(context, component, 'downAfterMillis', 'detectSooner', 'millis', (now) => Math.min(now, 500));

/** Of whatever is too small for the load; slots that wait for what is broken help nobody, but waiting for less of it does. */
function moreSlots(
  context: StoryContext,
  event: Extract<StoryEvent, { kind: 'saturated' }>,
  root: StoryEvent,
): Idea | undefined {
  const { waitsFor, canConfirm } = event.values;
  if (canConfirm !== undefined) {
    const fewer = (now: number): number => Math.min(now, canConfirm);
    return change(context, waitsFor ?? event.component, 'waitForReplicas', 'waitForFewer', 'count', fewer);
  }
  if (root.kind !== 'saturated' && root.kind !== 'parameterChanged') return undefined;
  const small = waitsFor ?? event.component;
  for (const parameter of ['slots', 'connections', 'servers']) {
    const idea = change(context, small, parameter, 'moreSlots', 'count', (now) => Math.min(now * 2, 1_024));
    if (idea) return idea;
  }
  return undefined;
}

function change(
  context: StoryContext,
  component: string,
  parameter: string,
  id: TryId,
  unit: Idea['unit'],
  to: (now: number) => number,
): Idea | undefined {
  const owner = context.components.find((one) => one.id === component);
  const now = owner?.values[parameter];
  if (owner === undefined || now === undefined || to(now) === now) return undefined;
  const path = `${owner.group ?? owner.id}.${parameter}`;
  return { id, value: to(now), unit, command: { kind: 'set', path, value: to(now) } };
}
