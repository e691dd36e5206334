/**
 * A new fact is its declaration and one text a language, a new cause is one line and its words: the compiler names what
 * is missing, and then no reader of a story leaves it out. Done on a copy of `src`.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copySources, type SourceCopy } from './support/source-copy.ts';

const words = ['src/i18n/en/causes.ts', 'src/i18n/zh/causes.ts'];
const texts = ['src/i18n/story.en.ts', 'src/i18n/story.zh.ts'];

interface Built {
  printed(argv: readonly string[]): string;
  readings(argv: readonly string[]): Readonly<Record<string, unknown>>;
}

const dust = ['reference', '--until', '9s', '--do', '2s slow api-1 x4', '--do', '3s slow api-2 x4'];
const cleared = ['--do', '6s clear api-1', '--do', '7s clear api-2'];
const crowd = ['vertical', '--until', '20s', '--set', 'users.arrivalRate=4000'];

let copy: SourceCopy;
let built: Built;

beforeAll(() => {
  copy = copySources('dummy-fact');
});

afterAll(() => copy.remove());

/** What a made-up fact and a made-up cause are: declarations, and a line in the registry of facts. */
function declare(): void {
  copy.add('dummy-fact/facts.txt', 'src/engine/fault/dust-facts.ts');
  const registry = 'src/kinds/facts.ts';
  copy.edit(registry, /^import \{ faultFacts/m, [
    "import { dustFacts, dustIntervals } from '../engine/fault/dust-facts.ts';",
    '$&',
  ]);
  copy.edit(registry, /^export const facts = \{$/m, ['$&', '  ...dustFacts,']);
  copy.edit(registry, /^export const intervals = \{$/m, ['$&', '  ...dustIntervals,']);
  copy.edit('src/engine/telemetry/causes.ts', /^ {2}none: .*$/m, [
    '$&',
    '  dusty: { isRejection: true, isOverload: true },',
  ]);
}

/** Their texts: the fact's in the file of its mechanism, which the story of the language gathers. */
function word(language: 'en' | 'zh'): void {
  copy.edit(`src/i18n/${language}/causes.ts`, /(= \{)$/gm, [
    '$1',
    `  dusty: '${language === 'en' ? 'too dusty to answer' : '灰太厚'}',`,
  ]);
  copy.add(`dummy-fact/text.${language}.txt`, `src/i18n/story/${language}/dust.ts`);
  const story = `src/i18n/story.${language}.ts`;
  copy.edit(story, /^import type \{ StoryTexts/m, [
    `import { dust } from './story/${language}/dust.ts';`,
    '$&',
  ]);
  for (const table of ['what', 'together'])
    copy.edit(story, new RegExp(`^ {2}${table}: \\{$`, 'm'), ['$&', `    ...dust.${table},`]);
}

/** Whatever is slowed gathers dust, and a full waiting line turns away for the made-up cause. */
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
  copy.edit('src/engine/model/service-center.ts', /cause\.rejectedByFullQueue/g, ['cause.dusty']);
}

describe('a new fact and a new cause', () => {
  it('are asked for by the compiler in the texts of each language, and nowhere else', () => {
    declare();
    const { files, output } = copy.filesWithErrors();
    expect(files, output).toEqual([...words, ...texts].sort());
  });

  it('need nothing else, wherever they are told', async () => {
    word('en');
    word('zh');
    tell();
    copy.add('dummy-fact/run.txt', 'src/run-dummy.ts');
    const { files, output } = copy.filesWithErrors();
    expect(files, output).toEqual([]);
    built = (await copy.load('src/run-dummy.ts')) as Built;
  });
});

describe('the new cause', () => {
  it('is in both reports, counted as a rejection, and told as the grounds', () => {
    const report = JSON.parse(built.printed([...crowd, '--json'])) as {
      readonly failuresByCause: Readonly<Record<string, number>>;
      readonly story: readonly { readonly kind: string; readonly text: string }[];
      readonly edges: Readonly<Record<string, Readonly<Record<string, number>>>>;
    };
    const { dusty = 0 } = report.failuresByCause;
    expect(dusty).toBeGreaterThan(100);
    const rejected = Object.values(report.edges).map((edge) => edge.rejected ?? 0);
    expect(Math.max(...rejected)).toBeGreaterThanOrEqual(dusty);
    expect(report.story.find(({ kind }) => kind === 'requestsFailing')?.text).toContain(
      'too dusty to answer',
    );
    expect(built.printed([...crowd, '--lang', 'zh'])).toContain('灰太厚');
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
