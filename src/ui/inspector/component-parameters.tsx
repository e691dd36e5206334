/** A component's parameters straight from its specs; the rarely touched ones wait behind "More". */
import type { ComponentDescription } from '../../engine/description.ts';
import type { ParameterSpec } from '../../engine/model/parameter-spec.ts';
import { useScreen } from '../session/use-screen.ts';
import styles from './inspector.module.css';
import { ParameterField } from './parameter-field.tsx';

const rare = new Set([
  'startupMillis',
  'serviceDistribution',
  'serviceCv',
  'queueCapacity',
  'replicaPriority',
  'healthCheck',
]);
const logNormal = 2;

function isShown(spec: ParameterSpec, component: ComponentDescription): boolean {
  return spec.path !== 'serviceCv' || component.values.serviceDistribution === logNormal;
}

export function ComponentParameters({ component }: { readonly component: ComponentDescription }) {
  const t = useScreen();
  const shown = component.parameters.filter((spec) => isShown(spec, component));
  const field = (spec: ParameterSpec) => <ParameterField key={spec.path} component={component} spec={spec} />;
  const later = shown.filter(({ path }) => rare.has(path));
  return (
    <>
      {shown.filter(({ path }) => !rare.has(path)).map(field)}
      {later.length === 0 ? undefined : (
        <details className={styles.more}>
          <summary>{t.inspector.more(later.length)}</summary>
          {later.map(field)}
        </details>
      )}
    </>
  );
}
