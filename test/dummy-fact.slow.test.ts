/**
 * A new fact is its declaration and one text a language: the compiler names what is missing, and then no reader of a story
 * leaves it out. Done on a copy of `src`.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copySources, type SourceCopy } from './support/source-copy.ts';

const texts = ['src/i18n/story.en.ts', 'src/i18n/story.zh.ts'];

interface Built {
  printed(argv: readonly string[]): string;
  readings(argv: readonly string[]): Readonly<Record<string, unknown>>;
}

const dust = ['reference', '--until', '9s', '--do', '2s slow api-1 x4', '--do', '3s slow api-2 x4'];
const cleared = ['--do', '6s clear api-1', '--do', '7s clear api-2'];

let copy: SourceCopy;
let built: Built;

beforeAll(() => {
  copy = copySources('dummy-fact');
});

afterAll(() => copy.remove());

/** What a made-up fact is: its declaration, and a line in the registry of facts. */
function declare(): void {
  copy.add('dummy-fact/facts.txt', 'src/engine/fault/dust-facts.ts');
  const registry = 'src/kinds/facts.ts';
  copy.edit(registry, /^import \{ faultFacts/m, [
    "import { dustFacts, dustIntervals } from '../engine/fault/dust-facts.ts';",
    '$&',
  ]);
  copy.edit(registry, /^export const facts = \{$/m, ['$&', '  ...dustFacts,']);
  copy.edit(registry, /^export const intervals = \{$/m, ['$&', '  ...dustIntervals,']);
}

/** Their texts: the fact's in the file of its mechanism, which the story of the language gathers. */
function word(language: 'en' | 'zh'): void {
  copy.add(`dummy-fact/text.${language}.txt`, `src/i18n/story/${language}/dust.ts`);
  const story = `src/i18n/story.${language}.ts`;
  copy.edit(story, /^import type \{ StoryTexts/m, [
    `import { dust } from './story/${language}/dust.ts';`,
    '$&',
  ]);
  for (const table of ['what', 'together'])
    copy.edit(story, new RegExp(`^ {2}${table}: \\{$`, 'm'), ['$&', `    ...dust.${table},`]);
}

/** Whatever is slowed gathers dust. */
function tell(): void {
  const faults = 'src/engine/fault/faults.ts';
  copy.edit(faults, /^ {2}processes\.slowFactor\[component\] = factor;$/m, [
    "  world.story.tell('dusty', component, now, storyId, { grains: factor });",
    '$&',
  ]);
  copy.edit(faults, /^ {2}world\.story\.tell\('slownessEnded'.*$/m, [
    '$&',
    "  world.story.tell('dusted', component, world.now, 0, {});",
  ]);
}

describe('a new fact', () => {
  it('is asked for by the compiler in the texts of each language, and nowhere else', () => {
    declare();
    const { files, output } = copy.filesWithErrors();
    expect(files, output).toEqual(texts);
  });

  it('needs nothing else, wherever it is told', async () => {
    word('en');
    word('zh');
    tell();
    copy.add('dummy-fact/run.txt', 'src/run-dummy.ts');
    const { files, output } = copy.filesWithErrors();
    expect(files, output).toEqual([]);
    built = (await copy.load('src/run-dummy.ts')) as Built;
    // The declaration and its line, where it is told, and a text of its own a language and its line.
    expect(copy.changedFiles()).toEqual(
      [
        'src/engine/fault/dust-facts.ts',
        'src/kinds/facts.ts',
        'src/engine/fault/faults.ts',
        'src/i18n/story/en/dust.ts',
        'src/i18n/story/zh/dust.ts',
        ...texts,
        'src/run-dummy.ts',
      ].sort(),
    );
  });
});

describe('no reader of a story leaves the new fact out', () => {
  it('neither lines, headline, bands, conditions, halts nor suggestions', () => {
    const read = built.readings([...dust, ...cleared]);
    const second = 1_000_000;
    expect(read).toMatchObject({
      lines: ['2 of 4 servers gather dust', 'api-1 is dusted', 'api-2 is dusted'],
      headline:
        'Since 2.0 s: api-1 gathers 4 grains of dust. Since 3.0 s: api-2 gathers 4 grains of dust. No request has failed so far.',
      bands: [{ from: 2 * second, to: 7 * second }],
      openBands: [{ from: 2 * second, to: 9 * second }],
      halts: [[2 * second, 6 * second]],
      broken: [true, false],
      sensible: ['crash', 'clear'],
      tones: ['degraded', 'degraded', 'healthy', 'healthy'],
      cutsTheory: true,
      recovers: true,
    });
    expect((read.tries as readonly string[])[0]).toContain('let api serve');
  });

  it('nor the reports, in either language', () => {
    const report = JSON.parse(built.printed([...dust, '--json'])) as {
      readonly story: readonly Readonly<Record<'kind' | 'text' | 'decidedBy', string>>[];
      readonly staysDegraded: readonly string[];
    };
    const dusty = report.story.filter(({ kind }) => kind === 'dusty');
    expect(dusty.map(({ decidedBy }) => decidedBy)).toEqual(['component', 'component']);
    expect(dusty.map(({ text }) => text)).toEqual([
      'api-1 gathers 4 grains of dust, because api-1 takes 4× as long',
      'api-2 gathers 4 grains of dust, because api-2 takes 4× as long',
    ]);
    expect(report.staysDegraded).toContain('Since 2.0 s: api-1 gathers 4 grains of dust');
    expect(built.printed([...dust, '--lang', 'zh'])).toContain('api-1 落了 4 粒灰');
  });
});
