/** 中文：缓存失去了什么，源站不在时边缘缓存如何支撑。 */
import type { cacheFacts } from '../../../engine/model/cache-facts.ts';
import type { originFacts } from '../../../kinds/cdn/facts.ts';
import type { redisFacts } from '../../../kinds/redis/facts.ts';
import { duration, grouped } from '../../format.ts';
import { failing } from '../../zh/causes.ts';
import type { FactTexts } from '../story-texts.ts';

const gone = ({ entries, sessions }: { readonly entries: number; readonly sessions: number }): string =>
  sessions === 0
    ? `丢失 ${grouped(entries)} 个条目`
    : `丢失 ${grouped(entries)} 个条目和 ${grouped(sessions)} 个会话`;

export const caches: FactTexts<keyof typeof cacheFacts | keyof typeof originFacts | keyof typeof redisFacts> =
  {
    what: {
      originLost: ({ origin }, component) => `${component} 得不到 ${origin} 的应答`,
      originBack: ({ origin }, component) => `${component} 又得到 ${origin} 的应答`,
      cacheEmptied: (_, component) => `${component} 恢复后缓存为空`,
      cacheEntriesLost: ({ primary }) => `${primary} 缺少最新的缓存条目`,
    },
    reason: {
      originLost: ({ failureCause }) => failing[failureCause],
    },
    so: {
      originLost: () => '只能应答自己缓存的内容',
      originBack: ({ hits, lastedMicros }) =>
        `${duration(lastedMicros)} 内它自己应答了 ${grouped(hits)} 个读请求`,
      cacheEmptied: gone,
      cacheEntriesLost: gone,
    },
  };
