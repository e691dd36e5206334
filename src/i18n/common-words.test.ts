import { expect, it } from 'vitest';
import type { KindText } from '../kinds/kind-words.ts';
import { commonWords } from './common-words.ts';
import { languages } from './language.ts';
import { laterTextsOf } from './texts.ts';

it.each(languages)('kinds that share a parameter or a choice give it one name in %s', (language) => {
  const { kinds, parameters } = laterTextsOf(language).words;
  let shared = 0;
  const seen = new Set<string>();
  for (const [kind, words] of Object.entries<KindText | undefined>(kinds)) {
    for (const [path, text] of Object.entries(words?.parameters ?? {})) {
      expect(text?.[0], `${kind}.${path}`).toBe(parameters.names[path]);
      if (seen.has(path)) shared += 1;
      seen.add(path);
    }
    for (const [name, text] of Object.entries(words?.choices ?? {}))
      expect(text, `${kind}: ${name}`).toBe(parameters.choices[name]);
  }
  expect(shared).toBeGreaterThan(10);
});

it('the last kind would win, so that a second name is seen', () => {
  const kind = (name: string): KindText => ({
    help: '',
    parameters: { slots: [name, ''] },
    choices: {},
  });
  expect(commonWords({ a: kind('slots'), b: kind('places') }, { off: '', on: '' }).names).toEqual({
    slots: 'places',
  });
});
