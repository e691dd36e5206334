/** The theory check's place in the inspector: a heading that opens; what is in it is loaded then. */
import { lazy, Suspense, useState } from 'react';
import type { ComponentDescription } from '../../engine/description.ts';
import { useScreen } from '../session/use-screen.ts';
import { useLayoutSize } from '../shell/use-layout-size.ts';
import styles from './theory.module.css';

const TheoryPanel = lazy(() =>
  import('./theory-panel.tsx').then((module) => ({ default: module.TheoryPanel })),
);

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
      {isOpen ? (
        <Suspense>
          <TheoryPanel component={component} />
        </Suspense>
      ) : undefined}
    </details>
  );
}
