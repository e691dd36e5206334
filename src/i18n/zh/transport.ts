/** 中文：播放条与分支。 */
import type { transport as shape } from '../en/transport.ts';

export const transport: typeof shape = {
  title: '播放',
  restart: '回到开头',
  previousEvent: '上一个事件',
  nextEvent: '下一个事件',
  play: '播放',
  pause: '暂停',
  stepEvent: '前进一个引擎事件',
  speed: '速度',
  max: '最快',
  speedTitle: (speed) => {
    if (speed === 'max') return '这台机器能有多快就多快';
    return speed >= 1 ? `每秒走 ${speed} 秒` : `1 秒放慢成 ${Math.round(1 / speed)} 秒`;
  },
  reached: (times) => `实际 ${times}×`,
  branches: '分支',
  fork: '在此分叉',
  forkTitle: '从这一刻另开一条分支，流量和操作都相同',
  undo: '撤销',
  firstBranch: '最初的分支',
  branchFrom: (time) => `自 ${time} 分出，流量相同`,
  closeBranch: (letter) => `关闭分支 ${letter}`,
  scrubber: '运行时间',
  seed: (seed) => `种子 ${seed}`,
};
