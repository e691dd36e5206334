/** A state as a shape, the same paths as on the canvas; the word stands beside it. */
import type { HealthState } from '../../engine/telemetry/records.ts';
import { stateGlyphs } from '../../views/glyphs/state-glyphs.ts';
import styles from './state-glyph.module.css';

export function StateGlyph({ state }: { readonly state: HealthState }) {
  return (
    <svg className={styles.glyph} data-state={state} viewBox="-9 -9 18 18" aria-hidden="true">
      {stateGlyphs[state].map(({ d, paint }) => (
        <path key={d} d={d} className={styles[paint]} />
      ))}
    </svg>
  );
}
