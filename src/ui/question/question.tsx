/** The question, the acts, and what the branches cost beside one another: below, so that no act moves when it comes. */
import { late } from '../../late/late.ts';
import { externalService } from '../experiments/targets.ts';
import { Late, latePart } from '../late/late-part.tsx';
import { useSessionState } from '../session/app-context.ts';
import { useScreen } from '../session/use-screen.ts';
import { NextActs } from './next-acts.tsx';
import styles from './question.module.css';

const branchCost = latePart(async () => (await late(() => import('./branch-cost.tsx'))).BranchCost);

export const questionId = 'nines-question';

export function Question() {
  const t = useScreen();
  const external = useSessionState(({ description }) => description && externalService(description)?.id);
  const hasBranches = useSessionState(({ branches }) => branches.length > 1);
  return (
    <div>
      <h1 id={questionId} className={styles.question}>
        {external === undefined ? t.question.text : t.question.ofExternal(external)}
      </h1>
      <NextActs />
      {hasBranches ? <Late part={branchCost} props={{}} /> : undefined}
    </div>
  );
}
