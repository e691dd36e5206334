/** Words of the headless runner's report: apart from the screen's, so that the page does not carry them. */
import type { InputProblem } from '../base/result.ts';
import { problemWords as english } from './en/problem.ts';
import type { Language } from './language.ts';
import { problemLines } from './problem-lines.ts';
import { problemWords as chinese } from './zh/problem.ts';

export interface ReportText {
  readonly heading: (scenario: string, seed: number, span: string, events: string) => string;
  readonly trace: string;
  readonly columns: {
    readonly requests: string;
    readonly arrived: string;
    readonly ok: string;
    readonly failed: string;
    readonly inFlight: string;
    readonly availability: string;
    readonly downtime: string;
    readonly latency: string;
    readonly component: string;
    readonly utilization: string;
    readonly inSystem: string;
    readonly waiting: string;
    readonly throughput: string;
    readonly errors: string;
  };
  readonly tape: {
    readonly name: string;
    readonly holds: (
      requests: string,
      reads: string,
      writes: string,
      keys: string,
      clients: string,
    ) => string;
    readonly played: (span: string, speedup: string, gap: string | undefined) => string;
    readonly malformed: (malformed: string, lines: string, line: number, text: string) => string;
    readonly noRequest: (count: string, lines: string, line: number, text: string) => string;
    readonly nuls: (bytes: string, line: number) => string;
  };
  readonly byCause: string;
  readonly byRoot: string;
  readonly unattributed: string;
  readonly none: string;
  readonly colon: string;
  readonly data: (lost: string, splitBrain: string) => string;
  readonly unknown: (outcomeUnknown: string, doneTwice: string) => string;
  readonly degraded: (answers: string) => string;
  readonly story: string;
  readonly nothingHappened: string;
  readonly tryOut: string;
  readonly templates: string;
  /** One line, or one for each of several problems; without an end of line. */
  readonly problem: (problem: InputProblem) => string;
  readonly broke: (message: string) => string;
  readonly failed: (message: string) => string;
  readonly usage: string;
}

const options = `  --seed <n>           0 … 4294967295
  --until <time>       60s
  --warmup <time>      0s
  --set <path>=<value>
  --do "<t> crash|power-off|hang <id> [for <time>]"
       "<t> restart <id>"
       "<t> slow <id> x<factor> [for <time>]"
       "<t> cut <a>-><b> [both] [for <time>]" | "<t> heal <a>-><b>"
       "<t> clear <id>" | "<t> set <path>=<value>"
  --kill-each          --until 61s --warmup 10s
  --fault <fault>      crash|power-off|hang; crash
  --seeds <n>          1 … 1000; 10
  --lang en|zh
  --json
  --list
  --print <template>   JSON
  --help
`;

const en: ReportText = {
  heading: (scenario, seed, span, events) =>
    `${scenario} · seed ${seed} · ${span} simulated · ${events} events`,
  trace: 'trace',
  columns: {
    requests: 'Requests',
    arrived: 'arrived',
    ok: 'ok',
    failed: 'failed',
    inFlight: 'in flight',
    availability: 'availability',
    downtime: 'downtime',
    latency: 'p50 · p95 · p99',
    component: 'Component',
    utilization: 'utilization',
    inSystem: 'in system',
    waiting: 'waiting',
    throughput: 'per second',
    errors: 'errors',
  },
  tape: {
    name: 'tape',
    holds: (requests, reads, writes, keys, clients) =>
      `${requests} requests: ${reads} reads, ${writes} writes · ${keys} keys · ${clients} clients`,
    played: (span, speedup, gap) =>
      `played in ${span}, ${speedup} times as fast${gap === undefined ? '' : `, silences cut to ${gap}`}`,
    malformed: (malformed, lines, line, text) =>
      `left out: ${malformed} malformed of ${lines} lines; the first is line ${line}: ${text}`,
    noRequest: (count, lines, line, text) =>
      `left out: ${count} of ${lines} lines hold no request; the first is line ${line}: ${text}`,
    nuls: (bytes, line) => `skipped: ${bytes} NUL bytes; the first in line ${line}`,
  },
  byCause: 'Failures by cause',
  byRoot: 'Failures by root',
  unattributed: 'unattributed',
  none: 'none',
  colon: ': ',
  data: (lost, splitBrain) => `Confirmed writes lost: ${lost} · split-brain writes: ${splitBrain}`,
  unknown: (outcomeUnknown, doneTwice) =>
    `Writes without an answer: ${outcomeUnknown} · done twice: ${doneTwice}`,
  degraded: (answers) => ` · degraded answers: ${answers}`,
  story: 'What happened, and why',
  nothingHappened: 'Nothing went wrong.',
  tryOut: 'try',
  templates: 'Templates',
  problem: (problem) => {
    const [first = '', ...others] = problemLines(problem, english);
    if (others.length === 0) return `not accepted: ${first}; nothing was run`;
    return [`not accepted; nothing was run:`, first, ...others].join('\n  ');
  },
  broke: (message) => `the simulation contradicted itself and stopped: ${message}`,
  failed: (message) => `stopped by a fault of Nines itself: ${message}`,
  usage: `Usage: npm run --silent sim -- <template | scenario.json> [options]
Units of time: us, ms, s, m, h. --set and --do may be repeated.
--kill-each: in run after run one component fails in the second after --warmup and is not repaired; --fault
says how, --seeds how often. What --set and --do say holds in all of these runs.

${options}`,
};

