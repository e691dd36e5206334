/** 中文：参数的取值范围，以及数值不被接受时的说法；参数名与说明见各组件种类。 */
import { words as users } from '../../kinds/users/words.zh.ts';
import { commonWords } from '../common-words.ts';
import type { parameters as shape } from '../en/parameters.ts';

/** 任何种类都可能有的选项。 */
export const offOn = { off: '关', on: '开' };

/** 首屏只设置流量；其余参数名稍后加载。 */
const { names, choices } = commonWords({ users }, offOn);

export const parameters: typeof shape = {
  names,
  choices,
  add: (name) => `添加：${name}`,
  remove: (name) => `移除：${name}`,
  range: (allowed) => `允许范围：${allowed}`,
  refused: (value, allowed) =>
    value === ''
      ? `请输入一个数。允许范围：${allowed}。`
      : `不接受 ${value}。允许范围：${allowed}。未作任何改动。`,
  fixed: '运行开始后不可更改。',
};
