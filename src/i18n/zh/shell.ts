/** 中文：设置、按键、通知。 */
import type { keys as keysShape, notices as noticesShape, settings as settingsShape } from '../en/shell.ts';
import { problemParagraph } from '../problem-lines.ts';
import { problemWords } from './problem.ts';

export const settings: typeof settingsShape = {
  title: '设置',
  menu: '外观、按键、设置',
  language: '语言',
  theme: '外观',
  themes: { system: '跟随系统', light: '浅色', dark: '深色' },
  toLight: '切换到浅色',
  toDark: '切换到深色',
  motion: '动态效果',
  motions: { system: '跟随系统', reduced: '减弱', full: '完整' },
  motionHelp: '减弱后没有移动的圆点，同样的数字改用条形与计数显示。',
  letterKeys: '焦点在画布上时，单字母键直接生效',
  resetLayout: '所有卡片归位',
};

export const keys: typeof keysShape = {
  title: '按键',
  short: '按键',
  space: '空格',
  intro: '字母键只在焦点位于画布时生效，可在设置中关闭。',
  rows: [
    { keys: ['空格'], does: '播放或暂停' },
    { keys: [',', '.'], does: '上一个或下一个事件' },
    { keys: ['Shift .'], does: '前进一个引擎事件' },
    { keys: ['[', ']'], does: '放慢或加快' },
    { keys: ['← ↑ → ↓'], does: '沿连接在节点间移动' },
    { keys: ['+', '−', '0'], does: '放大、缩小画布，或显示全图' },
    { keys: ['Shift ← ↑ → ↓'], does: '放大后移动画布' },
    { keys: ['Enter'], does: '检视所选' },
    { keys: ['K', 'O', 'S', 'H', 'X'], does: '对所选：杀掉、断电、变慢、卡死、切断' },
    { keys: ['R'], does: '重启所选' },
    { keys: ['F'], does: '在此分叉' },
    { keys: ['T'], does: '图或表格' },
    { keys: ['W'], does: '单个请求的瀑布图' },
    { keys: ['Ctrl Z'], does: '撤销上一步' },
    { keys: ['Esc'], does: '关闭或取消选择' },
    { keys: ['?'], does: '查看按键' },
  ],
};

export const notices: typeof noticesShape = {
  refused: '不接受。',
  problem: (problem) => problemParagraph(problem, problemWords, '。', '未作任何改动。'),
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
  newVersion: '新版本已就绪。当前运行会从原处继续。',
  updateNow: '立即更新',
  later: '稍后',
  noRoom: '没有更新：浏览器没有空间暂存这次运行。什么都没有丢失，现有版本继续运行。',
  reopening: (percent) => `正在打开这次运行，${percent} %……`,
  opened: (scenario, seed) => `已打开 ${scenario}，种子 ${seed}。原来的运行仍保留着。`,
  backToPrevious: '回到原来的运行',
  carried: {
    same: '已更新。运行与之前一致：种子、命令、时间相同，所有数字都对得上。',
    changed: '已更新。种子、命令和时间与之前相同；新版本的模拟方式不同，因此数字是新的。',
  },
  runDiffers: (otherPhysics) =>
    otherPhysics === undefined
      ? '这次运行的结果与文件所记不同：文件被改过，或由另一个版本写成。'
      : `录制时使用物理规则 ${otherPhysics}；今天的运行结果与之不同。`,
  carriedUnread: (problem) =>
    `已更新，但这次运行无法重新打开：${problemParagraph(problem, problemWords, '。', '其中没有任何丢失，请保存。')}`,
  saveRun: '保存这次运行',
};
