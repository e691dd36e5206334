/** 中文：理论核对。随面板一起加载。 */
import type { Holding, ReasonKind, ReasonOf } from '../../session/theory/assumptions.ts';
import type { theory as shape } from '../en/theory.ts';
import { grouped, runTime } from '../format.ts';
import { parameterWordsOf } from '../texts.ts';
import { figure, listed, millisFigure, percentFigure } from '../theory-figures.ts';

const holding: Record<Holding, string> = {
  holds: '成立：',
  doesNotHold: '不成立，因为',
  unknown: '尚不能判断：',
};

type Dispersed = ReasonOf<'thinned'>['dispersion'];
const dispersion = (of: Dispersed): string =>
  of === undefined
    ? ''
    : `。实测：${of.seconds} 秒内每秒到达数的方差与均值之比为 ${figure(of.measured)}；泊松到达应在 ${figure(of.low)} … ${figure(of.high)} 之间（99 %）`;

const choice = (name: string): string => parameterWordsOf('zh').choices[name] ?? name;

const reasons: { readonly [Kind in ReasonKind]: (reason: ReasonOf<Kind>) => string } = {
  drawnAtRandom: () => '用户彼此独立地到来，中间没有别的环节',
  replayed: () => '请求按录制的时刻到来',
  dealtInTurn: (of) =>
    `${of.balancer} 轮流分给 ${of.servers} 台：每台拿到每 ${of.servers} 个中的一个，比泊松到达平稳，等待更短${dispersion(of.dispersion)}`,
  thinned: (of) => `${of.by} 命中缓存的就地应答，到这里的调用取决于之前来过什么${dispersion(of.dispersion)}`,
  sentByServers: (of) =>
    `${of.callers} 个调用方忙完自己的事才发来调用，同时发出的也不超过它们的槽位数${dispersion(of.dispersion)}`,
  exponential: () => '按指数分布抽取',
  otherDistribution: (of) =>
    `服务时间的分布是${choice(of.distribution)}，变异系数为 ${figure(of.cv)}，而不是 1`,
  severalTimes: (of) => `槽位从自己干活一直占到 ${listed(of.callees, '与')} 应答：是几段时间之和`,
  readsAndWrites: (of) => `${figure(of.readMillis)} ms 的读与 ${figure(of.writeMillis)} ms 的写混在一起`,
  replicasConfirm: (of) => `写请求要占着槽位，等 ${of.replicas} 个从库确认`,
  ownWork: () => '每个调用的工作量是它自带的，与排队的多少无关',
  waitsForOthers: (of) => `${listed(of.callees, '或')} 越忙，槽位就占得越久`,
  waitsForReplicas: () => '槽位占多久要看从库',
  unchanged: (of) =>
    of.since === 0
      ? '运行开始以来，与它相关的一切都没有变过'
      : `自 ${runTime(of.since)} 起，与它相关的一切都没有变过`,
  notSettled: (of) =>
    Number.isFinite(of.needed)
      ? `${of.since === 0 ? '运行开始' : `${runTime(of.since)} 的变化`}之后，队伍需要 ${figure(of.needed)} 秒才会平稳`
      : `${runTime(of.since)} 以来队伍没有平稳下来，这样的负载下也不会平稳`,
  hasRoomToSpare: (of) => `λ·S/c = ${percentFigure(of.utilization)}`,
  overloaded: (of) => `λ·S/c = ${percentFigure(of.utilization)}：来的工作多于槽位能做的，队伍只会变长`,
  lineNeverFull: (of) => `最长排了 ${grouped(of.most)} 个，可排 ${grouped(of.room)} 个`,
  lineFull: (of) => `只能排 ${grouped(of.room)} 个，而且排满过：有调用被拒绝`,
  oneLine: () => '模型按到达的先后服务',
  ownLines: (of) => `按 ${of.members} 条各自独立的队伍比较`,
  dealtEvenly: (of) => `各 ${grouped(of.least)} 到 ${grouped(of.most)} 个调用`,
  dealtUnevenly: (of) => `最少的只有 ${grouped(of.least)} 个调用，最多的有 ${grouped(of.most)} 个`,
  allServed: (of) => `${grouped(of.ended)} 个调用中有 0 个在这里失败；调用方放弃后，调用仍留在队里`,
  someFailed: (of) => `${grouped(of.ended)} 个调用中有 ${grouped(of.failed)} 个在这里失败`,
  enoughCalls: (of) => `${grouped(of.started)} 个调用，分 ${of.batches} 批`,
  fewCalls: (of) => `只服务了 ${grouped(of.started)} 个调用，需要 ${of.needed} 个`,
  shortWindow: (of) =>
    Number.isFinite(of.needed)
      ? `这样的负载下 ${of.seconds} 秒太短，需要 ${grouped(of.needed)} 秒`
      : `${of.seconds} 秒太短，而这样的负载下多久都不够`,
};

