/** 中文：录制流量，从拖入文件到恢复随机流量。 */
import type { tape as tapeShape } from '../en/tape.ts';
import { allowedInChinese } from './allowed.ts';

export const tape: typeof tapeShape = {
  button: '重放日志…',
  buttonHelp: '用网站服务器的访问日志代替随机产生的流量。也可以把文件拖到页面任意位置。',
  drop: '把网站服务器的访问日志拖到这里',
  dropHelp: '也可以是 CSV 录制流量（offset,class,key,client）或保存过的运行。至多 50 MB，文件不会离开本机。',
  reading: (file, percent) => `正在读取 ${file}，${percent} %…`,
  cancel: '取消',
  refused: '未读取。',
  problem: ({ path, value, allowed }) =>
    `${path} = ${value}；允许：${allowedInChinese(allowed)}。没有丢失任何内容，当前运行照常继续。`,
  title: '重放录制流量',
  facts: {
    file: '文件',
    requests: '请求',
    classes: '读 · 写',
    keys: '不同的键',
    clients: '客户端',
    recorded: '录制时长',
    malformed: '格式不对、未计入的行',
    played: '播放时长',
  },
  both: (reads, writes) => `${reads} · ${writes}`,
  average: (span, rate) => `${span}，平均 ${rate}`,
  firstMalformed: (count, lines, line, text) => `${lines} 行中有 ${count} 行；第一处在第 ${line} 行：${text}`,
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
