/** One to three sentences that say what the canvas shows now; read with the canvas, and rewritten at most once a second. */

import { presentPrimary } from '../experiments/present-primary.ts';
import { lastSeconds, sumClassWindow } from '../measure/class-window.ts';
import { percent, rate } from '../measure/format.ts';
import { healthOf } from '../measure/gauge.ts';
import { useClassIndexes } from '../metrics/use-class-indexes.ts';
import { useSession, useSessionState } from '../session/app-context.ts';
import { useScreen } from '../session/use-screen.ts';
import styles from './flow-canvas.module.css';

export function CanvasDescription({ id }: { readonly id: string }) {
  const t = useScreen();
  const { live, history, store } = useSession();
  const description = useSessionState((state) => state.description);
  useSessionState((state) => lastSeconds(state.viewMicros).to);
  const classIndexes = useClassIndexes();
  if (!description) return <p id={id} className={styles.hidden} />;
  const window = sumClassWindow(history, classIndexes, store.getState().viewMicros);
  const trouble = description.components
    .filter(({ index }) => healthOf(live, index) !== 'healthy')
    .map(({ id: name, index }) => `${name} ${t.states[healthOf(live, index)]}`);
  return (
    <p id={id} className={styles.hidden} data-testid="canvas-description">
      {t.canvas.describe({
        healthy: description.components.length - trouble.length,
        components: description.components.length,
        trouble,
        primary: presentPrimary(description, live),
        arrivalRate: rate(window.arrived / Math.max(1, window.seconds)),
        failedPercent: percent(window.failed, window.ok + window.failed),
      })}
    </p>
  );
}
