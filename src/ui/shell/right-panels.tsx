/** Beside the canvas of a wide desk: what is selected above, the story below. */
import { Inspector } from '../inspector/inspector.tsx';
import { Narration } from '../narration/narration.tsx';
import styles from './right-panels.module.css';

export function RightPanels() {
  return (
    <div className={styles.right}>
      <Inspector />
      <Narration />
    </div>
  );
}
