/** Fork, undo, and the branches of this run: the one on screen is drawn solid, the other as a dashed ghost. */
import { GitFork, Undo2, X } from 'lucide-react';
import { Button } from '../controls/button.tsx';
import { ButtonGroup } from '../controls/button-group.tsx';
import { runTime } from '../measure/format.ts';
import { useSession, useSessionState } from '../session/app-context.ts';
import { useScreen } from '../session/use-screen.ts';
import styles from './transport-group.module.css';

export function Branches() {
  const t = useScreen();
  const { actions, store } = useSession();
  const branches = useSessionState((state) => state.branches);
  const branchId = useSessionState((state) => state.branchId);
  const canUndo = useSessionState(() => actions.canUndo());
  /** The other branch at the same time, so that the two can be compared. */
  const show = (id: number, headMicros: number): void => {
    const { viewMicros } = store.getState();
    actions.switchBranch(id);
    actions.seek(Math.min(viewMicros, headMicros));
  };
  return (
    <ButtonGroup label={t.transport.branches}>
      <Button
        icon={<GitFork aria-hidden />}
        title={`${t.transport.forkTitle} (F)`}
        data-testid="fork"
        onClick={() => actions.fork()}
      >
        {t.transport.fork}
      </Button>
      <Button
        icon={<Undo2 aria-hidden />}
        aria-label={t.transport.undo}
        title={`${t.transport.undo} (Ctrl Z)`}
        disabled={!canUndo}
        onClick={() => actions.undo()}
      />
      {branches.length < 2
        ? undefined
        : branches.map(({ id, letter, atMicros, parent, headMicros }) => (
            <span key={id} className={styles.branch}>
              <Button
                aria-current={id === branchId}
                data-branch={letter}
                title={
                  parent === undefined ? t.transport.firstBranch : t.transport.branchFrom(runTime(atMicros))
                }
                onClick={() => show(id, headMicros)}
              >
                {letter}
                <span className={id === branchId ? styles.stroke : `${styles.stroke} ${styles.ghost}`} />
              </Button>
              {id === branchId ? undefined : (
                <Button
                  look="quiet"
                  icon={<X aria-hidden />}
                  aria-label={t.transport.closeBranch(letter)}
                  title={t.transport.closeBranch(letter)}
                  onClick={() => actions.closeBranch(id)}
                />
              )}
            </span>
          ))}
    </ButtonGroup>
  );
}
