/** What readers of a story need to know of the run: a `RunDescription` or a `Blueprint` will do. */
import type { RequestClass, Trait } from '../../engine/description.ts';
import type { ParameterSpec } from '../../engine/model/parameter-list.ts';
import type { StoryEvent } from '../../engine/telemetry/story.ts';
import { factOf } from '../../kinds/facts.ts';

export interface StoryContext {
  readonly classes: readonly Pick<RequestClass, 'id' | 'label'>[];
  readonly components: readonly {
    readonly id: string;
    readonly kind: string;
    readonly traits: readonly Trait[];
    readonly group?: string;
    readonly parameters: readonly ParameterSpec[];
    readonly values: Readonly<Record<string, number>>;
  }[];
}

/** How many could have said so: those of the teller's kind in its group; undefined where that is no matter. */
export function peersOf(event: StoryEvent, context: StoryContext | undefined): number | undefined {
  const teller = context?.components.find(({ id }) => id === event.component);
  if (factOf(event.kind).joins?.isOutOfPeers === undefined || teller === undefined) return undefined;
  return context?.components.filter(({ kind, group }) => kind === teller.kind && group === teller.group)
    .length;
}
