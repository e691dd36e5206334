/** The name of the page and of the scenario, the language, and what concerns the page as a whole. */
import { useSessionState } from '../session/app-context.ts';
import { useLayoutSize } from '../session/use-layout-size.ts';
import { useScreen } from '../session/use-screen.ts';
import { LanguageSwitch } from './language-switch.tsx';
import { PageActions } from './page-actions.tsx';
import { PageMenu } from './page-menu.tsx';
import styles from './top-bar.module.css';

export function TopBar() {
  const t = useScreen();
  const layout = useLayoutSize();
  const scenario = useSessionState((state) => state.description?.scenario);
  return (
    <header className={styles.bar}>
      <span className={styles.name}>Nines</span>
      <span className={styles.scenario}>
        <span>{scenario && (t.scenarios[scenario] ?? scenario)}</span>
      </span>
      <LanguageSwitch isShort={layout !== 'desktop'} />
      {layout === 'phone' ? <PageMenu /> : <PageActions />}
    </header>
  );
}
