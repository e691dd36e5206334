import { describe, expect, it } from 'vitest';
import type { StoryEvent, StoryKind } from '../engine/telemetry/story.ts';
import { factOf } from '../kinds/facts.ts';
import { ordinal } from './en/counted.ts';
import { languages } from './language.ts';
import { narrate, tell } from './narrate.ts';
import { eventOf, samples } from './testing/story-samples.ts';

const kinds = Object.keys(samples) as StoryKind[];
/** A name or number counts as one character, as it does to a reader. */
const chineseLength = (text: string): number => {
  const dense = text.replace(/[\x21-\x7e×→]+/g, 'x').replace(/[\s，。：；、（）]/g, '');
  return [...dense].length;
};

describe('every kind of event', () => {
  it.each(kinds)('%s has a headline of at most 8 words, 16 characters', (kind) => {
    const en = tell(eventOf(kind), 'en').what;
    const zh = tell(eventOf(kind), 'zh').what;
    expect(en.split(/\s+/).length, en).toBeLessThanOrEqual(8);
    expect(chineseLength(zh), zh).toBeLessThanOrEqual(16);
    expect(zh).toMatch(/\p{Script=Han}/u);
    expect(en).not.toMatch(/\p{Script=Han}/u);
  });

  it('says in each language exactly this', () => {
    const lines = kinds.map((kind) =>
      languages.map((language) => narrate([eventOf(kind)], language)[0]?.spoken).join('\n'),
    );
    for (const line of lines)
      expect(line).not.toMatch(
        /\p{Script=Han} \p{Script=Han}|undefined|NaN|object| {2}| [.,;:。，；：]|[，。].*[A-Za-z]+ing /u,
      );
    expect(lines.join('\n')).toMatchInlineSnapshot(`
      "30.0 s: db-primary crashed, 3 calls in progress break, it restarts after 10.0 s.
      30.0 s：db-primary 宕机，正在处理的 3 个调用中断，10.0 s 后重启。
      30.0 s: db-primary lost power, nothing there answers, not even with a refusal, 3 calls in progress are never answered, power returns after 10.0 s.
      30.0 s：db-primary 断电，不再有任何应答，连拒绝都没有，正在处理的 3 个调用再无回音，10.0 s 后来电。
      30.0 s: zone a lost power, no answer from lb, api-1, api-2, redis-primary and db-primary, not even a refusal, power returns after 10.0 s.
      30.0 s：可用区 a 断电，lb、api-1、api-2、redis-primary、db-primary 都不再应答，连拒绝都没有，10.0 s 后来电。
      30.0 s: db-primary is starting, ready in 2.0 s.
      30.0 s：db-primary 正在启动，2.0 s 后就绪。
      30.0 s: db-primary serves again, it had been gone for 12.3 s.
      30.0 s：db-primary 恢复服务，此前中断了 12.3 s。
      30.0 s: db-primary hangs: accepts, never answers.
      30.0 s：db-primary 卡死，只收不答。
      30.0 s: db-primary answers again, it had hung for 10.0 s.
      30.0 s：db-primary 恢复应答，此前卡死了 10.0 s。
      30.0 s: db-primary takes 10× as long.
      30.0 s：db-primary 变慢，耗时为平时的 10 倍。
      30.0 s: db-primary is at full speed again.
      30.0 s：db-primary 恢复正常速度。
      30.0 s: messages from db-primary to db-replica-1 vanish.
      30.0 s：db-primary 发往 db-replica-1 的消息丢失。
      30.0 s: messages from db-primary to db-replica-1 pass again.
      30.0 s：db-primary 发往 db-replica-1 的消息恢复。
      30.0 s: database: service times exponential→log-normal.
      30.0 s：database 服务时间分布：指数分布→对数正态。
      30.0 s: db-primary took api-1 out of rotation, because 3 probes in a row failed, until then 240 refused calls went to others; 3 of 4 servers are left.
      30.0 s：db-primary 摘除 api-1，因为连续 3 次探测失败，此前 240 次被拒的调用转给了其他服务器；服务器还剩 3/4 台。
      30.0 s: db-primary put api-1 back in rotation, because 2 probes in a row passed, 4 of 4 servers are in rotation.
      30.0 s：db-primary 恢复使用 api-1，因为连续 2 次探测成功，轮转中有 4/4 台服务器。
      30.0 s: db-primary ejected api-1 from rotation, because 5 calls to it got no answer, 3 of 4 servers are left.
      30.0 s：db-primary 剔除 api-1，因为 5 次调用没有得到应答，服务器还剩 3/4 台。
      30.0 s: db-primary sends calls to api-1 again, because a trial call was answered, 4 of 4 servers are in rotation.
      30.0 s：db-primary 重新向 api-1 分发请求，因为一次试探调用得到了应答，轮转中有 4/4 台服务器。
      30.0 s: db-primary suspects db-primary, because it has been silent for 1.0 s.
      30.0 s：db-primary 怀疑 db-primary 失联，因为已有 1.0 s 没有应答。
      30.0 s: db-primary no longer suspects db-primary, because it answered.
      30.0 s：db-primary 不再怀疑 db-primary，因为又收到了应答。
      30.0 s: 2 sentinels agree: db-primary is down, because that meets the quorum of 2.
      30.0 s：2 个哨兵认定 db-primary 宕机，因为已达到法定票数 2。
      30.0 s: no quorum on db-primary: 1 of 2 agrees, because only 1 of 3 sentinels can be reached, so no failover begins.
      30.0 s：db-primary 判定票不足：1/2，因为 3 个哨兵中只有 1 个能联系上，所以不会发起故障转移。
      30.0 s: db-primary asks for votes, epoch 12.
      30.0 s：db-primary 发起选举，纪元 12。
      30.0 s: db-primary is elected leader, epoch 12, because it got 2 votes and needed 2.
      30.0 s：db-primary 当选领导者，纪元 12，因为得 2 票，需要 2 票。
      30.0 s: db-primary is not elected, epoch 12, because it got 1 vote and needed 2.
      30.0 s：db-primary 未能当选，纪元 12，因为得 1 票，需要 2 票。
      30.0 s: db-primary chooses db-replica-1, because it has the newest data.
      30.0 s：db-primary 选中 db-replica-1，因为它的数据最新。
      30.0 s: no replica can take over, because none of 2 is reachable, fresh and allowed, so writes stay down.
      30.0 s：没有从库可以接任，因为 2 个从库不是失联、落后，就是不许提升，写请求继续不可用。
      30.0 s: db-primary gives up this failover, because the chosen replica was not promoted in time, epoch 12.
      30.0 s：db-primary 放弃本次故障转移，因为选中的从库未能及时提升，纪元 12。
      30.0 s: db-primary is promoted to primary, because sentinel-1 lets it replace db-primary.
      30.0 s：db-primary 提升为主库，因为 sentinel-1 让它接替 db-primary。
      30.0 s: db-primary announces db-replica-1 as primary.
      30.0 s：db-primary 宣布主库是 db-replica-1。
      30.0 s: db-replica-2 now follows db-replica-1.
      30.0 s：db-replica-2 改为跟随 db-replica-1。
      30.0 s: db-primary is back, still believing it is primary, because it has not heard that db-replica-1 is primary now.
      30.0 s：db-primary 回来了，仍以为自己是主库，因为它还不知道主库已是 db-replica-1。
      30.0 s: db-primary becomes a replica of db-replica-1, because sentinel-1 told it to, so 31 writes it had confirmed are thrown away.
      30.0 s：db-primary 降为 db-replica-1 的从库，因为这是 sentinel-1 的命令，它确认过的 31 次写入就此作废。
      30.0 s: db-primary now writes to db-replica-1.
      30.0 s：db-primary 改向 db-replica-1 写入。
      30.0 s: db-primary no longer reads from db-replica-2, 1 replica left for reads.
      30.0 s：db-primary 不再从 db-replica-2 读，可读的从库还剩 1 个。
      30.0 s: db-primary reads from db-replica-2 again.
      30.0 s：db-primary 恢复从 db-replica-2 读。
      30.0 s: 1,234 confirmed writes are lost, because db-primary had confirmed, db-replica-1 never received.
      30.0 s：1,234 次已确认的写入丢失，因为 db-primary 确认过，db-replica-1 却从未收到。
      30.0 s: split brain: db-primary and db-replica-1 take writes, so every write db-primary confirms from now on will be lost.
      30.0 s：脑裂：db-primary 与 db-replica-1 都接受写入，所以 db-primary 从此确认的写入都会丢失。
      30.0 s: the split brain is over, db-primary confirmed 31 writes in 10.0 s.
      30.0 s：脑裂结束，10.0 s 内 db-primary 确认了 31 次写入。
      30.0 s: nothing can take the place of db-primary, because users can call nothing else.
      30.0 s：没有谁能顶替 db-primary，因为 users 没有别的目标可调用。
      30.0 s: db-primary goes on without redis-primary, because connections are refused, so what it held comes from the database.
      30.0 s：db-primary 绕过 redis-primary，因为连接被拒，原本命中的内容改由数据库应答。
      30.0 s: db-primary uses redis-replica again, 1,234 requests went without it in 6.1 s; it missed 120 writes and may give old values until they expire.
      30.0 s：db-primary 重新使用 redis-replica，6.1 s 内 1,234 个请求没有用上缓存；它错过 120 次写入，到期之前可能给出旧值。
      30.0 s: db-primary opened its breaker for database, because 5 calls failed within 10.0 s (the last: timed out), calls to it are turned away at once.
      30.0 s：db-primary 打开了对 database 的熔断器，因为 10.0 s 内有 5 次调用失败（最后一次：超时），对它的调用一律快速失败。
      30.0 s: db-primary half-opens its breaker for database, because it had been open for 60.0 s, it tries database with one call at a time.
      30.0 s：db-primary 对 database 的熔断器半开，因为熔断器已打开 60.0 s，每次放行一个调用试探 database。
      30.0 s: db-primary found database still failing, because calls time out, the breaker opens again.
      30.0 s：db-primary 发现 database 仍在失败，因为调用超时，熔断器重新打开。
      30.0 s: db-primary closed its breaker for database, 1,234 calls were turned away in 61.0 s.
      30.0 s：db-primary 关闭了对 database 的熔断器，61.0 s 内拒绝了 1,234 次调用。
      30.0 s: db-primary did 31 writes twice, because callers had got no answer and tried again, 1,234 so far.
      30.0 s：db-primary 把 31 个写请求执行了两次，因为调用方没有收到应答，又重试了一次，至今共 1,234 个。
      30.0 s: db-primary has no connection to database left, because a call waited 10.0 s while all 9 connections of its pool were in use.
      30.0 s：db-primary 到 database 的连接已用尽，因为连接池的 9 个连接全被占用，有调用等了 10.0 s。
      30.0 s: db-primary has connections to database again, 1,234 calls waited for one in vain in 61.0 s.
      30.0 s：db-primary 到 database 又有空闲连接，61.0 s 内有 1,234 次调用没有等到连接。
      30.0 s: db-primary refuses new connections, because all 97 that its 12 clients may have are open.
      30.0 s：db-primary 拒绝新的连接，因为 12 个客户端总共可用的 97 个连接都已打开。
      30.0 s: db-primary has refused no connection for a second, 1,234 were refused in 61.0 s.
      30.0 s：db-primary 已有一秒没有拒绝连接，61.0 s 内拒绝了 1,234 次。
      30.0 s: db-primary gets nothing from lb, because connections are refused, so it answers only what it holds.
      30.0 s：db-primary 得不到 lb 的应答，因为连接被拒，只能应答自己缓存的内容。
      30.0 s: db-primary gets answers from lb again, it answered 1,234 reads by itself in 6.1 s.
      30.0 s：db-primary 又得到 lb 的应答，6.1 s 内它自己应答了 1,234 个读请求。
      30.0 s: db-primary comes back empty, 1,500 entries and 400 sessions are gone.
      30.0 s：db-primary 恢复后缓存为空，丢失 1,500 个条目和 400 个会话。
      30.0 s: redis-replica lacks the newest cache entries, 12 entries and 1 session are gone.
      30.0 s：redis-replica 缺少最新的缓存条目，丢失 12 个条目和 1 个会话。
      30.0 s: db-primary is saturated: its line is full, because 128 requests wait in it.
      30.0 s：db-primary 饱和，队列已满，因为已有 128 个请求在排队。
      30.0 s: db-primary has room again, 1,234 requests were turned away in 3.0 s.
      30.0 s：db-primary 队列腾出空位，3.0 s 内拒绝了 1,234 个请求。
      30.0 s: writes are failing, because the waiting line is full, 3 of the first 7 failed.
      30.0 s：写请求开始失败，因为队列已满，最初 7 个中 3 个失败。
      30.0 s: writes are answered again, 243 of 500 writes failed in 8.1 s.
      30.0 s：写请求恢复正常，8.1 s 内 500 个写请求中 243 个失败。"
    `);
  });

  it('says of a store without a successor what that stops: writes of a database, nothing of a cache', () => {
    const so = (isCache: boolean) =>
      languages.map(
        (language) =>
          tell(
            eventOf('noGoodReplica', { values: { replicas: 1, isCache } } as Partial<StoryEvent>),
            language,
          ).so,
      );
    expect(so(false)).toEqual(['so writes stay down', '写请求继续不可用']);
    expect(so(true)).toEqual([
      'so the cache stays away and reads fall on the database',
      '缓存仍不可用，读请求全部落到数据库',
    ]);
  });

  it('says of a server that its probes pass and its calls did not: it stays out', () => {
    const values = { server: 'api-1', passedProbes: 2, left: 2, all: 4, isEjected: true };
    const said = (language: 'en' | 'zh') =>
      narrate([eventOf('markedUp', { values } as Partial<StoryEvent>)], language)[0]!.spoken;
    expect(said('en')).toContain(
      'finds api-1 healthy again, because 2 probes in a row passed, it stays ejected',
    );
    expect(said('zh')).toContain('探测到 api-1 已恢复，因为连续 2 次探测成功，试探调用得到应答之前仍被剔除');
  });

  it('does not call for reachable sentinels, nor for a lower quorum, where the others hear from the primary', () => {
    const values = { ...samples.quorumNotReached, reachable: 3 };
    const event = eventOf('quorumNotReached', { values } as Partial<StoryEvent>);
    expect(languages.map((language) => tell(event, language).reason)).toEqual([
      'the others still hear from db-primary',
      '其他哨兵仍收得到 db-primary 的应答',
    ]);
    expect(
      factOf('quorumNotReached').suggests?.(values as never, { fact: factOf('hung') } as never),
    ).toBeUndefined();
  });

  it('puts a space between Chinese and what is not', () => {
    for (const kind of kinds) {
      const { spoken } = narrate([eventOf(kind)], 'zh')[0]!;
      expect(spoken, spoken).not.toMatch(/\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9]\p{Script=Han}/u);
    }
  });
});

describe('numbers and their nouns', () => {
  const said = (kind: StoryKind, values: object): string =>
    narrate([{ ...eventOf(kind), values } as StoryEvent], 'en')[0]!.spoken;
  const suspected = (left: number) =>
    said('suspected', { ...samples.suspected, sentinels: { left, all: 3, needed: 2 } });

  it('agree: the verb with how many, the noun with of how many', () => {
    expect(suspected(1)).toContain('1 of 3 sentinels is left, a failover needs 2');
    expect(suspected(2)).toContain('2 of 3 sentinels are left');
    const marked = (left: number, all: number) => said('markedDown', { ...samples.markedDown, left, all });
    expect(marked(1, 4)).toContain('1 of 4 servers is left');
    expect(marked(0, 1)).toContain('0 of 1 server is left');
    expect(marked(0, 4)).toContain('0 of 4 servers are left');
  });

  it('are counted off as one says them', () => {
    expect([1, 2, 3, 4, 11, 12, 13, 21, 102, 111].map(ordinal)).toEqual([
      '1st',
      '2nd',
      '3rd',
      '4th',
      '11th',
      '12th',
      '13th',
      '21st',
      '102nd',
      '111th',
    ]);
  });
});
