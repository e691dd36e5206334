/**
 * The terms of the product, English and Chinese side by side: one thing has one name in code, on screen and in the
 * docs. docs/GLOSSARY.md is checked against this list.
 */
export interface Term {
  readonly en: string;
  readonly zh: string;
  /** One sentence in each language. */
  readonly meaning: { readonly en: string; readonly zh: string };
}

const term = (en: string, zh: string, meaningEn: string, meaningZh: string): Term => ({
  en,
  zh,
  meaning: { en: meaningEn, zh: meaningZh },
});

export const glossary: readonly Term[] = [
  term(
    'availability',
    '可用性',
    'Share of requests answered well, or of seconds that were not down.',
    '成功应答的请求所占的比例，或未停机的秒数所占的比例。',
  ),
  term(
    'objective',
    '目标',
    'The availability and latency that were promised (SLO).',
    '承诺的可用性与延迟（SLO）。',
  ),
  term(
    'CDN and firewall',
    'CDN 与防火墙',
    'The edge: answers what it has kept, drops what its rules forbid, passes the rest to the origin.',
    '边缘：命中缓存就地应答，规则禁止的丢弃，其余交给源站。',
  ),
  term(
    'Redis cache',
    'Redis 缓存',
    'Holds sessions and copies of what the database answered, in memory, for a time.',
    '在内存里把会话和数据库的应答保留一段时间。',
  ),
  term(
    'look-aside cache',
    '旁路缓存',
    'The app server looks into the cache first, asks the database on a miss, and puts the answer there itself.',
    '应用服务器先查缓存，没有再问数据库，并自己把应答放进缓存。',
  ),
  term(
    'pass through',
    '绕过缓存',
    'To go on without the cache: every read then falls on the database.',
    '不用缓存继续工作：读请求于是全部落到数据库。',
  ),
  term(
    'hit ratio',
    '命中率',
    'Share of the look-ups that found what they asked for.',
    '查询缓存时查到的比例。',
  ),
  term(
    'session',
    '会话',
    'What makes a client signed in; it lives in the cache and dies with it.',
    '客户端处于登录状态的凭据；存在缓存里，随缓存消失。',
  ),
  term(
    'error budget',
    '错误预算',
    'What the objective leaves for failure in a period.',
    '目标在一段时期内允许的失败额度。',
  ),
  term(
    'burn rate',
    '消耗速率',
    'How fast the error budget is being spent; 1 spends it exactly.',
    '错误预算的消耗快慢；1 表示正好用完。',
  ),
  term(
    'downtime',
    '停机时间',
    'Whole seconds in which less than 90 % of a class was good.',
    '某类请求成功率不足 90 % 的整秒数。',
  ),
  term(
    'outage',
    '中断',
    'From a class beginning to fail until it is answered again, to the microsecond.',
    '某类请求从开始失败到恢复应答的一段时间，精确到微秒。',
  ),
  term(
    'time to detect',
    '发现用时',
    'From a fault to the first decision that some component takes about it.',
    '从故障到某个组件就此作出第一个决定所用的时间。',
  ),
  term(
    'time to recovery',
    '恢复用时',
    'From a fault to the end of the last outage that goes back to it.',
    '从故障到由它引起的最后一次中断结束所用的时间。',
  ),
  term(
    'undisturbed run',
    '无故障运行',
    'The run of the same seed without the fault: what would have happened anyway.',
    '同一种子、没有该故障的运行：本来就会发生什么。',
  ),
  term('throughput', '吞吐', 'Requests that end per second.', '每秒结束的请求数。'),
  term('goodput', '有效吞吐', 'Requests answered well per second.', '每秒成功应答的请求数。'),
  term('arrival rate', '到达速率', 'Requests that arrive per second.', '每秒到达的请求数。'),
  term(
    'tape',
    '录制流量',
    'Recorded arrivals that the users play instead of drawing their own.',
    '一份真实请求的记录；用户照它到来，而不是随机到来。',
  ),
  term('latency', '延迟', 'Time from sending a request to its answer.', '从发出请求到收到应答的时间。'),
  term(
    'service time',
    '服务时间',
    'Work of one request, waiting not counted.',
    '处理一个请求所需的时间，不含等待。',
  ),
  term('waiting time', '等待时间', 'Time in a waiting line before work begins.', '开始处理之前排队的时间。'),
  term('utilization', '利用率', 'Share of slots that are busy, over time.', '槽位被占用的时间比例。'),
  term(
    'Little’s law',
    '利特尔定律',
    'Calls inside = their rate × their mean time inside (L = λW), whatever happens there.',
    '在内的调用数 = 速率 × 平均逗留时间（L = λW），与内部如何处理无关。',
  ),
  term(
    'M/M/c',
    'M/M/c 队列',
    'One line in front of c equal servers; arrivals and service at random (Poisson, exponential).',
    '一条队伍后面有 c 个相同的服务员；到达与服务都是随机的（泊松、指数）。',
  ),
  term(
    'Erlang C',
    '埃尔朗 C 公式',
    'The share of calls that must wait in an M/M/c; mean waiting follows from it.',
    'M/M/c 队列中需要等待的调用所占比例；由此可得平均等待时间。',
  ),
  term(
    'queue',
    '队列',
    'A waiting line. The engine’s own heap is the calendar.',
    '等待的队伍。引擎内部的堆称为日历。',
  ),
  term(
    'saturated',
    '饱和',
    'The waiting line is full; more requests are turned away.',
    '队列已满，新到的请求被拒绝。',
  ),
  term('headroom', '余量', 'How many times the present traffic would fit.', '现有流量还能放大多少倍。'),
  term('timeout', '超时', 'How long a caller waits before giving up.', '调用方放弃之前等待的时长。'),
  term('crash', '宕机', 'The process is gone; callers are refused at once.', '进程已死，调用立刻被拒。'),
  term(
    'power off',
    '断电',
    'The host loses power: nothing there answers, not even with a refusal, and nobody is told.',
    '整台主机失去电源：那里无人应答，连拒绝都没有，也没有人得到通知。',
  ),
  term(
    'place',
    '位置',
    'A host, a zone or a region: all that is there loses power together.',
    '主机、可用区或地域：那里的一切会一同断电。',
  ),
  term(
    'host',
    '主机',
    'What processes run on; a component that names none has one to itself.',
    '进程所在的机器；没有指明主机的组件独占一台。',
  ),
  term('zone', '可用区', 'Hosts that share power and cooling.', '共用电源与冷却的一批主机。'),
  term('region', '地域', 'Zones that are near each other.', '彼此邻近的若干可用区。'),
  term('hang', '卡死', 'The process accepts and never answers.', '进程只收不答。'),
  term('slow', '变慢', 'Everything takes a multiple of its time.', '一切耗时都变为数倍。'),
  term(
    'cut',
    '切断',
    'Messages over a connection vanish, one way or both.',
    '连接上的消息丢失，单向或双向。',
  ),
  term('probe', '探测', 'A balancer’s question whether a server is alive.', '负载均衡器询问服务器是否存活。'),
  term('in rotation', '轮转中', 'A server that the balancer would pick.', '负载均衡器会选用的服务器。'),
  term(
    'failover',
    '故障转移',
    'Another node takes over from one that is gone.',
    '一个节点失效，由另一个节点接管。',
  ),
  term('primary', '主库', 'The database node that takes writes.', '接受写入的数据库节点。'),
  term(
    'replica',
    '从库',
    'A database node that copies the primary and answers reads.',
    '复制主库并应答读请求的节点。',
  ),
  term(
    'sentinel',
    '哨兵',
    'Watches the primary and, with others, replaces it.',
    '盯着主库，并与其他哨兵一起更换它。',
  ),
  term(
    'quorum',
    '法定票数',
    'Sentinels that must agree before the primary counts as down.',
    '认定主库宕机所需的同意票数。',
  ),
  term('epoch', '纪元', 'Number of an election; the higher one is believed.', '选举的编号，以大者为准。'),
  term('promotion', '提升为主', 'A replica becomes primary.', '从库成为主库。'),
  term('fencing', '隔离', 'Keeping an old primary from taking writes.', '使旧主库不能再接受写入。'),
  term('split brain', '脑裂', 'Two nodes take writes at the same time.', '两个节点同时接受写入。'),
  term('replication lag', '主从延迟', 'How far a replica is behind its primary.', '从库落后于主库的程度。'),
  term(
    'stale read',
    '陈旧读',
    'An answer older than the newest confirmed write.',
    '读到的版本早于最新的已确认写入。',
  ),
  term(
    'lost confirmed write',
    '已确认写丢失',
    'A write that was confirmed and then gone.',
    '已向客户端确认、随后却不复存在的写入。',
  ),
  term('blast radius', '影响范围', 'What else fails when one thing fails.', '一处失效会连累到哪些地方。'),
  term('SPOF', '单点故障', 'One thing whose failure takes the whole down.', '一处失效就使整体失效的地方。'),
  term('readiness', '就绪', 'Fit to be given requests.', '可以接收请求。'),
  term('liveness', '存活', 'The process runs and responds.', '进程在运行并有响应。'),
  term(
    'circuit breaker',
    '熔断器',
    'Stops calling what keeps failing: closed, open, half-open.',
    '不再调用屡屡失败的对象：关闭、打开、半开。',
  ),
  term(
    'load shedding',
    '主动丢弃',
    'Turning requests away on purpose, to serve the rest.',
    '有意拒绝一部分请求，以保住其余请求。',
  ),
  term(
    'degradation',
    '降级',
    'Answering with less when the full answer fails.',
    '无法完整应答时，退而提供较少的内容。',
  ),
  term(
    'rate limit',
    '限流',
    'A bound on requests per time for one client.',
    '限制单个客户端在一段时间内的请求数。',
  ),
  term(
    'retry storm',
    '重试风暴',
    'Retries that keep the overload going that caused them.',
    '重试引发的过载又招来更多重试。',
  ),
  term('backoff', '退避', 'Waiting longer before each further try.', '每次重试前等得更久。'),
  term(
    'jitter',
    '抖动',
    'A random part of a wait, so that clients do not march in step.',
    '等待中的随机部分，避免客户端步调一致。',
  ),
  term(
    'bulkhead',
    '隔舱',
    'Separate resources, so that one failure cannot use up all.',
    '资源分隔，避免一处失效耗尽全部。',
  ),
  term(
    'consistent hashing',
    '一致性哈希',
    'Adding a shard moves only its share of the keys.',
    '增加分片时只移动它应得的那部分键。',
  ),
  term(
    'virtual node',
    '虚拟节点',
    'One of many places of a shard on the hash ring.',
    '一个分片在哈希环上的众多位置之一。',
  ),
  term('hop', '跳', 'One call from a component to the next.', '从一个组件到下一个组件的一次调用。'),
  term(
    'waterfall',
    '瀑布图',
    'One request’s calls in order, each with what its time went to.',
    '按顺序列出一个请求的各次调用，以及各自的时间花在哪里。',
  ),
  term('drain', '排空', 'Finish what is in work and accept nothing new.', '处理完手上的请求，不再接收新的。'),
  term(
    'branch',
    '分支',
    'One course of a run; a fork begins another with the same traffic.',
    '运行的一种走向；分叉会以相同流量另开一条。',
  ),
  term(
    'seed',
    '种子',
    'The number from which all chance in a run follows.',
    '决定一次运行中全部随机性的数字。',
  ),
];

export function glossaryTable(): string {
  const rows = glossary.map(({ en, zh, meaning }) => `| ${en} | ${zh} | ${meaning.en} | ${meaning.zh} |`);
  return ['| English | 中文 | Meaning | 含义 |', '|---|---|---|---|', ...rows].join('\n');
}
