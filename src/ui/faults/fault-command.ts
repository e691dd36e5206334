/** Turns a verb on something selected into the command that the run understands. */
import type { Micros } from '../../base/units.ts';
import { type Command, type ComponentCommandKind, formOf } from '../../engine/command.ts';
import type { ComponentDescription } from '../../engine/description.ts';
import type { StoryEvent } from '../../engine/telemetry/story.ts';
import { sensibleCommands } from '../../session/story/conditions.ts';
import type { Selected } from '../session/selection.ts';

/** Commands on a component in the order of the palette, each with its key on the canvas. */
export const componentVerbKeys: Readonly<Record<ComponentCommandKind, string | undefined>> = {
  crash: 'k',
  'power-off': 'o',
  slow: 's',
  hang: 'h',
  restart: 'r',
  clear: undefined,
};
export const linkVerbKeys = { cutOneWay: undefined, cutBoth: 'x', heal: undefined } as const;
type LinkVerb = keyof typeof linkVerbKeys;
export type FaultVerb = ComponentCommandKind | LinkVerb;

const componentVerbs = Object.keys(componentVerbKeys) as readonly ComponentCommandKind[];
const linkVerbs = Object.keys(linkVerbKeys) as readonly LinkVerb[];
/** A place is everything there: what is done to each of it alone is not offered. */
const placeVerbs = componentVerbs.filter((verb) => formOf(verb).takesPlaces);

/** Those that end by themselves when a duration is given. */
export const lastingVerbs: ReadonlySet<FaultVerb> = new Set<FaultVerb>([
  ...componentVerbs.filter((verb) => formOf(verb).lasts),
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

function componentVerbsOf({ faults }: ComponentDescription): readonly ComponentCommandKind[] {
  if (faults.length === 0) return [];
  return componentVerbs.filter((verb) => formOf(verb).isHelp || faults.some((fault) => fault === verb));
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
  const kind = verb as ComponentCommandKind;
  const { hasFactor, lasts } = formOf(kind);
  return {
    kind,
    component: selected.kind === 'place' ? selected.place : selected.component.id,
    ...(hasFactor ? { factor: manner.slowFactor } : {}),
    ...(lasts ? lasting : {}),
  } as Command;
}
