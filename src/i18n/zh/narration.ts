/** 中文：事件说明面板的框架。事件本身的文字在 `story/`。 */
import type { narration as shape } from '../en/narration.ts';

export const narration: typeof shape = {
  title: '刚才发生了什么，为什么',
  nothingYet: '目前一切正常。',
  earlier: (lines: string): string => `更早的 ${lines} 行没有列出：回到那时即可看到。`,
  seekThere: '跳到这一刻',
  showOne: '看其中一个请求',
  whyFailed: '请求为什么失败？',
  failedTotal: (count) => `共 ${count} 个失败`,
  unattributed: '原因不明',
  otherRoots: (count) => `另外 ${count} 个原因`,
  outsideOutages: (count) => `其中 ${count} 个不在上述中断之内`,
  more: (count) => `此前还有 ${count} 条。`,
};
