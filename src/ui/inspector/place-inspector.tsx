/** A host, a zone or a region: what is there, and what can be done to all of it. */
import { FaultButtons } from '../faults/fault-buttons.tsx';
import type { Selected } from '../session/selection.ts';
import { useLayoutSize } from '../session/use-layout-size.ts';
import { useScreen } from '../session/use-screen.ts';
import { FactRows } from './fact-rows.tsx';
import styles from './inspector.module.css';

export function PlaceInspector({ selected }: { readonly selected: Extract<Selected, { kind: 'place' }> }) {
  const t = useScreen();
  const isDesktop = useLayoutSize() === 'desktop';
  return (
    <div className={styles.sections}>
      {isDesktop ? <FaultButtons selected={selected} /> : undefined}
      <FactRows
        rows={selected.members.map(({ id, kind }) => ({ name: id, value: t.kinds[kind]?.name ?? kind }))}
      />
    </div>
  );
}
