// An edit of a choice is told by names, whatever kind of component it is on.
import { expect, it } from 'vitest';
import { listParameters } from '../src/engine/model/parameter-list.ts';
import type { StoryEvent } from '../src/engine/telemetry/story.ts';
import { languages } from '../src/i18n/language.ts';
import { tell } from '../src/i18n/narrate.ts';
import { eventOf } from '../src/i18n/testing/story-samples.ts';
import { laterTextsOf } from '../src/i18n/texts.ts';
import { models } from '../src/kinds/models.ts';

it('names what was chosen, for every parameter that is a choice', () => {
  const specs = Object.values(models).flatMap(({ parameters }) => listParameters(parameters));
  const choices = specs.filter((spec) => spec.choices !== undefined);
  expect(choices.length).toBeGreaterThan(4);
  for (const { path, choices: names } of choices) {
    for (const language of languages) {
      const words = laterTextsOf(language).words.parameters.choices;
      for (const to of names.keys()) {
        const values = { path: `group.${path}`, from: 0, to, unit: 'choice', choices: names };
        const told = tell(eventOf('parameterChanged', { values } as Partial<StoryEvent>), language).what;
        expect(told).toContain(`${words[names[0]!]}→${words[names[to]!]}`);
        expect(told).not.toMatch(/\d/);
      }
    }
  }
});
