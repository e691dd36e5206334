/** 中文：连接池，以及限制连接数的数据库。 */
import type { connectionFacts } from '../../../engine/model/connection-facts.ts';
import { duration, grouped } from '../../format.ts';
import type { FactTexts } from '../story-texts.ts';
import { serversOutOf } from './phrases.ts';

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
const inVain = (rejected: number): string => `${grouped(rejected)} 次调用没有等到连接`;
const refusedOf = (refused: number): string => `拒绝了 ${grouped(refused)} 次`;

export const connections: FactTexts<keyof typeof connectionFacts> = {
  what: {
    poolExhausted: ({ dependency }, component) => `${component} 到 ${dependency} 的连接已用尽`,
    poolRecovered: ({ dependency }, component) => `${component} 到 ${dependency} 又有空闲连接`,
    connectionsRefused: (_, component) => `${component} 拒绝新的连接`,
    connectionsAccepted: (_, component) => `${component} 已有一秒没有拒绝连接`,
  },
  reason: {
    poolExhausted: ({ size, waitedMicros }) =>
      `连接池的 ${size} 个连接全被占用，有调用等了 ${duration(waitedMicros)}`,
    connectionsRefused: ({ most, clients }) => `${clients} 个客户端总共可用的 ${most} 个连接都已打开`,
  },
  so: {
    poolRecovered: ({ rejected, lastedMicros }) => `${duration(lastedMicros)} 内有 ${inVain(rejected)}`,
    connectionsAccepted: ({ refused, lastedMicros }) => `${duration(lastedMicros)} 内${refusedOf(refused)}`,
  },
  together: {
    poolExhausted: (count, of, [{ dependency }]) => `${serversOutOf(count, of)}到 ${dependency} 的连接已用尽`,
    poolRecovered: (count, of, [{ dependency }]) => `${serversOutOf(count, of)}到 ${dependency} 又有空闲连接`,
    connectionsRefused: (count) => `${count} 个数据库拒绝新的连接`,
    connectionsAccepted: (count) => `${count} 个数据库已有一秒没有拒绝连接`,
  },
  togetherSo: {
    poolRecovered: (values) => `其间有 ${inVain(sum(values.map(({ rejected }) => rejected)))}`,
    connectionsAccepted: (values) => `其间${refusedOf(sum(values.map(({ refused }) => refused)))}`,
  },
};
