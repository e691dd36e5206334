/** The theory check's place in the inspector: a heading that opens; what is in it is loaded then. */
import { useState } from 'react';
import type { ComponentDescription } from '../../engine/description.ts';
import { late } from '../../late/late.ts';
import { Late, latePart } from '../late/late-part.tsx';
import { useLayoutSize } from '../session/use-layout-size.ts';
import { useScreen } from '../session/use-screen.ts';
import styles from './theory.module.css';

const theoryPanel = latePart(async () => (await late(() => import('./theory-panel.tsx'))).TheoryPanel);

export function TheorySection({ component }: { readonly component: ComponentDescription }) {
  const t = useScreen();
  const isDesktop = useLayoutSize() === 'desktop';
  const [isOpen, setOpen] = useState(isDesktop);
  return (
    <details
      className={styles.section}
      data-theory
      open={isOpen}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary className={styles.summary}>{t.inspector.theory}</summary>
      {isOpen ? <Late part={theoryPanel} props={{ component }} /> : undefined}
    </details>
  );
}
