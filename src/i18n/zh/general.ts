/** 中文：产品名、提问，以及各处通用的词。 */
import type { general as shape } from '../en/general.ts';

export const general: typeof shape = {
  product: 'Nines',
  tagline: '高可用实验台',
  question: '主库一旦宕机，写请求会怎样？',
  question2: '画面上的每一笔都来自逐个模拟的请求，随时可以原样重演。',
  close: '关闭',
  cancel: '取消',
  thisRun: '本次运行',
  seed: (seed) => `种子 ${seed}`,
  time: (time) => `t = ${time}`,
  classes: { read: '读请求', write: '写请求' },
  classOne: { read: '读', write: '写' },
  window: (seconds) => `最近 ${seconds} 秒`,
  answeredOf: (ok, ended) => `${ended} 个中成功 ${ok} 个`,
  ofRequests: (part, whole) => `${part} / ${whole}`,
  empty: {
    story: '目前一切正常。试着弄坏点什么。',
    selection: '选一个节点或一条连接。',
    noScenario: '尚未打开场景。',
    noFailures: '没有请求失败。',
  },
  loading: {
    opening: '正在启动模拟……',
    seeking: (percent) => `正在重演到该时刻…… ${percent}`,
    recovering: (percent) => `正在恢复运行…… ${percent}`,
  },
};
