/** The question, the next act, other ways to break it, and the traffic. */
import { FaultPalette } from '../faults/fault-palette.tsx';
import { TrafficPanel } from '../traffic/traffic-panel.tsx';
import styles from './left-panel.module.css';
import { Question, questionId } from './question.tsx';

export function LeftPanel() {
  return (
    <section className={styles.panel} aria-labelledby={questionId}>
      <div className={styles.scroll}>
        <Question />
        <hr className={styles.line} />
        <FaultPalette />
      </div>
      <div className={styles.traffic}>
        <TrafficPanel />
      </div>
    </section>
  );
}
