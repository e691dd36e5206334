/** 中文：进程、链路与参数。 */
import type { Micros } from '../../../base/units.ts';
import type { faultFacts } from '../../../engine/fault/facts.ts';
import { duration, grouped } from '../../format.ts';
import { later } from '../../zh/later.ts';
import { zh } from '../../zh/screen.ts';
import { spaced } from '../../zh/spaced.ts';
import { placeWords } from '../place-words.ts';
import type { FactTexts } from '../story-texts.ts';
import { changedParameter, valueText } from '../value-text.ts';
import { lasting } from './phrases.ts';

const mostNamed = 8;
const named = (components: readonly string[]): string =>
  components.length <= mostNamed ? `${components.join('、')} ` : `${components.length} 个节点`;
const atMost = (all: readonly Micros[]): string =>
  `${new Set(all).size === 1 ? '' : '至多 '}${duration(Math.max(...all))}`;

export const faults: FactTexts<keyof typeof faultFacts> = {
  what: {
    crashed: (_, component) => `${component} 宕机`,
    poweredOff: (_, component) => `${component} 断电`,
    placeLostPower: ({ place }) => spaced`${placeWords(place, zh.places)} 断电`,
    starting: ({ byCommand }, component) => `${component} ${byCommand ? '被重启' : '正在启动'}`,
    ready: (_, component) => `${component} 恢复服务`,
    hung: (_, component) => `${component} 卡死，只收不答`,
    resumed: (_, component) => `${component} 恢复应答`,
    slowed: ({ factor }, component) => `${component} 变慢，耗时为平时的 ${factor} 倍`,
    slownessEnded: (_, component) => `${component} 恢复正常速度`,
    linkCut: ({ to, both }, component) =>
      both ? `${component} 与 ${to} 断开` : `${component} 发往 ${to} 的消息丢失`,
    linkHealed: ({ to, both }, component) =>
      both ? `${component} 与 ${to} 恢复连通` : `${component} 发往 ${to} 的消息恢复`,
    noAlternative: (_, component) => `没有谁能顶替 ${component}`,
    parameterChanged: ({ path, from, to, ...spec }, component) => {
      const { owner, name } = changedParameter(path, component, later.parameters);
      return `${owner} ${name}：${valueText(from, spec, later.parameters)}→${valueText(to, spec, later.parameters)}`;
    },
  },
  reason: {
    noAlternative: ({ caller, callers }) =>
      callers === 1 ? `${caller} 没有别的目标可调用` : `${callers} 个调用方没有别的目标可调用`,
  },
  so: {
    crashed: ({ inside, forMicros }) =>
      [
        ...(inside === 0 ? [] : [`正在处理的 ${grouped(inside)} 个调用中断`]),
        ...(forMicros === undefined ? [] : [`${duration(forMicros)} 后重启`]),
      ].join('，') || undefined,
    poweredOff: ({ inside, forMicros }) =>
      [
        '不再有任何应答，连拒绝都没有',
        ...(inside === 0 ? [] : [`正在处理的 ${grouped(inside)} 个调用再无回音`]),
        ...(forMicros === undefined ? [] : [`${duration(forMicros)} 后来电`]),
      ].join('，'),
    placeLostPower: ({ components, forMicros }) =>
      [
        `${named(components)}都不再应答，连拒绝都没有`,
        ...(forMicros === undefined ? [] : [`${duration(forMicros)} 后来电`]),
      ].join('，'),
    hung: ({ forMicros }) => lasting(forMicros),
    slowed: ({ forMicros }) => lasting(forMicros),
    linkCut: ({ forMicros }) => lasting(forMicros),
    starting: ({ startupMicros }) => `${duration(startupMicros)} 后就绪`,
    ready: ({ downMicros }) => `此前中断了 ${duration(downMicros)}`,
    resumed: ({ hungMicros }) => `此前卡死了 ${duration(hungMicros)}`,
  },
  together: {
    starting: (_count, _of, [{ byCommand }], tellers) =>
      `${named(tellers)}${byCommand ? '被重启' : '正在启动'}`,
    ready: (_count, _of, _values, tellers) => `${named(tellers)}恢复服务`,
    linkCut: (count) => `${count} 条连接断开`,
    linkHealed: (count) => `${count} 条连接恢复`,
  },
  togetherSo: {
    starting: (all) => `${atMost(all.map(({ startupMicros }) => startupMicros))} 后就绪`,
    ready: (all) => `此前中断了 ${atMost(all.map(({ downMicros }) => downMicros))}`,
  },
};
