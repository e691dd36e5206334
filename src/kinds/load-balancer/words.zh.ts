import type { KindWords } from '../kind-words.ts';
import { startupWords } from '../shared-words.zh.ts';
import type { loadBalancerParameters } from './spec.ts';

export const words: KindWords<typeof loadBalancerParameters, 'inRotation'> = {
  help: '把每个请求交给轮转中的一台服务器，并定期探测谁还活着。',
  parameters: {
    balance: [
      '负载均衡算法',
      '下一个请求给谁：逐台轮流；处理中请求最少的；预计最快应答的；随机抽两台取较闲的；或随机一台。',
    ],
    probeIntervalMillis: ['探测间隔', '负载均衡器多久探测一次每台服务器。'],
    probeTimeoutMillis: ['探测超时', '一次探测最多等多久。'],
    fall: ['摘除所需失败次数', '连续失败这么多次探测，就摘除服务器。'],
    rise: ['恢复所需成功次数', '连续成功这么多次探测，就恢复使用。'],
    emptyRotation: [
      '轮转为空时',
      '没有服务器可选时怎么办：“全部拒绝”直接返回错误；“照常放行”当作所有服务器都健康，继续分发。',
    ],
    maxFails: ['失败剔除次数', '请求累计这么多次得不到应答，就剔除该服务器，即使探测正常；0 表示不统计。'],
    failMillis: [
      '剔除时长',
      '被剔除的服务器在这段时间内收不到请求，之后先用一个请求试探。间隔超过这段时间的失败不累计。',
    ],
    serverTimeoutMillis: ['服务器超时', '负载均衡器等一台服务器应答的上限。'],
    ...startupWords,
  },
  choices: {
    roundRobin: '轮询',
    leastConnections: '最少连接',
    leastResponseTime: '最短响应时间',
    powerOfTwoChoices: '两者择优',
    random: '随机',
    failClosed: '全部拒绝',
    failOpen: '照常放行',
  },
  instruments: { inRotation: '轮转中' },
};
