/** 中文：参数的取值范围，以及数值不被接受时的说法；参数名与说明见各组件种类。 */
import { kindWords } from '../../kinds/words.zh.ts';
import { commonWords } from '../common-words.ts';
import type { parameters as shape } from '../en/parameters.ts';

export const parameters: typeof shape = {
  ...commonWords(kindWords),
  range: (allowed) => `允许范围：${allowed}`,
  refused: (value, allowed) =>
    value === ''
      ? `请输入一个数。允许范围：${allowed}。`
      : `不接受 ${value}。允许范围：${allowed}。未作任何改动。`,
  fixed: '运行开始后不可更改。',
};
