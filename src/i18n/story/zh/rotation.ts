/** 中文：服务器的摘除与恢复。 */
import type { poolFacts } from '../../../engine/model/pool-facts.ts';
import { grouped } from '../../format.ts';
import type { FactTexts } from '../story-texts.ts';
import { fewNames } from './phrases.ts';

/** Each server once: in a group of events one may have gone and come back several times. */
const serversOf = (all: readonly { readonly server: string }[]): string => {
  const names = [...new Set(all.map(({ server }) => server))];
  return names.length <= fewNames ? `${names.join('、')} ` : `${names.length} 台服务器`;
};

export const rotation: FactTexts<keyof typeof poolFacts> = {
  what: {
    markedDown: ({ server }, component) => `${component} 摘除 ${server}`,
    markedUp: ({ server, isEjected }, component) =>
      isEjected ? `${component} 探测到 ${server} 已恢复` : `${component} 恢复使用 ${server}`,
    ejected: ({ server }, component) => `${component} 剔除 ${server}`,
    readmitted: ({ server }, component) => `${component} 重新向 ${server} 分发请求`,
  },
  reason: {
    markedDown: ({ failedProbes }) => `连续 ${failedProbes} 次探测失败`,
    markedUp: ({ passedProbes }) => `连续 ${passedProbes} 次探测成功`,
    ejected: ({ failures }) => `${grouped(failures)} 次调用没有得到应答`,
    readmitted: ({ byEdit }) => (byEdit ? '剔除设置已更改' : '一次试探调用得到了应答'),
  },
  so: {
    markedDown: ({ left, all, passedOn }) =>
      passedOn === 0
        ? `服务器还剩 ${left}/${all} 台`
        : `此前 ${grouped(passedOn)} 次被拒的调用转给了其他服务器；服务器还剩 ${left}/${all} 台`,
    markedUp: ({ left, all, isEjected }) =>
      `${isEjected ? '试探调用得到应答之前仍被剔除；' : ''}轮转中有 ${left}/${all} 台服务器`,
    ejected: ({ left, all }) => `服务器还剩 ${left}/${all} 台`,
    readmitted: ({ left, all }) => `轮转中有 ${left}/${all} 台服务器`,
  },
  together: {
    markedDown: (_count, _of, all) => `${serversOf(all)}被摘除`,
    markedUp: (_count, _of, all) => `${serversOf(all)}恢复使用`,
    ejected: (_count, _of, all) => `${serversOf(all)}被剔除`,
    readmitted: (_count, _of, all) => `${serversOf(all)}重新接收请求`,
  },
  togetherSo: {
    markedDown: ([{ left, all }]) => `服务器还剩 ${left}/${all} 台`,
    markedUp: ([{ left, all }]) => `轮转中有 ${left}/${all} 台服务器`,
    ejected: ([{ left, all }]) => `服务器还剩 ${left}/${all} 台`,
    readmitted: ([{ left, all }]) => `轮转中有 ${left}/${all} 台服务器`,
  },
};
