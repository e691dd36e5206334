/** The selected thing, or with nothing selected the system as a whole. */
import { Panel } from '../controls/panel.tsx';
import { useSessionState } from '../session/app-context.ts';
import { findSelected } from '../session/selection.ts';
import { useScreen } from '../session/use-screen.ts';
import { ComponentInspector } from './component-inspector.tsx';
import { LinkInspector } from './link-inspector.tsx';
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
  if (selected.kind === 'link') {
    return (
      <Panel
        name="inspector"
        className={className}
        title={`${selected.link.from} → ${selected.link.to}`}
        aside={t.inspector.connection}
      >
        <LinkInspector selected={selected} />
      </Panel>
    );
  }
  const { id, kind } = selected.component;
  return (
    <Panel name="inspector" className={className} title={id} aside={t.kinds[kind]?.name}>
      <ComponentInspector key={id} component={selected.component} />
    </Panel>
  );
}
