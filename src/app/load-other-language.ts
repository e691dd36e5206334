/** Fetches the language not in use once the page has nothing better to do, so that a switch is immediate. */
import { languages } from '../i18n/language.ts';
import { loadLanguage } from '../i18n/load-language.ts';

export function loadOtherLanguage(): void {
  const load = (): void => {
    for (const language of languages) loadLanguage(language);
  };
  // Safari has no idle callback; a page that has loaded is as good.
  if ('requestIdleCallback' in window) window.requestIdleCallback(load);
  else if (document.readyState === 'complete') load();
  else globalThis.addEventListener('load', load, { once: true });
}
