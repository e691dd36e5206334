// What each single kill in `reference` tells, word for word, in both languages: read and corrected by people. A change of
// behaviour or of wording is a change of these texts, and their reviewer decides.
import { describe, expect, it } from 'vitest';
import { grouped, wholeClock } from '../../src/i18n/format.ts';
import { type Language, languages } from '../../src/i18n/language.ts';
import { narrate } from '../../src/i18n/narrate.ts';
import { aftermath } from '../../src/i18n/story/aftermath-text.ts';
import { blueprintOf, type LabRun, runLab, seconds } from '../support/engine-lab.ts';
import { expectCausesBeforeEffects } from '../support/story-lab.ts';

const { components } = blueprintOf('reference');
const victims = components.filter(({ faults }) => faults.includes('crash')).map(({ id }) => id);

function told(run: LabRun, language: Language): string {
  const comma = language === 'zh' ? '，' : ', ';
  const lines = narrate(run.story, language, run.blueprint).map(({ when, what, because, so }) => {
    const text = [what, because, so].filter((part) => part !== undefined).join(comma);
    return `${when.padStart(13)}  ${text}`;
  });
  const { classes } = run.engine.totals();
  const rest = aftermath(run.story, language, run.blueprint, classes).map(
    (line) => `${'='.padStart(13)}  ${line}`,
  );
  return [...lines, ...rest].join('\n');
}

function cost({ engine }: LabRun): string {
  const { classes, lostWrites, lostSessions } = engine.totals();
  const lines = classes.map(
    ({ id, failed, arrived, stale, downtimeSeconds }) =>
      `${id}: ${grouped(failed)} of ${grouped(arrived)} failed, ${grouped(stale)} stale, down ${wholeClock(downtimeSeconds)}`,
  );
  return [...lines, `lost writes ${lostWrites}, lost sessions ${lostSessions}`].join('\n');
}

describe('the story of each kill', () => {
  it('is told for all 17 components that can die', () => {
    expect(victims).toHaveLength(17);
  });

  it.each(victims)('%s', async (id) => {
    const run = runLab({ scenario: 'reference', seed: 7, until: seconds(45), dos: [`10s crash ${id}`] });
    expectCausesBeforeEffects(run);
    const text = [
      `crash of ${id} at 10 s, 45 s in all, seed 7`,
      cost(run),
      ...languages.map((language) => `\n[${language}]\n${told(run, language)}`),
    ].join('\n');
    await expect(`${text}\n`).toMatchFileSnapshot(`kill-stories/${id}.txt`);
  });
});
