/** The words on the drawings, by language. */

import type { HealthState } from '../engine/telemetry/records.ts';
import type { ViewWords } from '../views/words.ts';
import { en } from './en/screen.ts';
import { duration, grouped, percentOf, plain, rate, short, wholeClock } from './format.ts';
import type { Language } from './language.ts';
import { zh } from './zh/screen.ts';

interface Outcomes {
  readonly ok: number;
  readonly slow: number;
  readonly stale: number;
  readonly failed: number;
}

/** Exact, then without decimals; nothing when all is well. */
const badShares = ({ ok, slow, stale, failed }: Outcomes): readonly string[] => {
  if (failed === 0) return [];
  const all = ok + slow + stale + failed;
  const whole = Math.round((failed / all) * 100);
  const rough = whole === 0 ? '< 1 %' : whole === 100 && failed < all ? '> 99 %' : `${whole} %`;
  return [percentOf(failed, all), rough];
};
const chineseSpan = (micros: number): string => duration(micros).replace(/ s$/, ' 秒');
/** Only states that occur, in the order of their severity in the gauges. */
const statesCounted = (
  counts: Readonly<Record<HealthState, number>>,
  words: Readonly<Record<HealthState, string>>,
  between: string,
  separator: string,
): string =>
  (Object.keys(words) as HealthState[])
    .filter((state) => counts[state] > 0)
    .map((state) => `${counts[state]}${between}${words[state]}`)
    .join(separator);
const axisTime = (micros: number): string => {
  const seconds = micros / 1_000_000;
  return seconds < 60 ? `${plain(seconds)} s` : wholeClock(seconds);
};

const english: ViewWords = {
  script: 'latin',
  state: en.states,
  role: en.roles,
  kind: en.kinds,
  flow: 'Request flow',
  groupTitle: (id) => id,
  groupCount: (id, count) => `${id} ×${count}`,
  watchers: (count) => `${count} ${count === 1 ? 'sentinel' : 'sentinels'}`,
  stateCounts: (counts) => [statesCounted(counts, en.states, ' ', ' · ')],
  hitRate: (hits, misses) =>
    hits + misses === 0 ? ['no look-ups'] : [`hit ${percentOf(hits, hits + misses)}`],
  entries: (count, of) => [`${grouped(count)} of ${grouped(of)} entries`, `${short(count)} of ${short(of)}`],
  cardLabel: ({ name, kind, state, detail, failed, cut }) =>
    [
      `${name}, ${en.kinds[kind]}`,
      en.states[state],
      detail,
      failed > 0 ? `${grouped(failed)} failed here` : '',
      cut,
    ]
      .filter((part) => part !== '')
      .join(', '),
  wireLabel: (from, to, cut) =>
    ({
      none: `${from} to ${to}`,
      forward: `${from} to ${to}, cut in this direction`,
      backward: `${from} to ${to}, cut on the way back`,
      both: `${from} to ${to}, cut`,
    })[cut],
  rate,
  callRate: (perSecond) => [`${short(perSecond)} calls/s`, rate(perSecond)],
  hopNote: (isUsers) =>
    isUsers
      ? 'Requests sent in the last whole second; of those that ended in it, the share that failed'
      : 'Calls that came over this hop in the last whole second, repeated tries included; of those that ended in it, the share that failed',
  inRotation: (servers, of) => [`${servers} of ${of} in rotation`, `${servers}/${of} in`, `${servers}/${of}`],
  load: (busy, slots, queue) =>
    queue === 0
      ? [`${busy} of ${slots} busy`, `${busy}/${slots}`]
      : [`${busy} of ${slots} busy, ${queue} waiting`, `${busy}/${slots} +${queue}`],
  primaryLine: () => ['primary, takes writes', 'takes writes', 'primary'],
  replicaLine: (lagMicros, versions) => [
    `replica, ${duration(lagMicros)} behind (${versions})`,
    `${duration(lagMicros)} behind`,
    duration(lagMicros),
  ],
  noPrimaryLine: () => ['replica, no primary', 'no primary'],
  dead: (micros) => `dead · ${duration(micros)}`,
  hung: (micros) => `hangs · ${duration(micros)}`,
  failedHere: (count) => `${grouped(count)} failed`,
  failedBrief: grouped,
  failedHereNote: (kind) =>
    kind === 'users' ? 'Requests that failed in this run' : 'Calls that failed here in this run',
  slotsNote: ({ busy, of, perCell }, kind) => {
    const unit = kind === 'database' ? 'connections' : 'slots';
    return `${busy} of ${of} ${unit} busy; one cell = ${perCell} ${perCell === 1 ? unit.slice(0, -1) : unit}`;
  },
  cutFrom: (cut, of) => [`cut from ${cut} of ${of}`, `cut ${cut}/${of}`, `${cut}/${of}`],
  splitNote: (counts) =>
    badShares(counts)
      .map((share) => `${share} failed`)
      .concat(badShares(counts).slice(-1)),
  splitCounts: ({ ok, slow, stale, failed }) => [
    `${grouped(ok)} ok · ${grouped(slow)} slow · ${grouped(stale)} stale · ${grouped(failed)} failed`,
    `${grouped(ok + slow + stale)} ok · ${grouped(failed)} failed`,
    `${grouped(failed)} failed`,
  ],
  legend: {
    fate: {
      ok: 'ok',
      slow: 'slow',
      stale: 'stale read',
      failed: 'failed',
      rejected: 'rejected',
      retry: 'next try',
    },
    ratio: (requests) => ({
      before: '1',
      after: requests === 1 ? '= 1 request' : `= ${grouped(requests)} requests`,
    }),
    drawnOneToOne: 'drawn 1:1',
    travelNotToScale: 'hop travel not to scale',
    travelToScale: 'hop travel to scale',
    narrow: {
      drawnOneToOne: '1:1',
      travelNotToScale: 'travel not to scale',
      travelToScale: 'travel to scale',
    },
    noDots: 'too fast for dots: states only',
    reducedMotion: 'reduced motion: counts instead of dots',
    timeScale: (times) => (times >= 1 ? `1 s = ${plain(times)} s` : `${plain(1 / times)} s = 1 s`),
  },
  axisTime,
  moreEvents: (count) => `${count} events`,
};

