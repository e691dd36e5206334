import { describe, expect, it } from 'vitest';
import { readText } from '../../test/support/repository.ts';
import { glossary, glossaryTable } from './glossary.ts';
import { type Language, languages } from './language.ts';
import { requestText } from './request-text.ts';
import { laterTextsOf, textsOf } from './texts.ts';
import { allowedInChinese } from './zh/allowed.ts';
import { spaced } from './zh/spaced.ts';

/** Every text of a dictionary with its path; a function stands for itself. */
function texts(node: unknown, path = ''): [string, string][] {
  if (typeof node === 'string') return [[path, node]];
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, child]) => texts(child, `${path}.${key}`));
}

/** Of the screen, whenever it comes. */
const allTexts = (language: Language): [string, string][] =>
  [textsOf(language).screen, laterTextsOf(language).words, requestText[language]].flatMap((part) =>
    texts(part),
  );

const neutral = /^(|Nines|cjk|ms|%|×|p50 · p95 · p99|[A-Z]|Enter|Esc|Ctrl Z|Shift (\.|← ↑ → ↓)|[^\p{L}]+)$/u;

describe('the dictionaries', () => {
  it('are written: no English left in Chinese, none of it empty', () => {
    const english = new Map(allTexts('en'));
    for (const [path, text] of allTexts('zh')) {
      expect(text === '' && english.get(path) !== '', path).toBe(false);
      if (!neutral.test(text)) expect(text, path).toMatch(/\p{Script=Han}/u);
    }
  });

  it('space Chinese and Latin apart, and punctuate in Chinese', () => {
    for (const [path, text] of [...allTexts('zh'), ...texts(textsOf('zh').viewWords)]) {
      expect(text, path).not.toMatch(/\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9]\p{Script=Han}/u);
      expect(text, path).not.toMatch(/\p{Script=Han}[,;:?!]/u);
    }
  });

  it('put names into Chinese that are Chinese themselves, or are not', () => {
    const { places, question, faults } = textsOf('zh').screen;
    expect(question.restart(places.zone('b'))).toBe('重启可用区 b');
    expect(question.restart('api-1')).toBe('重启 api-1');
    expect(faults.doneTo(faults.verbs['power-off'], places.host('h1'))).toBe('断电主机 h1');
    expect(spaced`${'数据库'} 与 ${'redis'}：${'api'}${2}台`).toBe('数据库与 redis：api2 台');
    expect(spaced`${'api-1'} ${'api-2'}，共 ${2}`).toBe('api-1 api-2，共 2');
  });

  it('give the views alternatives that grow shorter', () => {
    for (const words of languages.map((language) => textsOf(language).viewWords)) {
      const lists = [
        words.inRotation(3, 4),
        words.load(5, 8, 12),
        words.primaryLine(),
        words.replicaLine(10, 52_000),
        words.replicaLine(0, 0),
        words.noPrimaryLine(3),
        words.splitCounts({ ok: 90, slow: 5, stale: 2, degraded: 0, failed: 3 }),
      ];
      for (const list of lists) {
        const lengths = list.map((text) => text.length);
        expect(lengths, list.join(' | ')).toEqual([...lengths].sort((a, b) => b - a));
      }
      expect(words.splitNote({ ok: 9, slow: 0, stale: 0, degraded: 0, failed: 0 })).toEqual([]);
    }
  });

  it('tell an allowed range in Chinese', () => {
    expect(allowedInChinese('0 … 100000 per second')).toBe('0 … 100000 每秒');
    expect(allowedInChinese('1 … 9, a whole number')).toBe('1 … 9，整数');
    const lines =
      'at most 1 % malformed lines (3 of 90 are); a line reads x, or a CSV tape that begins with a,b';
    expect(allowedInChinese(lines)).toBe(
      '格式不对的行至多 1 %（90 行中有 3 行）；每行应为 x，或以 a,b 开头的 CSV 录制流量',
    );
    expect(allowedInChinese('at most 52428800 bytes')).toBe('至多 52428800 字节');
    expect(allowedInChinese('one of users, lb')).toBe('users, lb');
  });
});

describe('the glossary', () => {
  it('has each term once, in both languages', () => {
    expect(new Set(glossary.map(({ en }) => en)).size).toBe(glossary.length);
    expect(new Set(glossary.map(({ zh }) => zh)).size).toBe(glossary.length);
  });

  it('is what docs/GLOSSARY.md says', () => {
    expect(readText('docs/GLOSSARY.md')).toContain(glossaryTable());
  });

  it('names kinds, roles and states as the screen does', () => {
    const chinese = glossary.map(({ zh }) => zh);
    const { kinds, roles } = textsOf('zh').screen;
    expect(chinese).toEqual(
      expect.arrayContaining([
        kinds.sentinel?.name,
        roles.primary,
        roles.replica,
        textsOf('zh').viewWords.legend.fate.stale,
      ]),
    );
    const shown = allTexts('zh')
      .map(([, text]) => text)
      .join('\n');
    for (const zh of ['可用性', '吞吐', '延迟', '利用率', '法定票数', '已确认写丢失', '主从延迟', '分支'])
      expect(shown).toContain(zh);
  });
});