const zh: ReportText = {
  heading: (scenario, seed, span, events) =>
    `${scenario} · 种子 ${seed} · 模拟 ${span} · ${events} 个引擎事件`,
  trace: '轨迹',
  columns: {
    requests: '请求',
    arrived: '到达',
    ok: '成功',
    failed: '失败',
    inFlight: '进行中',
    availability: '可用性',
    downtime: '停机',
    latency: 'p50 · p95 · p99',
    component: '组件',
    utilization: '利用率',
    inSystem: '系统内',
    waiting: '等待',
    throughput: '每秒',
    errors: '错误',
  },
  tape: {
    name: '录制流量',
    holds: (requests, reads, writes, keys, clients) =>
      `${requests} 个请求：读 ${reads}，写 ${writes} · ${keys} 个键 · ${clients} 个客户端`,
    played: (span, speedup, gap) =>
      `播放 ${span}，加速 ${speedup} 倍${gap === undefined ? '' : `，静默缩短到至多 ${gap}`}`,
    malformed: (malformed, lines, line, text) =>
      `未计入：${lines} 行中有 ${malformed} 行格式不对；第一处在第 ${line} 行：${text}`,
    noRequest: (count, lines, line, text) =>
      `未计入：${lines} 行中有 ${count} 行不含请求；第一处在第 ${line} 行：${text}`,
    nuls: (bytes, line) => `已跳过：${bytes} 个 NUL 字节；第一处在第 ${line} 行`,
  },
  byCause: '失败（按原因）',
  byRoot: '失败（按根因）',
  unattributed: '原因不明',
  none: '无',
  colon: '：',
  data: (lost, splitBrain) => `已确认写丢失：${lost} · 脑裂期间的写入：${splitBrain}`,
  unknown: (outcomeUnknown, doneTwice) => `结果不明的写请求：${outcomeUnknown} · 执行了两次：${doneTwice}`,
  degraded: (answers) => ` · 降级应答：${answers}`,
  story: '发生了什么，为什么',
  nothingHappened: '一切正常。',
  tryOut: '试试',
  templates: '模板',
  problem: (problem) => {
    const [first = '', ...others] = problemLines(problem, chinese);
    if (others.length === 0) return `不接受：${first}；未运行任何内容`;
    return ['不接受；未运行任何内容：', first, ...others].join('\n  ');
  },
  broke: (message) => `模拟出现自相矛盾，已停止：${message}`,
  failed: (message) => `因 Nines 自身的错误而停止：${message}`,
  usage: `用法：npm run --silent sim -- <模板 | scenario.json> [选项]
时间单位：us、ms、s、m、h。--set 与 --do 可重复。
--kill-each：每次运行让一个组件在 --warmup 之后的一秒内出故障，不修复；--fault 指定故障，--seeds 指定次数。
--set 与 --do 在所有这些运行中都有效。

${options}`,
};

export const reportText: Readonly<Record<Language, ReportText>> = { en, zh };
