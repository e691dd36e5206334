/** What the session has to say about itself: refused input, a worker that died and was replaced, the end of a run. */
import { Button } from '../controls/button.tsx';
import { useSession, useSessionState } from '../session/app-context.ts';
import { useScreen } from '../session/use-screen.ts';
import { TapeNotices } from '../tape/tape-notices.tsx';
import { LanguageNotice } from './language-notice.tsx';
import { NewVersionNotice } from './new-version-notice.tsx';
import styles from './notices.module.css';
import { saveText } from './save-text.ts';
import { useRecoveryNotice } from './use-recovery-notice.ts';

export function Notices() {
  const t = useScreen();
  const { actions } = useSession();
  const problem = useSessionState((state) => state.problem);
  const failure = useSessionState((state) => state.failure);
  const playback = useSessionState((state) => state.playback);
  const progress = useSessionState((state) => state.progress);
  const recovered = useRecoveryNotice();
  return (
    <div className={styles.notices}>
      {failure === undefined ? undefined : (
        <div role="alert" className={`${styles.notice} ${styles.bad}`} data-notice={failure.kind}>
          <p>
            <strong>{t.notices.stopped[failure.kind]}</strong> {failure.message}
          </p>
          {failure.kind === 'neverRan' ? (
            <Button onClick={() => window.location.reload()}>{t.notices.reload}</Button>
          ) : undefined}
          <Button onClick={() => saveText('nines-reproduction.json', failure.reproduction)}>
            {t.notices.saveReproduction}
          </Button>
        </div>
      )}
      {problem === undefined ? undefined : (
        <div role="alert" className={`${styles.notice} ${styles.bad}`} data-notice="problem">
          <p>
            <strong>{t.notices.refused}</strong> {t.notices.problem(problem)}
          </p>
          <Button onClick={() => actions.dismissProblem()}>{t.close}</Button>
        </div>
      )}
      {playback === 'recovering' ? (
        <div role="status" className={styles.notice} data-notice="recovering">
          <p>{t.notices.recovering(Math.round((progress ?? 0) * 100))}</p>
        </div>
      ) : undefined}
      {playback === 'opening' && progress !== undefined ? (
        <div role="status" className={styles.notice} data-notice="reopening">
          <p>{t.notices.reopening(Math.round(progress * 100))}</p>
        </div>
      ) : undefined}
      {recovered.shown ? (
        <div role="status" className={styles.notice} data-notice="recovered">
          <p>{t.notices.recovered}</p>
          <Button onClick={recovered.dismiss}>{t.close}</Button>
        </div>
      ) : undefined}
      <LanguageNotice />
      <TapeNotices />
      <NewVersionNotice />
    </div>
  );
}
