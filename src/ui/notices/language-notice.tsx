/** The texts of the language asked for did not come: the page stays as it was. */
import { Button } from '../controls/button.tsx';
import { useApp, useDesk } from '../session/app-context.ts';
import { useScreen } from '../session/use-screen.ts';
import styles from './notices.module.css';

export function LanguageNotice() {
  const t = useScreen();
  const { desk } = useApp();
  const change = useDesk((state) => state.languageChange);
  if (!change?.isRefused) return undefined;
  return (
    <div role="alert" className={`${styles.notice} ${styles.bad}`} data-notice="language">
      <p>{t.notices.languageMissing[change.wanted]}</p>
      <Button onClick={() => desk.setState({ languageChange: undefined })}>{t.close}</Button>
    </div>
  );
}
