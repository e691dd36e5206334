/** The question, what the branches cost beside one another, and the next act. */
import { useScreen } from '../session/use-screen.ts';
import { BranchCost } from './branch-cost.tsx';
import { NextActs } from './next-acts.tsx';
import styles from './question.module.css';

export const questionId = 'nines-question';

export function Question() {
  const t = useScreen();
  return (
    <div>
      <h1 id={questionId} className={styles.question}>
        {t.question.text}
      </h1>
      <BranchCost />
      <NextActs />
    </div>
  );
}
