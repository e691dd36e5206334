import { Keyboard, Moon, Settings, Sun } from 'lucide-react';
import { Button } from '../controls/button.tsx';
import { isDark } from '../preferences/apply-preferences.ts';
import { useApp, usePreference, useSessionState } from '../session/app-context.ts';
import { useScreen } from '../session/use-screen.ts';
import { LanguageSwitch } from './language-switch.tsx';
import styles from './top-bar.module.css';

export function TopBar() {
  const t = useScreen();
  const { preferences, desk } = useApp();
  const scenario = useSessionState((state) => state.description?.scenario);
  const dark = isDark(usePreference((state) => state));
  return (
    <header className={styles.bar}>
      <span className={styles.name}>Nines</span>
      <span className={styles.scenario}>{scenario && (t.scenarios[scenario] ?? scenario)}</span>
      <LanguageSwitch />
      <Button
        look="quiet"
        icon={dark ? <Sun aria-hidden /> : <Moon aria-hidden />}
        aria-label={dark ? t.settings.toLight : t.settings.toDark}
        title={dark ? t.settings.toLight : t.settings.toDark}
        onClick={() => preferences.setState({ theme: dark ? 'light' : 'dark' })}
      />
      <Button
        look="quiet"
        icon={<Keyboard aria-hidden />}
        title={`${t.keys.title} (?)`}
        data-testid="open-help"
        onClick={() => desk.setState({ overlay: 'help' })}
      >
        {t.keys.short}
      </Button>
      <Button
        look="quiet"
        icon={<Settings aria-hidden />}
        data-testid="open-settings"
        onClick={() => desk.setState({ overlay: 'settings' })}
      >
        {t.settings.title}
      </Button>
    </header>
  );
}
