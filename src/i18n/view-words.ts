/** The words on the drawings, by language. */

import type { ViewWords } from '../views/words.ts';
import { en } from './en/screen.ts';
import { duration, grouped, percentOf, plain, rate, wholeClock } from './format.ts';
import type { Language } from './language.ts';
import { zh } from './zh/screen.ts';

interface Outcomes {
  readonly ok: number;
  readonly slow: number;
  readonly stale: number;
  readonly failed: number;
}

const badShare = ({ ok, slow, stale, failed }: Outcomes): string =>
  percentOf(failed, ok + slow + stale + failed);
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
  cardLabel: ({ name, kind, state, detail, failed }) =>
    [
      `${name}, ${en.kinds[kind]}`,
      en.states[state],
      detail,
      failed > 0 ? `${grouped(failed)} failed here` : '',
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
  since: (micros) => `for ${duration(micros)}`,
  lost: (count) => `${grouped(count)} lost`,
  perCell: (k) => `1 cell = ${k}`,
  splitNote: (counts) => (counts.failed === 0 ? '' : `${badShare(counts)} failed`),
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
  groupTitle: (id) => id,
  cardLabel: ({ name, kind, state, detail, failed }) =>
    [
      `${name}，${zh.kinds[kind]}`,
      zh.states[state],
      detail,
      failed > 0 ? `在此失败 ${grouped(failed)} 个` : '',
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
  since: (micros) => `已 ${duration(micros)}`,
  lost: (count) => `失败 ${grouped(count)}`,
  perCell: (k) => `1 格 = ${k}`,
  splitNote: (counts) => (counts.failed === 0 ? '' : `失败 ${badShare(counts)}`),
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
    travelNotToScale: '途中耗时未按比例',
    travelToScale: '途中耗时按比例',
    noDots: '速度太快，不画圆点，只看状态',
    reducedMotion: '动态已减弱，以计数代替圆点',
    timeScale: (times) => (times >= 1 ? `1 秒 = ${plain(times)} 秒` : `${plain(1 / times)} 秒 = 1 秒`),
  },
  axisTime,
  moreEvents: (count) => `${count} 个事件`,
};

export const viewWords: Readonly<Record<Language, ViewWords>> = { en: english, zh: chinese };
