/** 中文：每种组件的叫法。首屏要用，所以与其余文字分开。 */
import type { TitlesOfKinds } from './kind-words.ts';

export const kindTitles = {
  users: { name: '用户' },
  cdn: { name: 'CDN 与防火墙' },
  'load-balancer': { name: '负载均衡器' },
  'app-server': { name: '应用服务器' },
  redis: { name: 'Redis 缓存' },
  database: { name: '数据库', asGroup: '数据库', slot: ['个连接', '个连接'] },
  sentinel: { name: '哨兵' },
  station: { name: '服务台' },
  'external-service': { name: '外部服务' },
} satisfies TitlesOfKinds;
