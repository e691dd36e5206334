/** What a selection string names: a component, a link written `from->to`, or a place written `zone:a`. */

import type { ComponentDescription, LinkDescription, RunDescription } from '../../engine/description.ts';
import { membersAt, placeNamed } from '../../engine/places.ts';
import { edgeId } from '../../engine/telemetry/layout.ts';
import { placeWords } from '../../i18n/story/place-words.ts';
import type { ScreenText } from '../../i18n/texts.ts';

export type Selected =
  | { readonly kind: 'component'; readonly component: ComponentDescription }
  | { readonly kind: 'link'; readonly link: LinkDescription }
  | { readonly kind: 'place'; readonly place: string; readonly members: readonly ComponentDescription[] };

export function findSelected(
  description: RunDescription | undefined,
  selection: string | undefined,
): Selected | undefined {
  if (description === undefined || selection === undefined) return undefined;
  const component = description.components.find(({ id }) => id === selection);
  if (component) return { kind: 'component', component };
  const link = description.links.find((candidate) => edgeId(candidate.from, candidate.to) === selection);
  if (link) return { kind: 'link', link };
  const place = placeNamed(selection);
  const members = place === undefined ? [] : membersAt(description.components, place);
  return members.length === 0 ? undefined : { kind: 'place', place: selection, members };
}

/** As commands and selections name it. */
export function idOf(selected: Selected): string {
  if (selected.kind === 'link') return edgeId(selected.link.from, selected.link.to);
  return selected.kind === 'place' ? selected.place : selected.component.id;
}

/** Its name, and what sort of thing it is. */
export function titleOf(
  selected: Selected,
  t: ScreenText,
): { readonly name: string; readonly sort: string | undefined } {
  if (selected.kind === 'link')
    return { name: `${selected.link.from} → ${selected.link.to}`, sort: t.inspector.connection };
  if (selected.kind === 'place')
    return { name: placeWords(selected.place, t.places), sort: t.inspector.place(selected.members.length) };
  return { name: selected.component.id, sort: t.kinds[selected.component.kind]?.name };
}

/** The part of a path that names a component or, where members share parameters, its group. */
export const parameterPath = (component: ComponentDescription, specPath: string): string =>
  `${component.group ?? component.id}.${specPath}`;
