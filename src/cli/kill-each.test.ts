import { describe, expect, it } from 'vitest';
import { blueprintOf, seconds } from '../../test/support/engine-lab.ts';
import { createEngine } from '../engine/engine.ts';
import type { KillOutcome } from '../lab/kill-report.ts';
import { makeReport } from '../lab/kill-report.ts';
import { drive } from './drive.ts';
import { killReportJson } from './kill-report-json.ts';
import { killReportText } from './kill-report-text.ts';
import { begin, type CliResult, run, type Work } from './run.ts';
import { fakeEngine } from './testing/fake-engine.ts';

const never = Number.POSITIVE_INFINITY;

/** Failed reads, failed writes, lost writes, detection and recovery of writes in seconds. */
type Costs = readonly [number, number, number, number, number | undefined];

const outcomeOf = ([reads, writes, lostWrites, detected, recovered]: Costs): KillOutcome => ({
  classes: {
    read: { arrived: 900, failed: reads, downtimeSeconds: 0 },
    write: { arrived: 100, failed: writes, downtimeSeconds: writes > 10 ? 2 : 0 },
  },
  lostWrites,
  lostSessions: 0,
  detectedAfter: seconds(detected),
  recoveredAfter: { read: undefined, write: recovered === undefined ? undefined : seconds(recovered) },
});

const reportOf = (rows: Readonly<Record<string, readonly Costs[]>>, seeds: number) =>
  makeReport(
    {
      blueprint: blueprintOf('vertical'),
      fault: 'crash',
      seed: 7,
      seeds,
      faultAfter: seconds(10),
      until: seconds(61),
      log: [],
    },
    {
      undisturbed: Array.from({ length: seeds }, () => outcomeOf([1, 0, 0, never, undefined])),
      killed: new Map(Object.entries(rows).map(([id, runs]) => [id, runs.map(outcomeOf)])),
    },
  );

/** The cells of each line, columns being two spaces apart. */
const cellsOf = (text: string): string[][] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('  '))
    .map((line) => line.trim().split(/ {2,}/));

describe('the table of every kill', () => {
  const four = reportOf(
    {
      lb: Array.from({ length: 4 }, () => [1, 40, 0, never, never] as const),
      db: [
        [1, 70, 3, 1, 2],
        [1, 80, 4, 1.2, never],
        [1, 90, 5, 0.8, 4],
        [1, 2, 0, never, undefined],
      ],
      idle: Array.from({ length: 4 }, () => [1, 0, 0, 0.1, undefined] as const),
    },
    4,
  );

  it('shows excess with intervals, medians with theirs, and never a bare zero', () => {
    // 1 − 0.05^(1/4) = 52.7 %. Failed writes of db: mean 60.5, s = 39.84, t(.975, 3) = 3.182 → ± 63.4; lost: 3.0 ± 3.4.
    expect(cellsOf(killReportText(four, 'en'))).toEqual([
      ['Component', 'requests', 'failed', 'downtime', 'time to detect', 'time to recovery', 'lost writes'],
      [
        'lb',
        'reads',
        '0 in 4 (≤ 53 %)',
        '0 in 4 (≤ 53 %)',
        '> 50 s in 4 of 4',
        'no outage in 4 (≤ 53 %)',
        '0 in 4 (≤ 53 %)',
      ],
      ['writes', '40.0 ± 0.0', '2.0 ± 0.0 s', '> 50 s in 4 of 4'],
      [
        'db',
        'reads',
        '0 in 4 (≤ 53 %)',
        '0 in 4 (≤ 53 %)',
        '1.1 s (800 ms–> 50 s), > 50 s in 1 of 4',
        'no outage in 4 (≤ 53 %)',
        '3.0 ± 3.4',
      ],
      ['writes', '60.5 ± 63.4', '1.5 ± 1.6 s', '4.0 s (2.0–> 50 s) in 3 of 4, > 50 s in 1 of 4'],
      [
        'idle',
        'reads, writes',
        '0 in 4 (≤ 53 %)',
        '0 in 4 (≤ 53 %)',
        '100 ms (100–100 ms)',
        'no outage in 4 (≤ 53 %)',
        '0 in 4 (≤ 53 %)',
      ],
    ]);
    expect(killReportText(four, 'en')).toContain('Undisturbed, per run: reads 1 failed, 0 s down');
  });

  it('says the same in Chinese', () => {
    const [head, lb] = cellsOf(killReportText(four, 'zh'));
    expect(head).toEqual(['组件', '请求', '失败', '停机', '发现用时', '恢复用时', '丢失的写']);
    expect(lb).toEqual([
      'lb',
      '读请求',
      '4 次中 0 次（≤ 53 %）',
      '4 次中 0 次（≤ 53 %）',
      '4 次中 4 次 > 50 s',
      '4 次均未中断（≤ 53 %）',
      '4 次中 0 次（≤ 53 %）',
    ]);
    expect(killReportText(four, 'zh')).not.toMatch(/[a-z]{3,} [a-z]{3,}/);
  });

  it('claims no interval for one run', () => {
    const one = killReportText(reportOf({ db: [[1, 70, 3, 1, 2]] }, 1), 'en');
    expect(one).toContain('One run tells nothing about chance');
    expect(cellsOf(one).slice(1)).toEqual([
      [
        'db',
        'reads',
        '0 in 1 (≤ 95 %)',
        '0 in 1 (≤ 95 %)',
        '1.0 s (1 run)',
        'no outage in 1 (≤ 95 %)',
        '3 (1 run)',
      ],
      ['writes', '70 (1 run)', '2 s (1 run)', '2.0 s (1 run)'],
    ]);
  });

  it('gives programs every value, with null for what never came', () => {
    const json = JSON.parse(killReportJson(four)) as { kills: Record<string, never>[] };
    expect(json).toMatchObject({ fault: 'crash', seeds: 4, watchedSeconds: 50, confidence: 0.95 });
    const db = json.kills.find((row) => row.component === 'db');
    expect(db).toMatchObject({
      timeToDetectSeconds: { runs: 4, beyondWindow: 1, interval: [0.8, null], values: [1, 1.2, 0.8, null] },
      classes: {
        read: { failed: { mean: 0, counted: [1, 1, 1, 1], undisturbed: [1, 1, 1, 1] } },
        write: { timeToRecoverySeconds: { runs: 3, median: 4, values: [2, null, 4, 'none'] } },
      },
    });
  });
});

