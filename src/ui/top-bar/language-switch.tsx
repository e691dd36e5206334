/** Each language under its own name, so that whoever cannot read the page finds theirs. */
import { Button } from '../controls/button.tsx';
import { ButtonGroup } from '../controls/button-group.tsx';
import { useApp, usePreference } from '../session/app-context.ts';
import { useScreen } from '../session/use-screen.ts';

const choices = [
  { language: 'en', lang: 'en', text: 'EN', name: 'English' },
  { language: 'zh', lang: 'zh-CN', text: '中文', name: '中文' },
] as const;

export function LanguageSwitch() {
  const t = useScreen();
  const { preferences } = useApp();
  const present = usePreference((state) => state.language);
  return (
    <ButtonGroup label={t.settings.language}>
      {choices.map(({ language, lang, text, name }) => (
        <Button
          key={language}
          look="quiet"
          lang={lang}
          title={name}
          aria-pressed={present === language}
          onClick={() => preferences.setState({ language })}
        >
          {text}
        </Button>
      ))}
    </ButtonGroup>
  );
}
