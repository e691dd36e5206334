/** Words of the table of every kill, for the headless runner. */
import type { StoppingFault } from '../engine/command.ts';
import type { Language } from './language.ts';

export interface KillText {
  readonly faults: Readonly<Record<StoppingFault, string>>;
  readonly heading: (
    scenario: string,
    fault: string,
    seeds: string,
    kills: number,
    undisturbed: number,
  ) => string;
  readonly method: (from: string, until: string) => string;
  readonly intervals: (runs: number) => string;
  readonly never: (runs: number, bound: string) => string;
  readonly beyond: (window: string) => string;
  readonly columns: {
    readonly component: string;
    readonly requests: string;
    readonly failed: string;
    readonly downtime: string;
    readonly detected: string;
    readonly recovered: string;
    readonly lostWrites: string;
    readonly lostSessions: string;
  };
  /** Cells. */
  readonly noneIn: (runs: number, bound: string) => string;
  readonly noOutage: (runs: number, bound: string) => string;
  /** `time` was seen in `some` of `all` runs; `window` was not enough in so many. */
  readonly share: (time: string, some: number, all: number) => string;
  readonly late: (window: string, some: number, all: number) => string;
  readonly comma: string;
  readonly oneRun: string;
  readonly undisturbed: (classes: readonly string[], lost: string) => string;
  readonly undisturbedClass: (name: string, failed: string, down: string) => string;
  readonly spared: (fault: string, ids: string) => string;
  readonly nothingComplete: string;
  readonly progress: (done: number, all: number, replication: number, seeds: number, doing: string) => string;
  readonly killing: (fault: string, component: string) => string;
  readonly leavingAlone: string;
  readonly stopped: (done: number, all: number, complete: number, seeds: number) => string;
}

const en: KillText = {
  faults: { crash: 'crash', 'power-off': 'power off', hang: 'hang' },
  heading: (scenario, fault, seeds, kills, undisturbed) =>
    `${scenario} · what each ${fault} costs · seeds ${seeds} · ${kills} runs and ${undisturbed} undisturbed`,
  method: (from, until) =>
    `One component suffers it at ${from} and is not repaired; whoever arrives until ${until} is counted, less the undisturbed run of the seed.`,
  intervals: (runs) =>
    runs === 1
      ? 'One run tells nothing about chance: no intervals.'
      : `failed, downtime, lost: mean of ${runs} runs ± 95 % interval (Student's t)\ntime to detect, time to recovery: median (interval by order statistics: 95 % or more from 6 runs on, all values below)`,
  never: (runs, bound) =>
    `0 in ${runs} (≤ ${bound}): in none of the runs (${runs}); with 95 % confidence, in at most ${bound} of runs`,
  beyond: (window) => `> ${window}: not within the ${window} that were watched`,
  columns: {
    component: 'Component',
    requests: 'requests',
    failed: 'failed',
    downtime: 'downtime',
    detected: 'time to detect',
    recovered: 'time to recovery',
    lostWrites: 'lost writes',
    lostSessions: 'lost sessions',
  },
  noneIn: (runs, bound) => `0 in ${runs} (≤ ${bound})`,
  noOutage: (runs, bound) => `no outage in ${runs} (≤ ${bound})`,
  share: (time, some, all) => `${time} in ${some} of ${all}`,
  late: (window, some, all) => `> ${window} in ${some} of ${all}`,
  comma: ', ',
  oneRun: '(1 run)',
  undisturbed: (classes, lost) => `Undisturbed, per run: ${classes.join(' · ')} · ${lost} writes lost`,
  undisturbedClass: (name, failed, down) => `${name} ${failed} failed, ${down} down`,
  spared: (fault, ids) => `Cannot ${fault}: ${ids}`,
  nothingComplete: 'No seed is complete: no table.',
  progress: (done, all, replication, seeds, doing) =>
    `${done} of ${all} runs · seed ${replication} of ${seeds} · ${doing}`,
  killing: (fault, component) => `${fault} ${component}`,
  leavingAlone: 'undisturbed',
  stopped: (done, all, complete, seeds) =>
    `stopped after ${done} of ${all} runs; the table holds ${complete} of ${seeds} seeds`,
};

const zh: KillText = {
  faults: { crash: '宕机', 'power-off': '断电', hang: '卡死' },
  heading: (scenario, fault, seeds, kills, undisturbed) =>
    `${scenario} · 每次${fault}的代价 · 种子 ${seeds} · ${kills} 次运行，另有 ${undisturbed} 次无故障运行`,
  method: (from, until) =>
    `每次只让一个组件在 ${from} 之间出故障，不修复；统计 ${until} 之前到达的请求，并减去同一种子的无故障运行。`,
  intervals: (runs) =>
    runs === 1
      ? '只有一次运行，无从判断偶然性：没有区间。'
      : `失败、停机、丢失：${runs} 次运行的均值 ± 95 % 区间（学生 t 分布）\n发现用时、恢复用时：中位数（次序统计量区间：6 次运行起不低于 95 %，不足 6 次则为全部取值的范围）`,
  never: (runs, bound) =>
    `${runs} 次中 0 次（≤ ${bound}）：${runs} 次运行中一次也没有；以 95 % 的把握，至多发生在 ${bound} 的运行中`,
  beyond: (window) => `> ${window}：在所观察的 ${window} 内没有`,
  columns: {
    component: '组件',
    requests: '请求',
    failed: '失败',
    downtime: '停机',
    detected: '发现用时',
    recovered: '恢复用时',
    lostWrites: '丢失的写',
    lostSessions: '丢失的会话',
  },
  noneIn: (runs, bound) => `${runs} 次中 0 次（≤ ${bound}）`,
  noOutage: (runs, bound) => `${runs} 次均未中断（≤ ${bound}）`,
  share: (time, some, all) => `${all} 次中 ${some} 次 ${time}`,
  late: (window, some, all) => `${all} 次中 ${some} 次 > ${window}`,
  comma: '，',
  oneRun: '（1 次）',
  undisturbed: (classes, lost) => `无故障时每次运行：${classes.join(' · ')} · 丢失 ${lost} 个写`,
  undisturbedClass: (name, failed, down) => `${name}失败 ${failed}，停机 ${down}`,
  spared: (fault, ids) => `不会${fault}：${ids}`,
  nothingComplete: '没有一个种子跑完，因此没有表格。',
  progress: (done, all, replication, seeds, doing) =>
    `运行 ${done}/${all} · 第 ${replication} 个种子，共 ${seeds} 个 · ${doing}`,
  killing: (fault, component) => `${component} ${fault}`,
  leavingAlone: '无故障',
  stopped: (done, all, complete, seeds) =>
    `运行 ${done}/${all} 次后停止；表中有 ${complete} 个种子，共 ${seeds} 个`,
};

export const killText: Readonly<Record<Language, KillText>> = { en, zh };