const chinese: ViewWords = {
  script: 'cjk',
  state: zh.states,
  role: zh.roles,
  kind: zh.kinds,
  flow: '请求流向',
  groupTitle: (id) => (id === 'database' ? '数据库' : id),
  groupCount: (id, count) => `${id} ×${count}`,
  watchers: (count) => `${count} 个哨兵`,
  stateCounts: (counts) => [statesCounted(counts, zh.states, ' ', ' · ')],
  hitRate: (hits, misses) =>
    hits + misses === 0 ? ['没有查询'] : [`命中 ${percentOf(hits, hits + misses)}`],
  entries: (count, of) => [`${grouped(count)}/${grouped(of)} 条`, `${short(count)} 条`],
  cardLabel: ({ name, kind, state, detail, failed, cut }) =>
    [
      `${name}，${zh.kinds[kind]}`,
      zh.states[state],
      detail,
      failed > 0 ? `在此失败 ${grouped(failed)} 个` : '',
      cut,
    ]
      .filter((part) => part !== '')
      .join('，'),
  wireLabel: (from, to, cut) =>
    ({
      none: `${from} 到 ${to}`,
      forward: `${from} 到 ${to}，此方向已切断`,
      backward: `${from} 到 ${to}，返回方向已切断`,
      both: `${from} 到 ${to}，已切断`,
    })[cut],
  rate,
  callRate: (perSecond) => [`${short(perSecond)} 次调用/s`, rate(perSecond)],
  hopNote: (isUsers) =>
    isUsers
      ? '最近一整秒内发出的请求；以及其间结束的请求中失败的比例'
      : '最近一整秒内这一段到达的调用（含重试）；以及其间结束的调用中失败的比例',
  inRotation: (servers, of) => [`轮转中 ${servers}/${of} 台`, `轮转 ${servers}/${of}`, `${servers}/${of}`],
  load: (busy, slots, queue) =>
    queue === 0
      ? [`忙 ${busy}/${slots}`, `${busy}/${slots}`]
      : [`忙 ${busy}/${slots}，排队 ${queue}`, `${busy}/${slots} +${queue}`],
  primaryLine: () => ['主库，接受写入', '接受写入', '主库'],
  replicaLine: (lagMicros, versions) => [
    `从库，落后 ${duration(lagMicros)}（${versions} 次）`,
    `落后 ${duration(lagMicros)}`,
    duration(lagMicros),
  ],
  noPrimaryLine: () => ['从库，没有主库', '没有主库'],
  dead: (micros) => `已停 · ${chineseSpan(micros)}`,
  hung: (micros) => `无响应 · ${chineseSpan(micros)}`,
  failedHere: (count) => `失败 ${grouped(count)}`,
  failedBrief: grouped,
  failedHereNote: (kind) => (kind === 'users' ? '本次运行中失败的请求' : '本次运行中在此失败的调用'),
  slotsNote: ({ busy, of, perCell }, kind) => {
    const unit = kind === 'database' ? '个连接' : '个槽位';
    return `${of} ${unit}，忙 ${busy}；1 格 = ${perCell} ${unit}`;
  },
  cutFrom: (cut, of) => [`与 ${of} 个中的 ${cut} 个断开`, `断开 ${cut}/${of}`, `${cut}/${of}`],
  splitNote: (counts) =>
    badShares(counts)
      .map((share) => `失败 ${share}`)
      .concat(badShares(counts).slice(-1)),
  splitCounts: ({ ok, slow, stale, failed }) => [
    `成功 ${grouped(ok)} · 偏慢 ${grouped(slow)} · 陈旧 ${grouped(stale)} · 失败 ${grouped(failed)}`,
    `成功 ${grouped(ok + slow + stale)} · 失败 ${grouped(failed)}`,
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

export const viewWords: Readonly<Record<Language, ViewWords>> = { en: english, zh: chinese };
