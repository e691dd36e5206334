/** 中文：一次运行的来龙去脉。每段文字只由事件本身决定。 */
import type { FailureCause } from '../engine/telemetry/causes.ts';
import type { ValuesOf } from '../engine/telemetry/story.ts';
import type { Share } from '../session/story/share.ts';
import { duration, grouped, seconds } from './format.ts';
import { placeWords } from './story/place-words.ts';
import type { StoryTexts } from './story/story-texts.ts';
import { changedParameter, valueText } from './story/value-text.ts';
import { zh } from './zh/screen.ts';

/** 与画布上的组名一致。 */
const groupName = (id: string): string => zh.kinds[id]?.asGroup ?? id;
const outOf = (count: number, of: number | undefined): string =>
  of === undefined ? `${count} 个` : `${count}/${of} 个`;
const classes = (id: string): string => zh.classes[id] ?? id;
/** 「243 个请求全部失败」或「500 个请求中 243 个失败」。 */
const failedOf = ({ ended, failed }: Share, noun = '请求'): string =>
  failed === ended
    ? `${grouped(failed)} 个${noun}${failed === 1 ? '' : '全部'}失败`
    : `${grouped(ended)} 个${noun}中 ${grouped(failed)} 个失败`;
const lasting = (forMicros: number | undefined): string | undefined =>
  forMicros === undefined ? undefined : `为时 ${duration(forMicros)}`;

/** 被怀疑的是哨兵时：看见最少的那个哨兵眼里还剩几个。 */
const fewest = (all: readonly ValuesOf<'suspected'>[]): string | undefined => {
  const seen = all.flatMap(({ sentinels }) => (sentinels === undefined ? [] : [sentinels]));
  const least = seen.sort((a, b) => a.left - b.left)[0];
  return least && `哨兵还剩 ${least.left}/${least.all} 个，故障转移需要 ${least.needed} 个`;
};

/** 缓存不在的这段时间里，各客户端合计。 */
const absence = (all: readonly ValuesOf<'cacheUsedAgain'>[]): string => {
  const sum = (of: (one: ValuesOf<'cacheUsedAgain'>) => number): number =>
    all.reduce((total, one) => total + of(one), 0);
  const lasted = duration(Math.max(...all.map((one) => one.lastedMicros)));
  const passed = `${lasted} 内 ${grouped(sum((one) => one.passedThrough))} 个请求没有用上缓存`;
  const missed = sum((one) => one.missedWrites);
  return missed === 0 ? passed : `${passed}；它错过 ${grouped(missed)} 次写入，到期之前可能给出旧值`;
};

const failing: Readonly<Record<FailureCause, string>> = {
  refused: '连接被拒',
  timedOut: '调用超时',
  reset: '连接中断',
  rejectedByFullQueue: '队列已满',
  unroutable: '已没有可试的服务器',
  readOnly: '请求到了并非主库的节点',
  rejectedByRule: '被边缘规则丢弃',
  connectionTableFull: '连接数已用尽',
};

/** More names than that make no headline. */
const fewNames = 3;
/** Each server once: in a group of events one may have gone and come back several times. */
const serversOf = (all: readonly { readonly server: string }[]): string => {
  const names = [...new Set(all.map(({ server }) => server))];
  return names.length <= fewNames ? `${names.join('、')} ` : `${names.length} 台服务器`;
};

