/** The question, the next act, other ways to break it, and the traffic. */
import { FaultPalette } from '../faults/fault-palette.tsx';
import { useScreen } from '../session/use-screen.ts';
import { TrafficPanel } from '../traffic/traffic-panel.tsx';
import { BranchCost } from './branch-cost.tsx';
import styles from './left-panel.module.css';
import { NextActs } from './next-acts.tsx';

export function LeftPanel({ className }: { readonly className?: string | undefined }) {
  const t = useScreen();
  return (
    <section className={[styles.panel, className].filter(Boolean).join(' ')} aria-labelledby="nines-question">
      <div className={styles.scroll}>
        <h1 id="nines-question" className={styles.question}>
          {t.question.text}
        </h1>
        <BranchCost />
        <NextActs />
        <hr className={styles.line} />
        <FaultPalette />
      </div>
      <div className={styles.traffic}>
        <TrafficPanel />
      </div>
    </section>
  );
}
