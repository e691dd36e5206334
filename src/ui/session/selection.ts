/** What a selection string names: a component, or a link written `from->to`. */
import type { ComponentDescription, LinkDescription, RunDescription } from '../../engine/description.ts';

export type Selected =
  | { readonly kind: 'component'; readonly component: ComponentDescription }
  | { readonly kind: 'link'; readonly link: LinkDescription };

export const linkId = (link: { readonly from: string; readonly to: string }): string =>
  `${link.from}->${link.to}`;

export function findSelected(
  description: RunDescription | undefined,
  selection: string | undefined,
): Selected | undefined {
  if (description === undefined || selection === undefined) return undefined;
  const component = description.components.find(({ id }) => id === selection);
  if (component) return { kind: 'component', component };
  const link = description.links.find((candidate) => linkId(candidate) === selection);
  return link && { kind: 'link', link };
}

/** The part of a path that names a component or, where members share parameters, its group. */
export const parameterPath = (component: ComponentDescription, specPath: string): string =>
  `${component.group ?? component.id}.${specPath}`;
