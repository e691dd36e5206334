import { Button } from '../controls/button.tsx';
import { Dialog } from '../controls/dialog.tsx';
import { Segmented } from '../controls/segmented.tsx';
import { changeLanguage } from '../preferences/change-language.ts';
import { languages, motions, themes } from '../preferences/preferences.ts';
import { useApp, usePreference } from '../session/app-context.ts';
import { useLater } from '../session/use-later.ts';
import { useScreen } from '../session/use-screen.ts';
import styles from './overlays.module.css';

const languageNames = { en: 'English', zh: '中文' } as const;

export function SettingsDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useScreen();
  const { settings } = useLater();
  const parts = useApp();
  const { preferences, desk } = parts;
  const present = usePreference((state) => state);
  return (
    <Dialog title={t.settings.title} onClose={onClose}>
      <div className={styles.settings}>
        <Segmented
          label={t.settings.language}
          options={languages.map((value) => ({ value, text: languageNames[value] }))}
          value={present.language}
          onChange={(language) => changeLanguage(parts, language)}
        />
        <Segmented
          label={settings.theme}
          options={themes.map((value) => ({ value, text: settings.themes[value] }))}
          value={present.theme}
          onChange={(theme) => preferences.setState({ theme })}
        />
        <Segmented
          label={settings.motion}
          options={motions.map((value) => ({ value, text: settings.motions[value] }))}
          value={present.motion}
          onChange={(motion) => preferences.setState({ motion })}
        />
        <p className={styles.text}>{settings.motionHelp}</p>
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={present.letterKeys}
            onChange={(event) => preferences.setState({ letterKeys: event.target.checked })}
          />
          <span>{settings.letterKeys}</span>
        </label>
        <div>
          <Button onClick={() => desk.setState((state) => ({ layoutResets: state.layoutResets + 1 }))}>
            {settings.resetLayout}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
