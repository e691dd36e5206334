/** 中文：对话框，以及录制流量的各种说明。 */
import type { keys as keysShape, settings as settingsShape, tape as tapeShape } from '../en/dialogs.ts';
import { problemParagraph } from '../problem-lines.ts';
import { problemWords } from './problem.ts';

export const settings: typeof settingsShape = {
  theme: '外观',
  themes: { system: '跟随系统', light: '浅色', dark: '深色' },
  motion: '动态效果',
  motions: { system: '跟随系统', reduced: '减弱', full: '完整' },
  motionHelp: '减弱后没有移动的圆点，同样的数字改用条形与计数显示。',
  letterKeys: '焦点在画布上时，单字母键直接生效',
  resetLayout: '所有卡片归位',
};

export const keys: typeof keysShape = {
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

export const tape: typeof tapeShape = {
  reading: (file, percent) => `正在读取 ${file}，${percent} %…`,
  refused: '未读取。',
  problem: (problem) => problemParagraph(problem, problemWords, '。', '没有丢失任何内容，当前运行照常继续。'),
  title: '重放录制流量',
  facts: {
    file: '文件',
    requests: '请求',
    classes: '读 · 写',
    keys: '不同的键',
    clients: '客户端',
    recorded: '录制时长',
    malformed: '格式不对、未计入的行',
    noRequest: '不含请求、未计入的行',
    nuls: '跳过的 NUL 字节',
    played: '播放时长',
  },
  both: (reads, writes) => `${reads} · ${writes}`,
  average: (span, rate) => `${span}，平均 ${rate}`,
  firstLeftOut: (count, lines, line, text) => `${lines} 行中有 ${count} 行；第一处在第 ${line} 行：${text}`,
  firstNul: (count, line) => `${count} 个；第一处在第 ${line} 行`,
  speedup: '加速倍数',
  speedupHelp: '比录制时快多少倍。',
  longestSilence: '最长静默',
  anySilence: '与录制相同',
  silenceHelp: '日志中更长的静默会在加速之前缩短到这个时长。',
  closes: '当前运行结束，以这些流量开始新的运行。',
  begin: '重放',
  inForce: (requests, span, speedup) => `${requests} 个 · ${span} · ×${speedup}`,
  ended: '录制流量已放完。',
  change: '更改…',
  changeHelp: '这份录制流量的速度与静默。',
  drawAgain: '随机流量',
  drawHelp: '以随机产生的流量重新打开运行，与没有录制流量时一样。',
  wanted: (file, requests) => `此运行重放 ${file}（${requests} 个请求）。给出该文件，运行就会在原处打开。`,
  choose: '选择文件…',
};
