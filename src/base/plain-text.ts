/**
 * Text from strangers in a line of ours. What a terminal would obey (control characters, escapes), what would break the
 * line, and what would reorder or hide parts of it (Unicode bidirectional controls, invisible characters, halves of
 * surrogate pairs) is shown as a dot.
 */
const unprintable =
  /[\p{Cc}\p{Cs}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

export const plainText = (text: string): string => text.replace(unprintable, '·');

/** Of several lines. */
export const plainLines = (text: string): string => text.split('\n').map(plainText).join('\n');

/** The same JSON with escapes for what `plainText` would show as a dot. */
export function plainJson(value: unknown): string {
  const escaped = (characters: string): string =>
    Array.from({ length: characters.length }, (_, index) => {
      const code = characters.charCodeAt(index).toString(16);
      return `\\u${code.padStart(4, '0')}`;
    }).join('');
  const json = JSON.stringify(value, undefined, 2);
  return json
    .split('\n')
    .map((line) => line.replace(unprintable, escaped))
    .join('\n');
}
