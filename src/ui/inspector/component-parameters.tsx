/** A component's parameters straight from its specs; the rarely touched ones wait behind "More". */
import type { ComponentDescription } from '../../engine/description.ts';
import type { ParameterSpec } from '../../engine/model/parameter-list.ts';
import { useScreen } from '../session/use-screen.ts';
import styles from './inspector.module.css';
import { ParameterField } from './parameter-field.tsx';

/** Has it an effect as its siblings are now? */
const isShown = ({ within = [], shownWhen = [] }: ParameterSpec, { values }: ComponentDescription): boolean =>
  [...within, ...shownWhen].every(({ path, codes }) => codes.includes(values[path] ?? 0));

export function ComponentParameters({ component }: { readonly component: ComponentDescription }) {
  const t = useScreen();
  const shown = component.parameters.filter((spec) => isShown(spec, component));
  const field = (spec: ParameterSpec) => <ParameterField key={spec.path} component={component} spec={spec} />;
  const later = shown.filter(({ more }) => more);
  return (
    <>
      {shown.filter(({ more }) => !more).map(field)}
      {later.length === 0 ? undefined : (
        <details className={styles.more}>
          <summary>{t.inspector.more(later.length)}</summary>
          {later.map(field)}
        </details>
      )}
    </>
  );
}
