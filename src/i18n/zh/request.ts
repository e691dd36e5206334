/** 中文：一个请求的瀑布图、表格与概括。 */
import type { CallVerb, PolicyNote } from '../../engine/telemetry/records.ts';
import type { WaterfallWords } from '../../views/words.ts';
import type { RequestFacts, RequestText, TimePart } from '../en/request.ts';
import { request as english } from '../en/request.ts';
import { duration, grouped } from '../format.ts';
import type { Words } from '../language.ts';
import { stateWords } from './states.ts';

type SegmentKind = keyof WaterfallWords['segment'];

const verb: Words<CallVerb> = {
  read: '读',
  write: '写',
  get: '查缓存',
  put: '存缓存',
  signIn: '登录',
};

const segmentWord: Words<SegmentKind> = {
  travelling: '途中',
  queued: '排队',
  working: '处理',
  waiting: '等待',
  confirming: '等从库确认',
  halted: '停住',
  lost: '无应答',
  abandoned: '无人等待',
};

const partText = ({ kind, micros, place, isAll }: TimePart): string => {
  const time = duration(micros);
  const where = (doing: string): string =>
    isAll ? `在 ${place} ${doing} ${time}` : `${doing} ${time}（主要在 ${place}）`;
  switch (kind) {
    case 'travelling':
      return `途中 ${time}`;
    case 'queued':
      return where('排队');
    case 'working':
      return where('处理');
    case 'confirming':
      return where('等从库确认');
    case 'halted':
      return `${where('停住')}，因为进程卡死`;
    case 'lost':
      return `等 ${place} 的应答 ${time}，没有及时等到`;
    default:
      return `${segmentWord[kind]} ${time}`;
  }
};

const outcome = ({ fate, cause, micros }: RequestFacts): string => {
  const time = duration(micros);
  if (fate === 'inFlight') return `进行中，已历时 ${time}`;
  return cause === undefined ? `历时 ${time}` : `${time} 后失败（${stateWords.causes[cause]}）`;
};

const policyNote: Words<PolicyNote> = {
  budgetSpent: '重试预算用完',
  degraded: '由降级应答',
  errored: '改为返回错误',
};

const waterfall: WaterfallWords = {
  script: 'cjk',
  segment: {
    travelling: '途中（去或回）',
    queued: '排队等待',
    working: '处理',
    waiting: '等待自己发出的调用',
    confirming: '等待从库确认写入',
    halted: '停住：进程卡死',
    lost: '等待迟到或不会到来的应答',
    abandoned: '调用方已离开，白做的工作',
  },
  verb,
  attempt: (number) => `第 ${number} 次尝试`,
  gaveUp: '失败，或调用方放弃',
  retry: '换一台再试',
  playhead: '画面所在时刻',
  goesOn: '仍在继续',
  goesOnForNobody: '已无人等待，记录结束后仍在继续',
  segmentLabel: (kind, micros) => [`${segmentWord[kind]} ${duration(micros)}`, duration(micros)],
  policyNote,
  rowEnd({ cause, isLost, isUnsent, policy, sentAt, returnedAt }, until) {
    const time = duration((returnedAt ?? until) - sentAt);
    const notes = policy.map((note) => `，${policyNote[note]}`).join('');
    if (isUnsent && cause !== undefined) {
      const waited = returnedAt === sentAt ? '' : `，${time}`;
      const why = stateWords.causes[cause];
      return [`${why}，没有发出${notes}${waited}`, `${why}，没有发出${waited}`, why];
    }
    if (isLost && returnedAt !== undefined) return [`未送达${notes}，${time}`, `未送达，${time}`, time];
    if (cause !== undefined) {
      const why = stateWords.causes[cause];
      return [`${why}${notes}，${time}`, `${why}，${time}`, time];
    }
    return returnedAt === undefined ? [`已等 ${time}`, time] : [time];
  },
  axisTick: english.waterfall.axisTick,
};

export const request: RequestText = {
  panel: '单个请求',
  title: (ordinal, { one }) => `请求 ${grouped(ordinal)}（${one}）`,
  arrived: (at) => `到达于 ${at}`,
  back: '回到运行中的系统',
  fates: {
    inFlight: '进行中',
    ok: '成功',
    slow: '成功但偏慢',
    stale: '成功但版本陈旧',
    degraded: '成功但已降级',
    failed: '失败',
    rejected: '被拒绝',
  },
  summary: (facts) => `${outcome(facts)}：${facts.parts.map(partText).join('；')}。`,
  insight({ waited, worked, travelled }, rejectedBy) {
    if (rejectedBy !== undefined)
      return rejectedBy.isUnsent
        ? `${rejectedBy.place} 拒绝了它：要向别处发的调用没有发出。`
        : `${rejectedBy.place} 没有处理就拒绝了它。`;
    const percent = (share: number): string => `${Math.floor(share * 100)} %`;
    if (waited >= 0.5) return `${percent(waited)} 的时间花在等待上，而不是处理上。`;
    if (worked >= 0.5) return `${percent(worked)} 的时间在处理。`;
    return travelled >= 0.5 ? `${percent(travelled)} 的时间在途中。` : undefined;
  },
  because: (what, at) => `因为 ${at} 时 ${what}`,
  noRoot: '本次运行没有记录这次失败的根因。',
  notHere: '此分支的记录中没有这个请求。',
  none: '记录中没有这样的请求。请另选一个，或继续播放。',
  choose: '选择请求',
  orders: { latest: '最近', slowest: '最慢', failed: '失败' },
  ordersHelp: '取自运行的最近 30 秒',
  noneOf: '最近 30 秒内没有这样的请求。',
  previous: '上一个请求',
  next: '下一个请求',
  place: (place, of) => `${place} / ${of}`,
  asTable: '以表格显示',
  asPicture: '以图显示',
  table: {
    caption: '此请求的全部调用，按发出顺序；时间从其到达算起',
    call: '调用',
    sent: '发出',
    ended: '结果',
    answered: '已应答',
    open: '未结束',
    neverArrived: '未送达',
    notSent: '没有发出',
    joiner: '，',
    attempt: (number) => `第 ${number} 次尝试`,
    columns: {
      travelling: '途中',
      queued: '排队',
      working: '处理',
      waiting: '等待所发调用',
      confirming: '等从库确认',
      halted: '停住',
      lost: '无应答',
      abandoned: '白做',
    },
  },
  waterfall,
};
