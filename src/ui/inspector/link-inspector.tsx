/** One connection: cut it, and how it stands. */
import { late } from '../../late/late.ts';
import { FaultButtons } from '../faults/fault-buttons.tsx';
import { Late, latePart } from '../late/late-part.tsx';
import { millis } from '../measure/format.ts';
import type { Selected } from '../session/selection.ts';
import { useLayoutSize } from '../session/use-layout-size.ts';
import { useScreen } from '../session/use-screen.ts';
import { FactRows } from './fact-rows.tsx';
import styles from './inspector.module.css';

const edgeNumbers = latePart(async () => (await late(() => import('./edge-numbers.tsx'))).EdgeNumbers);

export function LinkInspector({ selected }: { readonly selected: Extract<Selected, { kind: 'link' }> }) {
  const t = useScreen();
  const isDesktop = useLayoutSize() === 'desktop';
  const { from, to, carries, oneWayDelayMicros, cutForward, cutBackward } = selected.link;
  const passes = (cut: boolean): string => (cut ? t.inspector.cut : t.inspector.passes);
  return (
    <div className={styles.sections}>
      {isDesktop ? <FaultButtons selected={selected} /> : undefined}
      <p className={styles.what}>{t.inspector.carries[carries]}</p>
      <FactRows
        rows={[
          { name: `${from} → ${to}`, value: passes(cutForward) },
          { name: `${to} → ${from}`, value: passes(cutBackward) },
          { name: t.inspector.oneWayDelay, value: `${millis(oneWayDelayMicros)} ms` },
        ]}
      />
      {carries === 'request' ? <Late part={edgeNumbers} props={{ link: selected.link }} /> : undefined}
    </div>
  );
}
