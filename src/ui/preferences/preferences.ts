/**
 * What a person prefers, apart from any run: language, theme, motion, single-letter keys. Kept in localStorage;
 * a link's fragment (`#lang=zh&theme=dark`) wins over what is kept, so that a shared link looks as it was meant.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { readFragment, writeFragment } from './fragment.ts';
import { readStored, writeStored } from './stored-value.ts';

export const languages = ['en', 'zh'] as const;
export type Language = (typeof languages)[number];

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

export const motions = ['system', 'reduced', 'full'] as const;
export type Motion = (typeof motions)[number];

export interface Preferences {
  readonly language: Language;
  readonly theme: Theme;
  readonly motion: Motion;
  /** WCAG 2.1.4: keys of one letter can be turned off. */
  readonly letterKeys: boolean;
}

const storageKey = (name: keyof Preferences): string => `nines.${name}`;

function oneOf<Value extends string>(values: readonly Value[], text: string | undefined): Value | undefined {
  return values.find((value) => value === text);
}

function firstOf<Value extends string>(name: keyof Preferences, values: readonly Value[]): Value | undefined {
  const fragmentName = name === 'language' ? 'lang' : name;
  return (
    oneOf(values, readFragment().get(fragmentName) ?? undefined) ??
    oneOf(values, readStored(storageKey(name)))
  );
}

export function readPreferences(): Preferences {
  const spoken: Language = navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en';
  return {
    language: firstOf('language', languages) ?? spoken,
    theme: firstOf('theme', themes) ?? 'system',
    motion: firstOf('motion', motions) ?? 'system',
    letterKeys: readStored(storageKey('letterKeys')) !== 'off',
  };
}

export type PreferencesStore = StoreApi<Preferences>;

export function createPreferences(): PreferencesStore {
  const store = createStore<Preferences>(() => readPreferences());
  store.subscribe((now, before) => {
    if (now.letterKeys !== before.letterKeys)
      writeStored(storageKey('letterKeys'), now.letterKeys ? 'on' : 'off');
    for (const name of ['language', 'theme', 'motion'] as const) {
      if (now[name] !== before[name]) writeStored(storageKey(name), now[name]);
    }
    if (now.language !== before.language) writeFragment('lang', now.language);
    if (now.theme !== before.theme) writeFragment('theme', now.theme);
  });
  return store;
}
