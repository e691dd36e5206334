/** 中文：组件种类、状态、角色、失败原因与请求结局。 */
import type { kindWords as shape } from '../en/kinds.ts';

export const kindWords: typeof shape = {
  kinds: {
    users: '用户',
    cdn: 'CDN 与防火墙',
    'load-balancer': '负载均衡器',
    'app-server': '应用服务器',
    redis: 'Redis 缓存',
    database: '数据库',
    sentinel: '哨兵',
    station: '服务台',
  },
  kindHelp: {
    cdn: '命中缓存的读请求就地应答，规则禁止的丢弃，其余放行到源站。',
    users: '用户随机到来，各自发出请求；等到超时就放弃。',
    'load-balancer': '把请求轮流交给轮转中的服务器，并定期探测谁还活着。',
    'app-server': '同时处理的请求有限，其余排队；每个请求随后查缓存（如果有），否则访问数据库。',
    redis: '把会话和数据库答过的内容在内存里保留一段时间；写命令只由主节点接受。',
    database: '写请求由主库处理，事后复制到从库；读请求分摊到各从库。',
    sentinel: '盯着一组主从节点。主节点失联时，足够多的哨兵达成一致，就另立主节点。',
    station: '一条队伍，后面是若干个相同的服务员。',
  },
  states: {
    healthy: '正常',
    degraded: '受损',
    down: '宕机',
    recovering: '恢复中',
    removed: '已摘除',
  },
  roles: { none: '', primary: '主库', replica: '从库', oldPrimary: '旧主库' },
  causes: {
    refused: '连接被拒',
    timedOut: '超时',
    reset: '连接中断',
    rejectedByFullQueue: '队列已满',
    unroutable: '无可用服务器',
    readOnly: '不是主库',
    rejectedByRule: '被规则丢弃',
    connectionTableFull: '连接数已用尽',
  },
  causeHelp: {
    refused: '那里没有进程在监听：进程已死，操作系统立刻回绝。',
    timedOut: '调用方等到超时，仍没有收到应答。',
    reset: '服务器处理到一半时死掉了。',
    rejectedByFullQueue: '等待队列已满，请求被挡在门外。',
    unroutable: '负载均衡器手上已没有可以尝试的服务器。',
    readOnly: '写请求到了一个并非主库的节点。',
    rejectedByRule: '命中防火墙规则，请求被有意丢弃。',
    connectionTableFull: '同时打开的调用太多，连接跟踪表已满，这次调用没有发出就失败了。',
  },
};