const model = (servers: number, members: number): string =>
  members > 1 ? `${members} × M/M/${servers}` : `M/M/${servers}`;

export const theory: typeof shape = {
  scope: '比较',
  group: (id) => `${id} 组`,
  window: (from, to, calls) => `运行的第 ${from}–${to} 秒，${grouped(calls)} 个调用`,
  noCalls: '最近一次变化以来，没有哪一整秒里有调用到这里来：还没有可比的。',
  noQueue: (id) => `这段时间里 ${id} 没有给任何调用槽位，M/M/c 说不了它什么。`,
  watcher: '哨兵不服务调用：没有可比的。',
  put: (servers, members, rate, held) =>
    `理论：${model(servers, members)}，代入${members > 1 ? '每个成员平均' : ''}实测的 λ = ${figure(rate)}/s，槽位平均占用 S = ${millisFigure(held)}。`,
  columns: { measured: '实测', theory: '理论', difference: '相差' },
  caption: '均值；下面是各自的 95 % 区间',
  measures: {
    utilization: '利用率，%',
    waiting: '等待时间，ms',
    queueLength: '排队的调用',
    inSystem: '在内的调用 L',
  },
  agreement: { agrees: '相符', differs: '不符', unknown: '尚不能判断' },
  verdicts: {
    holdsAgrees: '假设成立，实测与理论相符。',
    holdsDiffers: '假设成立，实测却与理论不符：约一百个时段中会有一个纯属偶然。',
    breaksAgrees: '假设并不都成立，但在这段时间里实测与理论相符。',
    breaksLess: '假设并不都成立：实测与理论不符，等待更短。',
    breaksMore: '假设并不都成立：实测与理论不符，等待更长。',
    breaksDiffers: '假设并不都成立：实测与理论不符。',
    nobodyWaits: '没有调用需要等待，所以在这里单凭等待分不出是哪种理论。',
    overloaded: '来的工作多于槽位能做的：没有稳态可比。',
    tooEarly: '实测是否与理论相符，现在还说不准。',
  },
  gap: '',
  assumptionsTitle: 'M/M/c 的假设',
  assumptions: {
    poisson: '泊松到达',
    exponential: '指数服务时间',
    independent: '服务与负载无关',
    constant: '没有变化',
    stable: '利用率小于 1',
    room: '队伍不限长',
    line: '一条队伍，先来先服务',
    even: '各成员分得一样多',
    served: '每个调用都得到服务',
    samples: '看到的调用足够多',
  },
  because(holds, reason) {
    const begins = holding[holds];
    return begins.endsWith('：') || !/^[A-Za-z0-9]/.test(reason) ? begins + reason : `${begins} ${reason}`;
  },
  reasons,
  littles: (inSystem, rate, response) =>
    `利特尔定律：L = ${figure(inSystem)}；λ·W = ${figure(rate)}/s × ${millisFigure(response)} = ${figure(rate * response)}。`,
  littlesExact: '这段时间的首尾都没有调用在内，所以两者相等。',
  littlesEdges: (difference, start, end) =>
    `相差 ${figure(difference)}，正是被首尾切开的那些调用所占的部分：开始时有 ${start.calls} 个在内，已逗留共 ${figure(start.age)} 秒；结束时有 ${end.calls} 个，共 ${figure(end.age)} 秒。`,
  littlesOpen: (difference) => `相差 ${figure(difference)}，是被首尾切开的那些调用所占的部分。`,
  shared: (slots, waiting) =>
    `若 ${slots} 个槽位共用一条队伍，平均等待 ${millisFigure(waiting)}（M/M/${slots}）。`,
  approximate: (waiting) =>
    `已知到达间隔与服务时间的变异，艾伦–库宁近似给出的等待时间为 ${millisFigure(waiting)}。`,
};
