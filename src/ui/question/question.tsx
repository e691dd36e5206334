/** The question, the acts, and what the branches cost beside one another: below, so that no act moves when it comes. */
import { late } from '../../late/late.ts';
import { Late, latePart } from '../late/late-part.tsx';
import { useSessionState } from '../session/app-context.ts';
import { useScreen } from '../session/use-screen.ts';
import { NextActs } from './next-acts.tsx';
import styles from './question.module.css';
import { questionOf } from './question-of.ts';

const branchCost = latePart(async () => (await late(() => import('./branch-cost.tsx'))).BranchCost);

export const questionId = 'nines-question';

export function Question() {
  const t = useScreen();
  const description = useSessionState((state) => state.description);
  const hasBranches = useSessionState(({ branches }) => branches.length > 1);
  return (
    <div>
      <h1 id={questionId} className={styles.question}>
        {questionOf(description, t)}
      </h1>
      <NextActs />
      {hasBranches ? <Late part={branchCost} props={{}} /> : undefined}
    </div>
  );
}