describe('--kill-each', () => {
  const argv = ['mm1', '--kill-each', '--seeds', '3', '--until', '15s', '--warmup', '2s'];

  it('prints the same JSON every time, on the seeds from --seed on', () => {
    const first = run([...argv, '--seed', '5', '--json'], createEngine);
    expect(first).toMatchObject({ exitCode: 0, error: '' });
    expect(run([...argv, '--seed', '5', '--json'], createEngine).out).toBe(first.out);
    expect(JSON.parse(first.out)).toMatchObject({ seed: 5, seeds: 3, faultBetweenSeconds: [2, 3] });
  });

  it('stops with 1 and one line when the simulation contradicts itself', () => {
    const result = run(argv, fakeEngine({}, 'conservation broken'));
    expect(result).toMatchObject({ exitCode: 1, out: '' });
    expect(result.error).toContain('conservation broken');
  });

  it('can be stopped: 130, with a table of what is complete', () => {
    const work = begin(argv, createEngine);
    if (!('advance' in work)) throw new Error(work.error);
    expect(work.stop()).toMatchObject({ exitCode: 130, out: 'No seed is complete: no table.\n' });
    while (/seed 1 of 3/.test(work.progressLine())) work.advance();
    const stopped = work.stop();
    expect(stopped.error).toMatch(/^stopped after \d of 6 runs; the table holds 1 of 3 seeds\n$/);
    expect(stopped.out).toContain('(1 run)');
  });
});

describe('driving long work', () => {
  const done: CliResult = { exitCode: 0, out: 'all', error: '' };
  const halved: CliResult = { exitCode: 130, out: 'half', error: 'stopped' };
  const workOf = (steps: number): Work => {
    let step = 0;
    return {
      advance: () => {
        step += 1;
        return step > steps ? done : undefined;
      },
      progressLine: () => `step ${step}`,
      stop: () => halved,
    };
  };
  const terminalOf = (isTTY: boolean) => {
    const written: string[] = [];
    const listeners = new Set<() => void>();
    return {
      written,
      listeners,
      stderr: { isTTY, write: (text: string) => void written.push(text) },
      on: (_: string, listener: () => void) => void listeners.add(listener),
      off: (_: string, listener: () => void) => void listeners.delete(listener),
    };
  };

  it('shows progress on a terminal and wipes it at the end', async () => {
    const terminal = terminalOf(true);
    expect(await drive(workOf(2), terminal)).toBe(done);
    expect(terminal.written.map((text) => text.replace('\r\u001b[K', ''))).toEqual([
      'step 0',
      'step 1',
      'step 2',
      '',
    ]);
    expect(terminal.listeners.size).toBe(0);
  });

  it('is silent where nobody looks', async () => {
    const terminal = terminalOf(false);
    await drive(workOf(2), terminal);
    expect(terminal.written).toEqual([]);
  });

  it('hands over what there is on Ctrl-C', async () => {
    const terminal = terminalOf(false);
    const result = drive(workOf(1_000_000), terminal);
    for (const press of terminal.listeners) press();
    expect(await result).toBe(halved);
    expect(terminal.listeners.size).toBe(0);
  });
});
