import { describe, expect, it } from 'vitest';
import { plainJson, plainLines, plainText } from './plain-text.ts';

const hostile = [
  '\u0000',
  '\n',
  '\r',
  '\t',
  '\u001b[31m',
  '\u007f',
  '\u0085',
  '\u009b31m',
  '\u200b',
  '\u200f',
  '\u202e',
  '\u2028',
  '\u2066',
  '\ufeff',
  '\ud800',
  '\u{e0041}',
];

describe('text of strangers', () => {
  it.each(hostile)('%j leaves nothing that a terminal obeys', (one) => {
    expect(plainText(`a${one}b`)).toMatch(/^a·(\[?31m)?b$/);
  });

  it('keeps everything that can be seen', () => {
    const seen = 'é 中文 – … → 😀 👨 ß';
    expect(plainText(seen)).toBe(seen);
    expect(plainLines('a\nb\u001b\nc')).toBe('a\nb·\nc');
  });

  it.each(hostile)('%j as JSON reads as what it was, and is printable', (one) => {
    const value = { [`k${one}`]: [`v${one}`, 1, null] };
    const text = plainJson(value);
    expect(JSON.parse(text)).toEqual(value);
    expect(plainLines(text)).toBe(text);
  });
});
