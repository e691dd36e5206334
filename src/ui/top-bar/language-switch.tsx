/** Each language under its own name, so that whoever cannot read the page finds theirs. */
import { Button } from '../controls/button.tsx';
import { ButtonGroup } from '../controls/button-group.tsx';
import { changeLanguage } from '../preferences/change-language.ts';
import { useApp, usePreference } from '../session/app-context.ts';
import { useScreen } from '../session/use-screen.ts';

const choices = [
  { language: 'en', lang: 'en', text: 'EN', name: 'English' },
  { language: 'zh', lang: 'zh-CN', text: '中文', name: '中文' },
] as const;

/** On a narrow screen only the language that one can change to. */
export function LanguageSwitch({ isShort }: { readonly isShort?: boolean }) {
  const t = useScreen();
  const parts = useApp();
  const present = usePreference((state) => state.language);
  const offered = isShort ? choices.filter(({ language }) => language !== present) : choices;
  return (
    <ButtonGroup label={t.settings.language}>
      {offered.map(({ language, lang, text, name }) => (
        <Button
          key={language}
          look="quiet"
          lang={lang}
          title={name}
          aria-pressed={isShort ? undefined : present === language}
          onClick={() => changeLanguage(parts, language)}
        >
          {text}
        </Button>
      ))}
    </ButtonGroup>
  );
}
