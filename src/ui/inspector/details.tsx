/** What is known of the selected thing, and what can be done to it. */
import type { Selected } from '../session/selection.ts';
import { ComponentInspector } from './component-inspector.tsx';
import { LinkInspector } from './link-inspector.tsx';
import { PlaceInspector } from './place-inspector.tsx';

export function Details({ selected }: { readonly selected: Selected }) {
  if (selected.kind === 'link') return <LinkInspector selected={selected} />;
  if (selected.kind === 'place') return <PlaceInspector selected={selected} />;
  return <ComponentInspector key={selected.component.id} component={selected.component} />;
}
