/** 中文：设置、按键说明、通知与读屏文字。 */
import type {
  keyboard as keyboardShape,
  live as liveShape,
  notices as noticesShape,
  settings as settingsShape,
} from '../en/shell.ts';

export const settings: typeof settingsShape = {
  title: '设置',
  language: '语言',
  languageNames: { en: 'English', zh: '中文' },
  theme: '外观',
  themes: { system: '跟随系统', light: '浅色', dark: '深色' },
  motion: '动态效果',
  motions: { system: '跟随系统', reduced: '减弱', full: '完整' },
  motionHelp: '减弱后没有移动的圆点，同样的数字改用条形与计数显示。',
  letterKeys: '单字母快捷键',
  letterKeysHelp: '焦点在画布上时，K、S、H、X、F 直接生效。',
  on: '开',
  off: '关',
  exportRun: '把本次运行存为文件',
  openFile: '打开文件',
};

export const keyboard: typeof keyboardShape = {
  title: '按键',
  play: '播放或暂停',
  events: '上一个或下一个事件',
  engineEvent: '前进一个引擎事件',
  speed: '放慢或加快',
  fork: '在此分叉',
  faults: '对所选：杀掉、变慢、卡死、切断',
  restart: '重启所选',
  walk: '沿连接移动',
  actions: '对所选动手',
  up: '关闭或取消选择',
  undo: '撤销上一步',
  table: '以表格显示',
  help: '查看按键',
  only: '字母键只在焦点位于画布时生效。',
};

export const notices: typeof noticesShape = {
  refused: (path, value, allowed) => `不接受 ${path} = ${value}；允许范围：${allowed}；未作任何改动。`,
  dismiss: '知道了',
  recovered: '模拟曾中断，现已恢复，所有数字与之前一致。',
  recovering: '模拟中断，正在从最近的检查点恢复……',
  brokenTitle: '模拟已停止',
  broken: '模拟出现自相矛盾，因此停下，不显示错误的结果。',
  saveReproduction: '保存可重现问题的文件',
  startOver: '重新开始',
  splitBrain: '脑裂：两个节点同时接受写入。',
  unsupported: '此浏览器缺少模拟所需的功能（模块 Worker）。',
};

export const live: typeof liveShape = {
  playing: (speed) => `以 ${speed} 播放。`,
  paused: (time) => `已暂停在 ${time}。`,
  selected: (id, state) => `${id}，${state}。`,
  deselected: '未选择任何对象。',
  seekTo: (time) => `现在是 ${time}。`,
  branched: (letter) => `新分支 ${letter}，流量相同。`,
  changed: (path, value) => `${path} 现为 ${value}。`,
};
