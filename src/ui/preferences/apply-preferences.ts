/** Puts language, theme and motion on the root element, where tokens.css and the views read them. */
import type { Preferences, PreferencesStore } from './preferences.ts';

const darkQuery = '(prefers-color-scheme: dark)';
const motionQuery = '(prefers-reduced-motion: reduce)';

export function isDark(preferences: Preferences): boolean {
  if (preferences.theme !== 'system') return preferences.theme === 'dark';
  return window.matchMedia(darkQuery).matches;
}

export function isMotionReduced(preferences: Preferences): boolean {
  if (preferences.motion !== 'system') return preferences.motion === 'reduced';
  return window.matchMedia(motionQuery).matches;
}

/** Returns a function that stops following. */
export function applyPreferences(store: PreferencesStore): () => void {
  const root = document.documentElement;
  const apply = (): void => {
    const preferences = store.getState();
    root.lang = preferences.language === 'zh' ? 'zh-CN' : 'en';
    root.dataset.theme = isDark(preferences) ? 'dark' : 'light';
    root.dataset.motion = isMotionReduced(preferences) ? 'reduced' : 'full';
  };
  const queries = [window.matchMedia(darkQuery), window.matchMedia(motionQuery)];
  for (const query of queries) query.addEventListener('change', apply);
  const stop = store.subscribe(apply);
  apply();
  return () => {
    stop();
    for (const query of queries) query.removeEventListener('change', apply);
  };
}
