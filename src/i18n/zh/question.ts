/** 中文：页面上的提问，以及可做的事。 */
import type { question as shape } from '../en/question.ts';

export const question: typeof shape = {
  text: '主库一旦宕机，写请求会怎样？',
  lead: {
    kill: '动手试试。系统正在运行，每个请求都是逐个模拟的。',
    rewind: '看它恢复，或者倒回去看个仔细。',
    whatIf: '故障相同，流量相同，只改一处，代价会是多少？',
  },
  kill: (id) => `杀掉 ${id}`,
  hang: (id) => `卡死 ${id}`,
  isolate: (id) => `隔离 ${id}，只留一台服务器能连上`,
  restart: (id) => `重启 ${id}`,
  rewind: '回到出事之前',
  whatIf: {
    detectSooner: '0.5 秒无应答就怀疑',
    waitForReplica: '等 1 个从库收到再确认写入',
    probeSooner: '每 0.5 秒探测一次服务器',
    fallAtOnce: '1 次探测失败就摘出轮转',
  },
  cost: {
    title: '代价对比',
    span: (seconds) => `截至 ${seconds} 秒，流量相同`,
    failed: '失败的请求',
    downtime: '写请求停机',
    lost: '已确认写丢失',
    splitBrain: '脑裂期间的写入',
    pending: (seconds) => `停机只判定到 ${seconds} 秒。`,
    branch: (letter, change) => `${letter}：${change}`,
    nothingChanged: '尚无改动',
    asItWas: '原样',
    set: (owner, name, value) => `${owner} ${name}：${value}`,
    andMore: (first, more) => `${first}，另 ${more} 项`,
  },
  sameTraffic: '这会新开一条分支，流量相同，只有你的改动不同。',
};
