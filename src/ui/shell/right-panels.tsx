/** Beside the canvas of a wide desk: what is selected above, the story below. */
import { Inspector } from '../inspector/inspector.tsx';
import { Narration } from '../narration/narration.tsx';
import { useSessionState } from '../session/app-context.ts';
import styles from './right-panels.module.css';

export function RightPanels() {
  const isSelected = useSessionState((state) => state.selection !== undefined);
  return (
    <div className={isSelected ? `${styles.right} ${styles.selected}` : styles.right}>
      <Inspector />
      <Narration />
    </div>
  );
}
