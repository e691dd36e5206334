/** 中文：输入被拒与新版本的通知。 */
import type { notices as shape } from '../en/late-notices.ts';
import { problemParagraph } from '../problem-lines.ts';
import { problemWords } from './problem.ts';

export const notices: typeof shape = {
  refused: '不接受。',
  problem: (problem) => problemParagraph(problem, problemWords, '。', '未作任何改动。'),
  newVersion: '新版本已就绪。当前运行会从原处继续。',
  updateNow: '立即更新',
  later: '稍后',
  noRoom: '没有更新：浏览器没有空间暂存这次运行。什么都没有丢失，现有版本继续运行。',
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
