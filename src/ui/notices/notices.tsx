/** What the session has to say about itself: refused input, a worker that died and was replaced, the end of a run. */
import { useStore } from 'zustand';
import { late } from '../../late/late.ts';
import { Button } from '../controls/button.tsx';
import { Late, latePart } from '../late/late-part.tsx';
import { useApp, useSession, useSessionState } from '../session/app-context.ts';
import { useScreen } from '../session/use-screen.ts';
import { useTapes } from '../tape/use-tapes.ts';
import { LanguageNotice } from './language-notice.tsx';
import styles from './notices.module.css';
import { saveText } from './save-text.ts';
import { useRecoveryNotice } from './use-recovery-notice.ts';

const tapeNotices = latePart(async () => (await late(() => import('../tape/tape-notices.tsx'))).TapeNotices);
const problemNotice = latePart(async () => (await late(() => import('./problem-notice.tsx'))).ProblemNotice);
const newVersionNotice = latePart(
  async () => (await late(() => import('./new-version-notice.tsx'))).NewVersionNotice,
);

export function Notices() {
  const t = useScreen();
  const isTapeWanted = useSessionState((state) => state.wantedTape !== undefined);
  const isTapeAtHand = useTapes(({ reading, problem }) => reading !== undefined || problem !== undefined);
  const hasTapeNews = isTapeWanted || isTapeAtHand;
  const hasVersionNews = useStore(
    useApp().newVersion.store,
    ({ offer, carried }) => offer !== 'none' || carried !== undefined,
  );
  const { actions } = useSession();
  const problem = useSessionState((state) => state.problem);
  const failure = useSessionState((state) => state.failure);
  const playback = useSessionState((state) => state.playback);
  const progress = useSessionState((state) => state.progress);
  const canReopen = useSessionState((state) => state.canReopen);
  const scenario = useSessionState((state) => state.description?.scenario);
  const seed = useSessionState((state) => state.seed);
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
      {problem === undefined ? undefined : <Late part={problemNotice} props={{ problem }} />}
      {playback === 'recovering' ? (
        <div role="status" className={styles.notice} data-notice="recovering">
          <p>{t.notices.recovering(Math.round((progress ?? 0) * 100))}</p>
        </div>
      ) : undefined}
      {playback === 'opening' && progress !== undefined ? (
        <div role="status" className={styles.notice} data-notice="reopening">
          <p>{t.notices.reopening(Math.round(progress * 100))}</p>
          {canReopen ? <Button onClick={() => actions.reopenPrevious()}>{t.tape.cancel}</Button> : undefined}
        </div>
      ) : undefined}
      {canReopen && playback !== 'opening' ? (
        <div role="status" className={styles.notice} data-notice="opened">
          <p>{t.notices.opened(scenario ?? '', seed)}</p>
          <Button onClick={() => actions.reopenPrevious()}>{t.notices.backToPrevious}</Button>
          <Button onClick={() => actions.forgetPrevious()}>{t.close}</Button>
        </div>
      ) : undefined}
      {recovered.shown ? (
        <div role="status" className={styles.notice} data-notice="recovered">
          <p>{t.notices.recovered}</p>
          <Button onClick={recovered.dismiss}>{t.close}</Button>
        </div>
      ) : undefined}
      <LanguageNotice />
      {hasTapeNews ? <Late part={tapeNotices} props={{}} /> : undefined}
      {hasVersionNews ? <Late part={newVersionNotice} props={{}} /> : undefined}
    </div>
  );
}
