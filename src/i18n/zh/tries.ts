/** 中文：可以尝试的改动。 */
import type { TryWords } from '../try-text.ts';
import { groupName } from './group-name.ts';
import { spaced } from './spaced.ts';

export const tries: TryWords = {
  detectSooner: (value) => `改为 ${value} 无应答就怀疑`,
  waitForReplica: (value) => `改为等 ${value} 个从库收到再确认`,
  waitForFewer: (value) => (value === '0' ? '不等从库就确认写入' : `改为等 ${value} 个从库收到再确认`),
  lowerQuorum: (value) => `把法定票数降到 ${value}`,
  probeFaster: (value) => `改为每 ${value} 探测一次`,
  fallAtOnce: (value) => `改为 ${value} 次探测失败就摘除`,
  smallerPools: (value, owner) => spaced`把 ${groupName(owner)} 的连接池各缩到 ${value} 个连接`,
  moreSlots: (value, owner) => spaced`让 ${groupName(owner)} 同时处理 ${value} 个`,
};
