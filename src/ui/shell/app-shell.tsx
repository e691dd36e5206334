/** The desk: question, canvas, inspector and narration above; figures and time below. The page itself never scrolls. */
import { Flow } from '../canvas/flow.tsx';
import { Inspector } from '../inspector/inspector.tsx';
import { MetricsStrip } from '../metrics/metrics-strip.tsx';
import { Narration } from '../narration/narration.tsx';
import { Notices } from '../notices/notices.tsx';
import { Overlays } from '../overlays/overlays.tsx';
import { LeftPanel } from '../question/left-panel.tsx';
import { useSessionState } from '../session/app-context.ts';
import { TopBar } from '../top-bar/top-bar.tsx';
import { Transport } from '../transport/transport.tsx';
import styles from './app-shell.module.css';

export function AppShell() {
  const isSelected = useSessionState((state) => state.selection !== undefined);
  return (
    <div className={styles.page}>
      <TopBar />
      <main className={styles.desk}>
        <LeftPanel className={styles.left} />
        <Flow className={styles.canvas} />
        <div className={isSelected ? `${styles.right} ${styles.selected}` : styles.right}>
          <Inspector className={styles.inspector} />
          <Narration className={styles.narration} />
        </div>
        <MetricsStrip className={styles.metrics} />
        <Transport className={styles.transport} />
      </main>
      <Notices />
      <Overlays />
    </div>
  );
}
