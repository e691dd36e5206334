// Which characters the source needs from the Chinese font. Shared by the builder and by its test.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

// CJK punctuation, ideographs and full-width forms; the rest is Inter's.
const cjk = /[\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uff00-\uffef]/g;
// Quotes, dashes and ellipsis exist in both fonts; beside Chinese they must come from the Chinese one.
const shared = '，。、；：？！（）《》「」『』【】〈〉～￥…—‘’“”·％＋－×÷＝';

/** Latin with punctuation, and the signs a chart or a sentence about numbers needs. */
export function latinCharacters() {
  const ranges = [
    [0x20, 0x7e],
    [0xa0, 0x17f],
    [0x2010, 0x2027],
    [0x2030, 0x203a],
    [0x2190, 0x2199],
  ];
  const characters = ranges.flatMap(([from, to]) =>
    Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index)),
  );
  return [...characters, ...'\u2009\u202f\u2044λμρσπΔΣ€™−∞√∑≈≠≤≥⌘⌥⇧⏎⌫▲▼◀▶●○■□✓✗⁰¹²³⁴⁵⁶⁷⁸⁹'];
}

/** Sorted characters of every source file under `folder`, tests left out. */
export function usedCharacters(folder) {
  const used = new Set(shared.match(cjk));
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.tsx?$/.test(entry.name) || /\.test\./.test(entry.name)) continue;
    const text = readFileSync(join(entry.parentPath ?? entry.path, entry.name), 'utf8');
    for (const character of text.match(cjk) ?? []) used.add(character);
  }
  return [...used].sort();
}
