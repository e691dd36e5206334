/** The part of the transport that a narrow screen has no row for: the rarer jumps, undo, the branches, the seed. */
import { useSessionState } from '../session/app-context.ts';
import { useScreen } from '../session/use-screen.ts';
import { BranchTabs } from './branch-tabs.tsx';
import { UndoButton } from './fork-buttons.tsx';
import { EngineStepButton, RestartButton } from './jump-buttons.tsx';
import styles from './time-panel.module.css';

export function TimePanel() {
  const t = useScreen();
  const seed = useSessionState((state) => state.seed);
  return (
    <div className={styles.panel}>
      <div className={styles.jumps}>
        <RestartButton isWorded />
        <UndoButton isWorded />
        <EngineStepButton isWorded />
      </div>
      <BranchTabs />
      <p className={styles.note}>
        <strong>{t.transport.fork}</strong> {t.transport.forkTitle}
      </p>
      <p className={styles.note}>{t.transport.seed(seed)}</p>
    </div>
  );
}
