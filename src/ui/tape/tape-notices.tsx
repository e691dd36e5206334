/** A file that is being read, was refused, or is needed before the run can be opened; a run that came out otherwise. */
import { Button } from '../controls/button.tsx';
import { grouped } from '../measure/format.ts';
import notice from '../notices/notices.module.css';
import { useApp, useSessionState } from '../session/app-context.ts';
import { useLater } from '../session/use-later.ts';
import { useScreen } from '../session/use-screen.ts';
import { ChooseFile } from './choose-file.tsx';
import styles from './tape-notices.module.css';
import { useTapes } from './use-tapes.ts';

export function TapeNotices() {
  const t = useScreen();
  const later = useLater();
  const { session, tapes } = useApp();
  const reading = useTapes((state) => state.reading);
  const problem = useTapes((state) => state.problem);
  const difference = useTapes((state) => state.difference);
  const wanted = useSessionState((state) => state.wantedTape);
  return (
    <>
      {problem === undefined ? undefined : (
        <div role="alert" className={`${notice.notice} ${notice.bad}`} data-notice="tape-refused">
          <p className={styles.text}>
            <strong>{later.tape.refused}</strong> {later.tape.problem(problem)}
          </p>
          <Button onClick={tapes.dismiss}>{t.close}</Button>
        </div>
      )}
      {difference === undefined ? undefined : (
        <div role="status" className={notice.notice} data-notice="run-differs">
          <p className={styles.text}>{later.notices.runDiffers(difference.otherPhysics)}</p>
          <Button onClick={tapes.dismiss}>{t.close}</Button>
        </div>
      )}
      {reading === undefined ? undefined : (
        <div role="status" className={notice.notice} data-notice="tape-reading">
          <p>{later.tape.reading(reading.fileName, Math.round(reading.ratio * 100))}</p>
          <Button onClick={tapes.cancel}>{t.tape.cancel}</Button>
        </div>
      )}
      {wanted === undefined ? undefined : (
        <div role="status" className={notice.notice} data-notice="tape-wanted">
          <p className={styles.text}>{later.tape.wanted(wanted.fileName, grouped(wanted.requests))}</p>
          <ChooseFile>{later.tape.choose}</ChooseFile>
          <Button title={later.tape.drawHelp} onClick={() => session.actions.drawTraffic()}>
            {later.tape.drawAgain}
          </Button>
        </div>
      )}
    </>
  );
}
