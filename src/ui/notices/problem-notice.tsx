/** Input that was refused, and why. */
import type { InputProblem } from '../../base/result.ts';
import { Button } from '../controls/button.tsx';
import { useSession } from '../session/app-context.ts';
import { useLater } from '../session/use-later.ts';
import { useScreen } from '../session/use-screen.ts';
import styles from './notices.module.css';

export function ProblemNotice({ problem }: { readonly problem: InputProblem }) {
  const t = useScreen();
  const { notices } = useLater();
  const { actions } = useSession();
  return (
    <div role="alert" className={`${styles.notice} ${styles.bad}`} data-notice="problem">
      <p>
        <strong>{notices.refused}</strong> {notices.problem(problem)}
      </p>
      <Button onClick={() => actions.dismissProblem()}>{t.close}</Button>
    </div>
  );
}