export const story: StoryTexts = {
  what: {
    crashed: (_, component) => `${component} 宕机`,
    poweredOff: (_, component) => `${component} 断电`,
    placeLostPower: ({ place }) => `${placeWords(place, zh.places)} 断电`,
    starting: ({ wasRunning }, component) => `${component} ${wasRunning ? '被重启' : '正在启动'}`,
    ready: (_, component) => `${component} 恢复服务`,
    hung: (_, component) => `${component} 卡死，只收不答`,
    resumed: (_, component) => `${component} 恢复应答`,
    slowed: ({ factor }, component) => `${component} 变慢，耗时 ×${factor}`,
    slownessEnded: (_, component) => `${component} 恢复正常速度`,
    linkCut: ({ to, both }, component) =>
      both ? `${component} 与 ${to} 断开` : `${component} 发往 ${to} 的消息丢失`,
    linkHealed: ({ to, both }, component) =>
      both ? `${component} 与 ${to} 恢复连通` : `${component} 发往 ${to} 的消息恢复`,
    noAlternative: (_, component) => `没有谁能顶替 ${component}`,
    parameterChanged: ({ path, from, to, ...spec }, component) => {
      const { owner, name } = changedParameter(path, component, zh);
      return `${owner} ${name}：${valueText(from, spec, zh)}→${valueText(to, spec, zh)}`;
    },
    markedDown: ({ server }, component) => `${component} 把 ${server} 摘出轮转`,
    markedUp: ({ server }, component) => `${component} 把 ${server} 放回轮转`,
    suspected: ({ target }, component) => `${component} 怀疑 ${target} 失联`,
    suspicionCleared: ({ target }, component) => `${component} 不再怀疑 ${target}`,
    agreedDown: ({ target, agree }) => `${agree} 个哨兵认定 ${target} 宕机`,
    quorumNotReached: ({ target, agree, quorum }) => `${target} 判定票不足：${agree}/${quorum}`,
    electionStarted: ({ epoch }, component) => `${component} 拉票，纪元 ${epoch}`,
    leaderElected: ({ epoch }, component) => `${component} 当选领导者，纪元 ${epoch}`,
    electionLost: ({ epoch }, component) => `${component} 未能当选，纪元 ${epoch}`,
    replicaChosen: ({ replica }, component) => `${component} 选中 ${replica}`,
    noGoodReplica: () => '没有从库可以接任',
    failoverAborted: (_, component) => `${component} 放弃本次故障转移`,
    promoted: (_, component) => `${component} 提升为主库`,
    switchAnnounced: ({ to }, component) => `${component} 宣布主库是 ${to}`,
    replicaReconfigured: ({ replica, primary }) => `${replica} 改为跟随 ${primary}`,
    oldPrimaryReturned: (_, component) => `${component} 回来了，仍以为自己是主库`,
    convertedToReplica: ({ primary }, component) => `${component} 降为 ${primary} 的从库`,
    clientSwitched: ({ to }, component) => `${component} 改向 ${to} 写入`,
    replicaAvoided: ({ replica }, component) => `${component} 不再从 ${replica} 读`,
    replicaUsedAgain: ({ replica }, component) => `${component} 又从 ${replica} 读`,
    writesLost: ({ count }) => `${grouped(count)} 次已确认的写入丢失`,
    splitBrain: ({ other }, component) => `脑裂：${component} 与 ${other} 都接受写入`,
    splitBrainEnded: () => '脑裂结束',
    cachePassedThrough: ({ cache }, component) => `${component} 绕过 ${cache}`,
    cacheUsedAgain: ({ cache }, component) => `${component} 重新使用 ${cache}`,
    originLost: ({ origin }, component) => `${component} 得不到 ${origin} 的应答`,
    originBack: ({ origin }, component) => `${component} 又得到 ${origin} 的应答`,
    cacheEmptied: (_, component) => `${component} 回来时空空如也`,
    cacheEntriesLost: ({ primary }) => `${primary} 缺最新的缓存条目`,
    saturated: (_, component) => `${component} 饱和，队列已满`,
    saturationEnded: (_, component) => `${component} 队列腾出空位`,
    requestsFailing: ({ class: id }) => `${classes(id)}开始失败`,
    requestsResumed: ({ class: id }) => `${classes(id)}恢复正常`,
  },
  reason: {
    markedDown: ({ failedProbes }) => `连续 ${failedProbes} 次探测失败`,
    markedUp: ({ passedProbes }) => `连续 ${passedProbes} 次探测成功`,
    suspected: ({ silentMicros }) => `已有 ${seconds(silentMicros)} 没有应答`,
    noAlternative: ({ caller, callers }) =>
      callers === 1 ? `${caller} 没有别处可去` : `${callers} 个组件没有别处可去`,
    originLost: ({ failureCause }) => failing[failureCause],
    cachePassedThrough: ({ failureCause }) => failing[failureCause],
    suspicionCleared: () => '又收到了应答',
    agreedDown: ({ quorum }) => `法定票数为 ${quorum}`,
    quorumNotReached: ({ reachable, sentinels }) => `${sentinels} 个哨兵中只有 ${reachable} 个能联系上`,
    leaderElected: ({ votes, needed }) => `得 ${votes} 票，需要 ${needed} 票`,
    electionLost: ({ votes, needed }) => `得 ${votes} 票，需要 ${needed} 票`,
    replicaChosen: ({ by }) =>
      ({
        priority: '它的优先级最高',
        offset: '它的数据最新',
        id: '其余条件相同，它的编号在前',
        only: '只有它可用',
      })[by],
    noGoodReplica: ({ replicas }) =>
      replicas === 0 ? '一个从库也没有' : `${replicas} 个从库不是失联、落后，就是不许提升`,
    failoverAborted: ({ epoch }) => `选中的从库未能及时提升，纪元 ${epoch}`,
    promoted: ({ from, by }) => `${by} 让它接替 ${from}`,
    oldPrimaryReturned: ({ primary }) => `它还不知道主库已是 ${primary}`,
    convertedToReplica: ({ by }) => `这是 ${by} 的命令`,
    writesLost: ({ primary }, component) => `${component} 确认过，${primary} 却从未收到`,
    saturated: ({ queueCapacity, waitsFor }) =>
      `已有 ${grouped(queueCapacity)} 个请求在排队${waitsFor === undefined ? '' : `，处理名额都在等 ${waitsFor}`}`,
    requestsFailing: ({ failureCause }) => failing[failureCause],
  },
  so: {
    requestsFailing: ({ ended, failed }) =>
      failed === ended ? `最初 ${ended} 个全部失败` : `最初 ${ended} 个中 ${failed} 个失败`,
    crashed: ({ inside, forMicros }) =>
      [
        ...(inside === 0 ? [] : [`正在处理的 ${grouped(inside)} 个调用中断`]),
        ...(forMicros === undefined ? [] : [`为时 ${duration(forMicros)}`]),
      ].join('，') || undefined,
    poweredOff: ({ inside, forMicros }) =>
      [
        '那里无人应答，连拒绝都没有',
        ...(inside === 0 ? [] : [`正在处理的 ${grouped(inside)} 个调用再无回音`]),
        ...(forMicros === undefined ? [] : [`为时 ${duration(forMicros)}`]),
      ].join('，'),
    placeLostPower: ({ components, forMicros }) =>
      [
        `那里的 ${components} 个节点无人应答，连拒绝都没有`,
        ...(forMicros === undefined ? [] : [`为时 ${duration(forMicros)}`]),
      ].join('，'),
    hung: ({ forMicros }) => lasting(forMicros),
    slowed: ({ forMicros }) => lasting(forMicros),
    linkCut: ({ forMicros }) => lasting(forMicros),
    starting: ({ startupMicros }) => `${duration(startupMicros)} 后就绪`,
    ready: ({ downMicros }) => `此前中断了 ${duration(downMicros)}`,
    resumed: ({ hungMicros }) => `此前卡死了 ${duration(hungMicros)}`,
    suspected: (values) => fewest([values]),
    markedDown: ({ left, all, passedOn }) =>
      passedOn === 0
        ? `服务器还剩 ${left}/${all} 台`
        : `此前 ${grouped(passedOn)} 次被拒的调用转给了别台；服务器还剩 ${left}/${all} 台`,
    markedUp: ({ left, all }) => `轮转中有 ${left}/${all} 台服务器`,
    replicaAvoided: ({ left }) => (left === 0 ? '读请求于是由主库应答' : `可读的从库还剩 ${left} 个`),
    cachePassedThrough: () => '原本命中的内容改由数据库应答',
    cacheUsedAgain: (values) => absence([values]),
    originLost: () => '只能应答自己缓存的内容',
    originBack: ({ hits, lastedMicros }) =>
      `${duration(lastedMicros)} 内它自己应答了 ${grouped(hits)} 个读请求`,
    cacheEmptied: ({ entries, sessions }) =>
      sessions === 0
        ? `${grouped(entries)} 个条目没了`
        : `${grouped(entries)} 个条目和 ${grouped(sessions)} 个会话没了`,
    cacheEntriesLost: ({ entries, sessions }) =>
      `${grouped(entries)} 个条目和 ${grouped(sessions)} 个会话没了`,
    quorumNotReached: () => '所以不会发起故障转移',
    noGoodReplica: ({ isCache }) => (isCache ? '缓存仍不可用，读请求全部落到数据库' : '写请求只能继续中断'),
    convertedToReplica: ({ discarded }) =>
      discarded > 0 ? `它确认过的 ${grouped(discarded)} 次写入就此作废` : undefined,
    splitBrain: (_, component) => `所以 ${component} 从此确认的写入都会丢失`,
    splitBrainEnded: ({ acknowledged, lastedMicros }, component) =>
      `${duration(lastedMicros)} 内 ${component} 确认了 ${grouped(acknowledged)} 次写入`,
    saturationEnded: ({ rejected, lastedMicros }) =>
      `${duration(lastedMicros)} 内挡下 ${grouped(rejected)} 个请求`,
    requestsResumed: ({ class: id, lastedMicros, ...share }) =>
      `${duration(lastedMicros)} 内 ${failedOf(share, classes(id))}`,
  },
  together: {
    suspected: (count, of, [{ target }]) => `${outOf(count, of)}哨兵怀疑 ${target} 失联`,
    agreedDown: (_, of, [{ target, agree }]) => `${outOf(agree, of)}哨兵认定 ${target} 宕机`,
    suspicionCleared: (count, of, [{ target }]) => `${outOf(count, of)}哨兵不再怀疑 ${target}`,
    clientSwitched: (count, of, [{ to }]) => `${outOf(count, of)}客户端改向 ${to} 写入`,
    replicaReconfigured: (count, _, [{ primary }]) => `${count} 个从库改为跟随 ${primary}`,
    replicaAvoided: (count, of, [{ replica }]) => `${outOf(count, of)}客户端不再从 ${replica} 读`,
    replicaUsedAgain: (count, of, [{ replica }]) => `${outOf(count, of)}客户端又从 ${replica} 读`,
    cachePassedThrough: (count, of, [{ cache }]) => `${outOf(count, of)}客户端绕过 ${cache}`,
    cacheUsedAgain: (count, of, [{ cache }]) => `${outOf(count, of)}客户端重新使用 ${cache}`,
    linkCut: (count) => `${count} 条连接断开`,
    linkHealed: (count) => `${count} 条连接恢复`,
    saturated: (count) => `${count} 个组件饱和，队列已满`,
    saturationEnded: (count) => `${count} 个组件队列腾出空位`,
    markedDown: (_count, _of, all) => `${serversOf(all)}被摘除`,
    markedUp: (_count, _of, all) => `${serversOf(all)}恢复上线`,
    quorumNotReached: (count, _, [{ target }]) => `${target} 判定票 ${count} 次不足`,
    electionLost: (count) => `${count} 次选举无人当选`,
  },
  togetherSo: {
    saturationEnded: (values) =>
      `共挡下 ${grouped(values.reduce((sum, { rejected }) => sum + rejected, 0))} 个请求`,
    markedDown: ([{ left, all }]) => `服务器还剩 ${left}/${all} 台`,
    markedUp: ([{ left, all }]) => `在线 ${left}/${all} 台`,
    cacheUsedAgain: (values) => absence(values),
    suspected: (values) => fewest(values) ?? '',
    replicaAvoided: (values) => {
      const left = Math.min(...values.map((one) => one.left));
      return left === 0 ? '读请求于是由主库应答' : `可读的从库还剩 ${left} 个`;
    },
  },
  aftermath: {
    title: '仍未复原',
    alone: (component) => `${component} 仍处于宕机，没有谁能顶替：只能重启`,
    servers: (group, left, all) => `${groupName(group)} 靠 ${left}/${all} 台服务器运行`,
    store: (group, left, all) => `${groupName(group)} 靠 ${left}/${all} 个节点运行`,
    lastNode: (group, node, all) => `${groupName(group)} 只剩 ${node}（1/${all}）：它再倒下，就没有谁能接任`,
    nobody: (group) => `${groupName(group)} 一个节点也不剩`,
    failing: (id, since, { ended, failed }) =>
      failed === ended
        ? `${classes(id)}自 ${since} 起全部失败：${grouped(failed)} 个`
        : `${classes(id)}自 ${since} 起有失败：${grouped(ended)} 个中 ${grouped(failed)} 个`,
    sentinels: (group, left, all, needed) =>
      left < needed
        ? `${groupName(group)} 还剩 ${left}/${all} 个，故障转移需要 ${needed} 个：做不成了`
        : left === needed
          ? `${groupName(group)} 还剩 ${left}/${all} 个，故障转移需要 ${needed} 个：再少一个就做不成了`
          : `${groupName(group)} 还剩 ${left}/${all} 个，故障转移需要 ${needed} 个`,
  },
  onAndOff: (id, times) => `${classes(id)}时好时坏，共 ${times} 次`,
  failedInAll: (id, share) => failedOf(share, classes(id)),
  flapping: (what) => `时断时续：${what}`,
  often: (times, lasted, perMinute) => `${lasted} 内 ${times} 次，每分钟 ${perMinute} 次`,
  moot: {
    suspected: ({ target }, since) =>
      `哨兵仍收不到 ${target} 的应答${since === undefined ? '' : `（自 ${since} 起中断）`}`,
  },
  incident: {
    sentences: (all) => `${all.join('。')}。`,
    over: (id, lasted, times, share) =>
      times === 1
        ? `${classes(id)}失败了 ${lasted}：${failedOf(share)}`
        : `${classes(id)}失败 ${times} 次，合计 ${lasted}：${failedOf(share)}`,
    ongoing: (id, since, share, before) =>
      `${classes(id)}自 ${since} 起有失败：${failedOf(share)}` +
      (before === undefined ? '' : `，此前还失败过 ${before.lasted}：${failedOf(before.share)}`),
    judged: (id, wholeSeconds, failed) =>
      `${classes(id)}中断 ${wholeSeconds} s：${grouped(failed)} 个请求失败`,
    lost: (writes, superseded) => {
      const lost = `${grouped(writes)} 次已确认的写入丢失`;
      if (superseded === 0) return lost;
      const share = superseded < writes ? `其中 ${grouped(superseded)} 次` : writes === 1 ? '' : '都';
      return `${lost}，${share}由已被取代的主库确认`;
    },
    splitBrain: (since) => `自 ${since} 起脑裂：两个节点都接受写入`,
    down: (components, since) =>
      components.length === 1
        ? `${components[0]} 自 ${since} 起停机`
        : components.length <= fewNames
          ? `${components.join('、')} 停机`
          : `${components.length} 个组件停机`,
    slow: (components) =>
      components.length <= fewNames ? `${components.join('、')} 变慢` : `${components.length} 个组件变慢`,
    cut: (links) => `${links} 条连接断开`,
    still: (what, since) => `${since} 起：${what}`,
    began: (what, at) => `起因：${at} ${what}`,
    stray: (failed) => `零星失败 ${grouped(failed)} 个请求，目前没有中断`,
    harmless: '目前没有请求失败',
  },
  because: (grounds) => `因为${spaced(grounds.join('；'))}`,
  spoken: (when, parts) => `${when}：${parts.join('，')}。`,
  tries: {
    detectSooner: (value) => `改为 ${value} 无应答就怀疑`,
    waitForReplica: (value) => `改为等 ${value} 个从库收到再确认`,
    waitForFewer: (value) => (value === '0' ? '不等从库就确认写入' : `改为等 ${value} 个从库收到再确认`),
    lowerQuorum: (value) => `把法定票数降到 ${value}`,
    probeFaster: (value) => `改为每 ${value} 探测一次`,
    moreSlots: (value, owner) => `让 ${groupName(owner)} 同时处理 ${value} 个`,
  },
};

/** A space between Chinese and what begins with a letter or digit. */
function spaced(text: string): string {
  return /^[\x21-\x7e]/.test(text) ? ` ${text}` : text;
}
