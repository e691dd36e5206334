import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseScenario } from '../scenario/parse.ts';
import { templateIds, templates } from '../scenario/templates/index.ts';
import { run } from './run.ts';
import { fakeEngine, type Seen } from './testing/fake-engine.ts';
import { writeOut } from './write-out.ts';

const folder = mkdtempSync(join(tmpdir(), 'nines-cli-'));
const file = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
beforeAll(() => {
  file('good.json', JSON.stringify({ ...templates.mm1, name: 'mine', seed: 5 }));
});
afterAll(() => rmSync(folder, { recursive: true }));

const seen: Partial<Seen> = {};
const cli = (...argv: string[]) => run(argv, fakeEngine(seen));

describe('the headless runner', () => {
  it('runs a template for 60 s with its own seed', () => {
    expect(cli('vertical')).toMatchObject({ exitCode: 0, error: '' });
    expect(seen).toMatchObject({ seed: 7, until: 60_000_000, log: [] });
  });

  it('passes on seed, end, warm-up, values and commands in order of time', () => {
    const argv = [
      'vertical',
      '--seed=9',
      '--until',
      '2m',
      '--warmup',
      '10s',
      '--set',
      'users.arrivalRate=500',
    ];
    cli(...argv, '--do', '40s crash lb', '--do', '30s set users.writeRatio=0.5');
    expect(seen).toMatchObject({ seed: 9, until: 120_000_000 });
    expect(seen.blueprint?.warmupMicros).toBe(10_000_000);
    expect(seen.blueprint?.components[0]?.values.arrivalRate).toBe(500);
    expect(seen.log?.map(({ at }) => at)).toEqual([30_000_000, 40_000_000]);
  });

  it('opens a scenario file, and a recorded run with its seed and commands', () => {
    expect(cli(join(folder, 'good.json')).exitCode).toBe(0);
    expect(seen).toMatchObject({ seed: 5, blueprint: { name: 'mine' } });
    const recorded = {
      format: 'nines-run',
      version: 1,
      scenario: templates.vertical,
      seed: 3,
      log: ['5s crash lb'],
    };
    expect(cli(file('run.json', JSON.stringify({ ...recorded, untilMicros: 9_000_000 })))).toMatchObject({
      error: '',
    });
    expect(seen).toMatchObject({ seed: 3, until: 9_000_000, log: [{ at: 5_000_000 }] });
  });

  it('prints the contract as JSON', () => {
    const report = JSON.parse(cli('vertical', '--json').out) as Record<string, unknown>;
    expect(Object.keys(report)).toEqual([
      'scenario',
      'seed',
      'traceHash',
      'physics',
      'simulatedSeconds',
      'events',
      'requests',
      'failuresByCause',
      'failuresByRoot',
      'latencyMillis',
      'availability',
      'downtimeSeconds',
      'lostWrites',
      'lostWritesByClass',
      'splitBrainWrites',
      'outcomeUnknown',
      'doneTwice',
      'lostSessions',
      'story',
      'staysDegraded',
      'components',
      'edges',
    ]);
    expect(report.edges).toEqual({ 'users->api-1': { sent: 180, failed: 5 } });
    expect(report.requests).toEqual({
      read: { arrived: 90, ok: 89, failed: 0, inFlight: 1 },
      write: { arrived: 10, ok: 4, failed: 5, inFlight: 1 },
    });
    expect(report.failuresByCause).toEqual({ refused: 3, timedOut: 2 });
    expect(report.failuresByRoot).toEqual({ '1': 4, unattributed: 1 });
    expect(report.lostWritesByClass).toEqual({ read: 0, write: 0 });
    expect(report.availability).toEqual({ read: 1, write: 4 / 9 });
    expect(report.story).toMatchObject([
      { id: 1, timeSeconds: 30, kind: 'crashed', component: 'db-primary', text: 'db-primary crashed' },
      {
        id: 4,
        causeId: 1,
        text: 'writes are failing, because connections are refused · db-primary crashed, the first 3 all failed',
      },
      {
        id: 3,
        causeId: 1,
        text: 'sentinel-1 suspects db-primary, because it has been silent for 1.0 s · db-primary crashed',
      },
    ]);
  });

  it('leaves out a class that the run does not have', () => {
    const report = JSON.parse(cli('mm1', '--json').out) as { requests: object };
    expect(Object.keys(report.requests)).toEqual(['read']);
  });

  it('tells people the same in their language', () => {
    expect(cli('vertical').out).toMatchInlineSnapshot(`
      "vertical · seed 7 · 60.0 s simulated · 1,234 events
      trace 0123abcd

        Requests  arrived  ok  failed  in flight  availability  downtime         p50 · p95 · p99
        reads          90  89       0          1         100 %     00:00  9.0 ms · 20 ms · 30 ms
        writes         10   4       5          1        44.4 %     00:03  9.0 ms · 20 ms · 30 ms

      Failures by cause: connection refused 3 · timed out 2
      Failures by root: db-primary crashed 4 · unattributed 1
      Confirmed writes lost: 2 · split-brain writes: 0
      Writes without an answer: 0 · done twice: 0

      What happened, and why
              30.0 s  db-primary crashed
              30.0 s  writes are failing, because connections are refused · db-primary crashed, the first 3 all failed
              31.3 s  sentinel-1 suspects db-primary, because it has been silent for 1.0 s · db-primary crashed

      What stays degraded
        database runs on 2 of 3 nodes
        every write has failed since 30.0 s: 4

        Component     utilization  in system  waiting  per second  errors
        users              50.0 %       1.00   1.0 ms        10/s       0
        lb                 50.0 %       1.00   1.0 ms        10/s       0
        api-1              50.0 %       1.00   1.0 ms        10/s       0
        api-2              50.0 %       1.00   1.0 ms        10/s       0
        api-3              50.0 %       1.00   1.0 ms        10/s       0
        api-4              50.0 %       1.00   1.0 ms        10/s       0
        db-primary         50.0 %       1.00   1.0 ms        10/s       0
        db-replica-1       50.0 %       1.00   1.0 ms        10/s       0
        db-replica-2       50.0 %       1.00   1.0 ms        10/s       0
        sentinel-1         50.0 %       1.00   1.0 ms        10/s       0
        sentinel-2         50.0 %       1.00   1.0 ms        10/s       0
        sentinel-3         50.0 %       1.00   1.0 ms        10/s       0
      "
    `);
    expect(cli('vertical', '--lang', 'zh').out).toMatchInlineSnapshot(`
      "vertical · 种子 7 · 模拟 60.0 s · 1,234 个引擎事件
      轨迹 0123abcd

        请求    到达  成功  失败  进行中  可用性   停机         p50 · p95 · p99
        读请求    90    89     0       1   100 %  00:00  9.0 ms · 20 ms · 30 ms
        写请求    10     4     5       1  44.4 %  00:03  9.0 ms · 20 ms · 30 ms

      失败（按原因）：连接被拒 3 · 超时 2
      失败（按根因）：db-primary 宕机 4 · 原因不明 1
      已确认写丢失：2 · 脑裂期间的写入：0
      结果不明的写请求：0 · 执行了两次：0

      发生了什么，为什么
              30.0 s  db-primary 宕机
              30.0 s  写请求开始失败，因为连接被拒；db-primary 宕机，最初 3 个全部失败
              31.3 s  sentinel-1 怀疑 db-primary 失联，因为已有 1.0 s 没有应答；db-primary 宕机

      仍未恢复
        数据库靠 2/3 个节点运行
        写请求自 30.0 s 起全部失败：4 个

        组件          利用率  系统内    等待  每秒  错误
        users         50.0 %    1.00  1.0 ms  10/s     0
        lb            50.0 %    1.00  1.0 ms  10/s     0
        api-1         50.0 %    1.00  1.0 ms  10/s     0
        api-2         50.0 %    1.00  1.0 ms  10/s     0
        api-3         50.0 %    1.00  1.0 ms  10/s     0
        api-4         50.0 %    1.00  1.0 ms  10/s     0
        db-primary    50.0 %    1.00  1.0 ms  10/s     0
        db-replica-1  50.0 %    1.00  1.0 ms  10/s     0
        db-replica-2  50.0 %    1.00  1.0 ms  10/s     0
        sentinel-1    50.0 %    1.00  1.0 ms  10/s     0
        sentinel-2    50.0 %    1.00  1.0 ms  10/s     0
        sentinel-3    50.0 %    1.00  1.0 ms  10/s     0
      "
    `);
  });

  it('lists templates and explains itself', () => {
    expect(cli('--list').out).toMatch(/^ {2}three-tier +A balancer, four servers/m);
    expect(cli('--list', '--lang', 'zh').out).toContain('一主二从');
    expect(cli('--help').out).toContain('--set <path>=<value>');
  });

  it.each(templateIds)('prints the template %s as a file that opens as the same scenario', (id) => {
    const { exitCode, out, error } = cli('--print', id);
    expect([exitCode, error]).toEqual([0, '']);
    expect(parseScenario(JSON.parse(out))).toEqual(parseScenario(templates[id]));
  });

  it('prints no other scenario', () => {
    for (const argv of [['--print'], ['--print', 'good.json']]) {
      const { exitCode, out, error } = cli(...argv);
      expect([exitCode, out], argv.join(' ')).toEqual([2, '']);
      expect(error).toContain(
        'reference, vertical, three-tier, breaker, breaker-impatient, scale-out, mm1, mmc',
      );
    }
  });

  it('lets no name of a scenario reach the terminal as more than text', () => {
    const name = 'red\u001b[31m\u009b2J\u202eback';
    const hostile = file('hostile.json', JSON.stringify({ ...templates.mm1, name }));
    expect(cli(hostile).out).toMatch(/^red·\[31m·2J·back · seed 7 /);
    const { out } = cli(hostile, '--json');
    expect(out).toContain('red\\u001b[31m\\u009b2J\\u202eback');
    expect((JSON.parse(out) as { scenario: string }).scenario).toBe(name);
  });

  it('answers a fault of its own with one line and 1', () => {
    const result = run(['mm1', '--kill-each'], () => {
      throw new RangeError('Array buffer\nallocation failed');
    });
    expect(result).toMatchObject({ exitCode: 1, out: '' });
    expect(result.error).toMatch(/^[^\n]*Array buffer allocation failed\n$/);
  });

  it('stops with 1 and one line when the simulation contradicts itself', () => {
    const result = run(['vertical'], fakeEngine({}, 'conservation\nbroken'));
    expect(result).toMatchObject({ exitCode: 1, out: '' });
    expect(result.error).toBe('the simulation contradicted itself and stopped: conservation broken\n');
  });
});

describe('writing out', () => {
  it('takes a reader that has gone for the end', async () => {
    const stream = new PassThrough();
    stream.destroy(Object.assign(new Error('gone'), { code: 'EPIPE' }));
    await expect(writeOut(stream, 'text')).resolves.toBeUndefined();
  });
});
