/** Turns a verb on something selected into the command that the run understands. */
import type { Micros } from '../../base/units.ts';
import type { Command } from '../../engine/command.ts';
import type { ComponentDescription } from '../../engine/description.ts';
import type { StoryEvent } from '../../engine/telemetry/story.ts';
import { sensibleCommands } from '../../session/story/conditions.ts';
import type { Selected } from '../session/selection.ts';

export const componentVerbs = ['crash', 'power-off', 'slow', 'hang', 'restart', 'clear'] as const;
export const linkVerbs = ['cutOneWay', 'cutBoth', 'heal'] as const;
/** A place is everything there: what is done to each of it alone is not offered. */
const placeVerbs = ['power-off', 'restart'] as const;
export type FaultVerb = (typeof componentVerbs)[number] | (typeof linkVerbs)[number];

/** Those that end by themselves when a duration is given. */
export const lastingVerbs: ReadonlySet<FaultVerb> = new Set([
  'crash',
  'power-off',
  'slow',
  'hang',
  'cutOneWay',
  'cutBoth',
]);

export interface FaultManner {
  /** Undefined = until cleared. */
  readonly forMicros: Micros | undefined;
  readonly slowFactor: number;
}

/** Verbs that the kind of thing selected knows at all. */
export function verbsOf(selected: Selected): readonly FaultVerb[] {
  if (selected.kind === 'place') return placeVerbs;
  return selected.kind === 'link' ? linkVerbs : componentVerbsOf(selected.component);
}

function componentVerbsOf({ faults }: ComponentDescription): readonly (typeof componentVerbs)[number][] {
  if (faults.length === 0) return [];
  return componentVerbs.filter((verb) => verb === 'clear' || faults.some((fault) => fault === verb));
}

/** Of those, the ones that would change something: the dead cannot be killed, and only what is cut can be healed. */
export function sensibleVerbs(selected: Selected, story: readonly StoryEvent[]): readonly FaultVerb[] {
  if (selected.kind === 'component')
    return sensibleCommands(componentVerbsOf(selected.component), story, selected.component.id);
  if (selected.kind === 'place')
    return placeVerbs.filter((verb) =>
      selected.members.some(
        (member) =>
          componentVerbsOf(member).length > 0 && sensibleCommands([verb], story, member.id).length > 0,
      ),
    );
  const { cutForward, cutBackward } = selected.link;
  const isCut = cutForward || cutBackward;
  return linkVerbs.filter((verb) => (verb === 'heal' ? isCut : !(cutForward && cutBackward)));
}

export function faultCommand(selected: Selected, verb: FaultVerb, manner: FaultManner): Command | undefined {
  if (!verbsOf(selected).includes(verb)) return undefined;
  const lasting = manner.forMicros === undefined ? {} : { forMicros: manner.forMicros };
  if (selected.kind === 'link') {
    const { from, to } = selected.link;
    if (verb === 'heal') return { kind: 'heal', from, to };
    return { kind: 'cut', from, to, both: verb === 'cutBoth', ...lasting };
  }
  const component = selected.kind === 'place' ? selected.place : selected.component.id;
  switch (verb) {
    case 'crash':
    case 'power-off':
    case 'hang':
      return { kind: verb, component, ...lasting };
    case 'slow':
      return { kind: 'slow', component, factor: manner.slowFactor, ...lasting };
    case 'restart':
    case 'clear':
      return { kind: verb, component };
    default:
      return undefined;
  }
}
