/** The selected thing, or with nothing selected the system as a whole. */
import { late } from '../../late/late.ts';
import { Panel } from '../controls/panel.tsx';
import { Late, latePart } from '../late/late-part.tsx';
import { useSessionState } from '../session/app-context.ts';
import { findSelected, titleOf } from '../session/selection.ts';
import { useScreen } from '../session/use-screen.ts';
import { SystemInspector } from './system-inspector.tsx';

/** Nothing is selected at first. */
const details = latePart(async () => (await late(() => import('./details.tsx'))).Details);

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
      <Late part={details} props={{ selected }} />
    </Panel>
  );
}
