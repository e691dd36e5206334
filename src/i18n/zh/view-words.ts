/** 中文：图上的文字。 */
import type { KindTitle } from '../../kinds/kind-words.ts';
import { kindTitles } from '../../kinds/title-words.zh.ts';
import type { ViewWords } from '../../views/words.ts';
import {
  axisTime,
  badShares,
  duration,
  grouped,
  percent,
  percentOf,
  plain,
  rate,
  runTime,
  short,
  statesCounted,
} from '../format.ts';
import { stateWords } from './states.ts';

const chineseSpan = (micros: number): string => duration(micros).replace(/ s$/, ' 秒');

const kinds: Readonly<Partial<Record<string, KindTitle>>> = kindTitles;

export const viewWords: ViewWords = {
  script: 'cjk',
  state: stateWords.states,
  role: stateWords.roles,
  flow: '请求流向',
  groupTitle: (id) => kinds[id]?.asGroup ?? id,
  groupCount: (id, count) => `${id} ×${count}`,
  watchers: (count) => `${count} 个哨兵`,
  stateCounts: (counts) => [statesCounted(counts, stateWords.states, ' ', ' · ')],
  hitRate: (hits, misses) =>
    hits + misses === 0 ? ['没有查询'] : [`命中 ${percentOf(hits, hits + misses)}`],
  entries: (count, of) => [`${grouped(count)}/${grouped(of)} 条`, `${short(count)} 条`],
  cardLabel: ({ name, kind, state, detail, failed, cut }) =>
    [
      `${name}，${kinds[kind]?.name}`,
      stateWords.states[state],
      detail,
      failed > 0 ? `在此失败 ${grouped(failed)} 个` : '',
      cut,
    ]
      .filter((part) => part !== '')
      .join('，'),
  wireLabel: (from, to, cut) =>
    ({
      none: `${from} 到 ${to}`,
      forward: `$from到 $to，此方向已切断`,
      backward: `$from到 $to，返回方向已切断`,
      both: `$from到 $to，已切断`,
    })[cut],
  rate,
  wireFlow: ({ sent, failedShare, inFlight }) =>
    `${rate(sent)}，失败 ${percent(failedShare)}，在途 ${short(inFlight)}`,
  wireBreaker: ({ isHalfOpen, since }) => `熔断器自 ${runTime(since)} 起${isHalfOpen ? '半开' : '打开'}`,
  flowRate: ({ sent, inFlight }, isUsers) => {
    const rates = isUsers ? [rate(sent)] : [`${short(sent)} 次调用/s`, rate(sent)];
    return inFlight < 0.05 ? rates : [`${rates[0]} · 在途 ${short(inFlight)}`, ...rates];
  },
  hopNote: (isUsers) =>
    isUsers
      ? '最近一整秒内发出的请求，以及其间平均在途的数量；其间结束的请求中失败的比例'
      : '最近一整秒内从这一段发出的调用（含重试），以及其间平均在途的数量；其间结束的调用中失败的比例',
  inRotation: (servers, of) => [`轮转中 ${servers}/${of} 台`, `轮转 ${servers}/${of}`, `${servers}/${of}`],
  load: (busy, slots, queue) =>
    queue === 0
      ? [`忙 ${busy}/${slots}`, `${busy}/${slots}`]
      : [`忙 ${busy}/${slots}，排队 ${queue}`, `${busy}/${slots} +${queue}`],
  saying: {
    refusesConnections: ['拒绝新连接', '拒绝连接'],
    poolExhausted: ['连接池耗尽', '池耗尽'],
  },
  primaryLine: () => ['主库，接受写入', '接受写入', '主库'],
  oldPrimaryLine: () => ['仍以为自己是主库', '自以为是主库', '自认主库', '旧主库'],
  replicaLine: (versions, lagMicros) => [
    ...(versions === 0 ? [] : [`从库，落后 ${grouped(versions)} 次写入（${duration(lagMicros)}）`]),
    `从库，落后 ${grouped(versions)} 次写入`,
    `落后 ${grouped(versions)} 次写入`,
    `落后 ${short(versions)} 次`,
  ],
  noPrimaryLine: (versions) =>
    versions === 0
      ? ['从库，没有主库', '没有主库']
      : [`没有主库，还缺 ${grouped(versions)} 次写入`, `没有主库，缺 ${short(versions)} 次`, '没有主库'],
  dead: (micros) => [`已停 · ${chineseSpan(micros)}`, '已停'],
  off: (micros) => [`断电 · ${chineseSpan(micros)}`, '断电'],
  hung: (micros) => [`卡死 · ${chineseSpan(micros)}`, '卡死'],
  failedHere: (count) => `失败 ${grouped(count)}`,
  failedBrief: grouped,
  failedHereNote: (isSource) =>
    `${isSource ? '失败的请求' : '在此失败的调用（调用方稍后才知道）'}：有故障时从第一次故障算起，否则从头算起`,
  slotsNote: ({ busy, of, perCell }, kind) => {
    const [unit] = kinds[kind]?.slot ?? ['个槽位'];
    return `${of} ${unit}，忙 ${busy}；1 格 = ${perCell} ${unit}`;
  },
  cutFrom: (cut, of) => [`与 ${of} 个中的 ${cut} 个断开`, `断开 ${cut}/${of}`, `${cut}/${of}`],
  splitNote: (counts) =>
    badShares(counts)
      .map((share) => `失败 ${share}`)
      .concat(badShares(counts).slice(-1)),
  splitCounts: ({ ok, slow, stale, degraded, failed }) => [
    `成功 ${grouped(ok)} · 偏慢 ${grouped(slow)} · 陈旧 ${grouped(stale)}${degraded > 0 ? ` · 降级 ${grouped(degraded)}` : ''} · 失败 ${grouped(failed)}`,
    `成功 ${grouped(ok + slow + stale + degraded)} · 失败 ${grouped(failed)}`,
    `失败 ${grouped(failed)}`,
  ],
  legend: {
    fate: {
      ok: '成功',
      slow: '偏慢',
      stale: '陈旧读',
      failed: '失败',
      rejected: '被拒绝',
      retry: '换一台再试',
    },
    ratio: (requests) => ({ before: '1 个', after: `= ${grouped(requests)} 个请求` }),
    drawnOneToOne: '逐个画出',
    travelNotToScale: '途中未按比例',
    travelToScale: '途中按比例',
    narrow: { drawnOneToOne: '1:1', travelNotToScale: '途中未按比例', travelToScale: '途中按比例' },
    noDots: '速度太快，不画圆点，只看状态',
    reducedMotion: '动态已减弱，以计数代替圆点',
    timeScale: (times) => (times >= 1 ? `1 秒 = ${plain(times)} 秒` : `${plain(1 / times)} 秒 = 1 秒`),
  },
  axisTime,
  moreEvents: (count) => `${count} 个事件`,
};
