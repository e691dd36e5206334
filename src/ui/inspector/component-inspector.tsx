/** One component: what can be done to it, its parameters, then how it is doing. */
import type { ComponentDescription } from '../../engine/description.ts';
import { FaultButtons } from '../faults/fault-buttons.tsx';
import { useLater } from '../session/use-later.ts';
import { useLayoutSize } from '../session/use-layout-size.ts';
import { useScreen } from '../session/use-screen.ts';
import { TheorySection } from '../theory/theory-section.tsx';
import { ComponentParameters } from './component-parameters.tsx';
import { Connections } from './connections.tsx';
import styles from './inspector.module.css';
import { UseNumbers } from './use-numbers.tsx';

export function ComponentInspector({ component }: { readonly component: ComponentDescription }) {
  const t = useScreen();
  const later = useLater();
  // Elsewhere the row above has them.
  const isDesktop = useLayoutSize() === 'desktop';
  return (
    <div className={styles.sections}>
      {component.faults.length === 0 || !isDesktop ? undefined : (
        <FaultButtons selected={{ kind: 'component', component }} />
      )}
      <section>
        <h3 className={styles.heading}>{t.inspector.parameters}</h3>
        <ComponentParameters component={component} />
      </section>
      <section>
        <h3 className={styles.heading}>{t.inspector.load}</h3>
        <UseNumbers component={component} />
      </section>
      <TheorySection component={component} />
      <p className={styles.what}>{later.kinds[component.kind]?.help}</p>
      <section>
        <h3 className={styles.heading}>{t.inspector.connections}</h3>
        <Connections component={component.id} />
      </section>
    </div>
  );
}
