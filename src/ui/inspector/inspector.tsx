/** The selected thing, or with nothing selected the system as a whole. */
import { Panel } from '../controls/panel.tsx';
import { useSessionState } from '../session/app-context.ts';
import { findSelected, type Selected, titleOf } from '../session/selection.ts';
import { useScreen } from '../session/use-screen.ts';
import { ComponentInspector } from './component-inspector.tsx';
import { LinkInspector } from './link-inspector.tsx';
import { PlaceInspector } from './place-inspector.tsx';
import { SystemInspector } from './system-inspector.tsx';

export function Inspector({ className }: { readonly className?: string | undefined }) {
  const t = useScreen();
  const description = useSessionState((state) => state.description);
  const selection = useSessionState((state) => state.selection);
  const selected = findSelected(description, selection);
  if (selected === undefined) {
    return (
      <Panel readOnly name="inspector" className={className} title={t.inspector.system} aside={t.thisRun}>
        <SystemInspector />
      </Panel>
    );
  }
  const { name, sort } = titleOf(selected, t);
  return (
    <Panel name="inspector" className={className} title={name} aside={sort}>
      <Details selected={selected} />
    </Panel>
  );
}

function Details({ selected }: { readonly selected: Selected }) {
  if (selected.kind === 'link') return <LinkInspector selected={selected} />;
  if (selected.kind === 'place') return <PlaceInspector selected={selected} />;
  return <ComponentInspector key={selected.component.id} component={selected.component} />;
}
