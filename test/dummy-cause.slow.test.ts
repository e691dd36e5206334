/**
 * A new cause of failure is one line and its words in each language: the compiler names the words that are missing, and then
 * it is counted, told and drawn wherever causes are. Done on a copy of `src`.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { copySources, type SourceCopy } from './support/source-copy.ts';

interface Built {
  printed(argv: readonly string[]): string;
  drawn(seconds: number): readonly (readonly string[])[];
}

interface Report {
  readonly failuresByCause: Readonly<Record<string, number>>;
  readonly story: readonly { readonly kind: string; readonly text: string }[];
  readonly edges: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

const declaration = 'src/engine/telemetry/causes.ts';
const words = ['src/i18n/en/causes.ts', 'src/i18n/zh/causes.ts'];
/** Where the made-up cause comes about: a full queue turns calls away for it. */
const mechanism = 'src/engine/model/service-center.ts';
const text = { en: 'too dusty to answer', zh: '灰太厚' } as const;

let copy: SourceCopy;
let built: Built;

beforeAll(() => {
  copy = copySources('dummy-cause');
});

afterAll(() => copy.remove());

it('is asked for by the compiler in the words of each language, and nowhere else', () => {
  const line = '  dusty: { isRejection: true, isOverload: true },';
  copy.edit(declaration, /^ {2}none: .*$/m, ['$&', line]);
  const { files, output } = copy.filesWithErrors();
  expect(files, output).toEqual(words);
});

it('takes its line, its words and the mechanism that gives it', async () => {
  for (const language of ['en', 'zh'] as const)
    copy.edit(`src/i18n/${language}/causes.ts`, /(= \{)$/gm, ['$1', `  dusty: '${text[language]}',`]);
  copy.edit(mechanism, /cause\.rejectedByFullQueue/g, ['cause.dusty']);
  copy.add('dummy-cause/run.txt', 'src/run-dummy.ts');
  const { files, output } = copy.filesWithErrors();
  expect(files, output).toEqual([]);
  expect(copy.changedFiles()).toEqual([declaration, mechanism, ...words, 'src/run-dummy.ts'].sort());
  built = (await copy.load('src/run-dummy.ts')) as Built;
});

it('is in both reports, counted as a rejection, and told as the grounds', () => {
  const crowd = ['three-tier', '--until', '5s', '--set', 'api.slots=1'];
  const report = JSON.parse(built.printed([...crowd, '--json'])) as Report;
  const { dusty = 0 } = report.failuresByCause;
  expect(dusty).toBeGreaterThan(100);
  const rejected = Object.values(report.edges).map((edge) => edge.rejected ?? 0);
  expect(Math.max(...rejected)).toBeGreaterThanOrEqual(dusty);
  expect(report.story.find(({ kind }) => kind === 'requestsFailing')?.text).toContain(text.en);
  expect(built.printed([...crowd, '--lang', 'zh'])).toContain(text.zh);
});

it('is the fate and the reason of a request in the waterfall, in both languages', () => {
  const ends = built.drawn(3);
  expect(ends.length).toBeGreaterThan(10);
  for (const end of ends) expect(end).toEqual(['rejected', text.en, text.zh]);
});
