/** A new version waits, or has just come with the run of the one before. */
import { useStore } from 'zustand';
import { Button } from '../controls/button.tsx';
import { useApp } from '../session/app-context.ts';
import { useLater } from '../session/use-later.ts';
import { useScreen } from '../session/use-screen.ts';
import styles from './notices.module.css';
import { saveText } from './save-text.ts';

export function NewVersionNotice() {
  const t = useScreen();
  const { notices } = useLater();
  const { newVersion } = useApp();
  const { offer, carried } = useStore(newVersion.store);
  const withdraw = (): void => newVersion.store.setState({ offer: 'none' });
  const dismiss = (): void => newVersion.store.setState({ carried: undefined });
  return (
    <>
      {offer === 'ready' ? (
        <div role="status" className={styles.notice} data-notice="new-version">
          <p>{notices.newVersion}</p>
          <Button onClick={newVersion.update}>{notices.updateNow}</Button>
          <Button onClick={withdraw}>{notices.later}</Button>
        </div>
      ) : undefined}
      {offer === 'noRoom' ? (
        <div role="alert" className={`${styles.notice} ${styles.bad}`} data-notice="no-room">
          <p>{notices.noRoom}</p>
          <Button onClick={withdraw}>{t.close}</Button>
        </div>
      ) : undefined}
      {carried?.kind === 'same' || carried?.kind === 'changed' ? (
        <div role="status" className={styles.notice} data-notice={`carried-${carried.kind}`}>
          <p>{notices.carried[carried.kind]}</p>
          <Button onClick={dismiss}>{t.close}</Button>
        </div>
      ) : undefined}
      {carried?.kind === 'otherPhysics' ? (
        <div role="status" className={styles.notice} data-notice="carried-other-physics">
          <p>{notices.runDiffers(carried.physics)}</p>
          <Button onClick={dismiss}>{t.close}</Button>
        </div>
      ) : undefined}
      {carried?.kind === 'unread' ? (
        <div role="alert" className={`${styles.notice} ${styles.bad}`} data-notice="carried-unread">
          <p>{notices.carriedUnread(carried.problem)}</p>
          <Button onClick={() => saveText('nines-run.json', carried.text)}>{notices.saveRun}</Button>
          <Button onClick={dismiss}>{t.close}</Button>
        </div>
      ) : undefined}
    </>
  );
}
