/** 中文：输入有什么问题。 */
import type { ProblemWords } from '../problem-lines.ts';
import { allowedInChinese, valueInChinese } from './allowed.ts';

export const problemWords: ProblemWords = {
  one: (path, value, allowed) => `${path} = ${valueInChinese(value)}；允许：${allowedInChinese(allowed)}`,
  place: (line, column) => `第 ${line} 行第 ${column} 列：`,
  untold: (count) => `另有 ${count} 处`,
};
