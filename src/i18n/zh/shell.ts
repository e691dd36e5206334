/** 中文：设置、按键、通知。 */
import type { keys as keysShape, notices as noticesShape, settings as settingsShape } from '../en/shell.ts';

export const settings: typeof settingsShape = {
  title: '设置',
  menu: '外观、按键、设置',
  language: '语言',
  toLight: '切换到浅色',
  toDark: '切换到深色',
};

export const keys: typeof keysShape = {
  title: '按键',
  short: '按键',
  space: '空格',
};

export const notices: typeof noticesShape = {
  languageMissing: {
    en: '英文未能加载，语言保持不变。没有任何丢失。',
    zh: '中文未能加载，语言保持不变。没有任何丢失。',
  },
  partMissing: '这一部分未能加载。运行继续，没有任何丢失。',
  askAgain: '重试',
  recovering: (percent) => `模拟中断，正在恢复，${percent} %……`,
  recovered: '模拟曾中断，现已恢复，所有数字与之前一致。',
  stopped: {
    broke: '模拟出现自相矛盾，于是停下，不显示错误的结果。',
    died: '模拟在同一处两次中断，原因不明。可以保存可重现问题的文件，也可以打开另一次运行。',
    neverRan:
      '模拟没有启动：浏览器没有运行它的 Worker。可能被它的设置拒绝，或版本太旧。没有任何丢失，可以重新加载再试。',
  },
  reload: '重新加载',
  saveReproduction: '保存可重现问题的文件',
  reopening: (percent) => `正在打开这次运行，${percent} %……`,
  opened: (scenario, seed) => `已打开 ${scenario}，种子 ${seed}。原来的运行仍保留着。`,
  backToPrevious: '回到原来的运行',
};
