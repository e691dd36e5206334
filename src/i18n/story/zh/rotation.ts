/** 中文：服务器的摘除与恢复。 */
import type { rotationFacts } from '../../../kinds/load-balancer/facts.ts';
import { grouped } from '../../format.ts';
import type { FactTexts } from '../story-texts.ts';
import { fewNames } from './phrases.ts';

/** Each server once: in a group of events one may have gone and come back several times. */
const serversOf = (all: readonly { readonly server: string }[]): string => {
  const names = [...new Set(all.map(({ server }) => server))];
  return names.length <= fewNames ? `${names.join('、')} ` : `${names.length} 台服务器`;
};

export const rotation: FactTexts<keyof typeof rotationFacts> = {
  what: {
    markedDown: ({ server }, component) => `${component} 把 ${server} 摘出轮转`,
    markedUp: ({ server }, component) => `${component} 把 ${server} 放回轮转`,
  },
  reason: {
    markedDown: ({ failedProbes }) => `连续 ${failedProbes} 次探测失败`,
    markedUp: ({ passedProbes }) => `连续 ${passedProbes} 次探测成功`,
  },
  so: {
    markedDown: ({ left, all, passedOn }) =>
      passedOn === 0
        ? `服务器还剩 ${left}/${all} 台`
        : `此前 ${grouped(passedOn)} 次被拒的调用转给了别台；服务器还剩 ${left}/${all} 台`,
    markedUp: ({ left, all }) => `轮转中有 ${left}/${all} 台服务器`,
  },
  together: {
    markedDown: (_count, _of, all) => `${serversOf(all)}被摘出轮转`,
    markedUp: (_count, _of, all) => `${serversOf(all)}被放回轮转`,
  },
  togetherSo: {
    markedDown: ([{ left, all }]) => `服务器还剩 ${left}/${all} 台`,
    markedUp: ([{ left, all }]) => `轮转中有 ${left}/${all} 台服务器`,
  },
};
