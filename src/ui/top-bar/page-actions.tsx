/** Theme, keys, settings: in the bar, or, where it is narrow, worded in a menu that closes with the choice. */
import { Keyboard, Moon, Settings, Sun } from 'lucide-react';
import { Button } from '../controls/button.tsx';
import { isDark } from '../preferences/apply-preferences.ts';
import { useApp, usePreference } from '../session/app-context.ts';
import { useScreen } from '../session/use-screen.ts';

export function PageActions({ menuId }: { readonly menuId?: string }) {
  const t = useScreen();
  const { preferences, desk } = useApp();
  const dark = isDark(usePreference((state) => state));
  const otherTheme = dark ? t.settings.toLight : t.settings.toDark;
  const closing = menuId === undefined ? {} : { popoverTarget: menuId, popoverTargetAction: 'hide' as const };
  return (
    <>
      <Button
        look="quiet"
        icon={dark ? <Sun aria-hidden /> : <Moon aria-hidden />}
        aria-label={otherTheme}
        title={otherTheme}
        {...closing}
        onClick={() => preferences.setState({ theme: dark ? 'light' : 'dark' })}
      >
        {menuId === undefined ? undefined : otherTheme}
      </Button>
      <Button
        look="quiet"
        icon={<Keyboard aria-hidden />}
        title={`${t.keys.title} (?)`}
        data-testid="open-help"
        {...closing}
        onClick={() => desk.setState({ overlay: 'help' })}
      >
        {t.keys.short}
      </Button>
      <Button
        look="quiet"
        icon={<Settings aria-hidden />}
        data-testid="open-settings"
        {...closing}
        onClick={() => desk.setState({ overlay: 'settings' })}
      >
        {t.settings.title}
      </Button>
    </>
  );
}
