// Availability, objectives and scaling against theory.json.
import { describe, expect, it } from 'vitest';
import { amdahl, reliability, sla, usl } from '../../src/algorithms/index.ts';
import { openRecording } from '../support/recording.ts';

const close = 1e-6;
type Row = readonly number[];

describe('theory.json: availability', () => {
  const recording = openRecording('theory.json', 'availability');
  const rows = (name: string, ...inside: string[]): readonly Row[] => recording.peek(name, ...inside);
  const inputs = (path: readonly string[], index: number, count: number): void => {
    for (let column = 0; column < count; column += 1) recording.input(...path, index, column);
  };

  it('parts in series, in parallel, k of n', () => {
    recording.note('formulas');
    rows('series').forEach(([part, parts], index) => {
      inputs(['series'], index, 2);
      recording.within(['series', index, 2], reliability.series(new Array(parts).fill(part)), 1e-9);
    });
    rows('parallel').forEach(([part, parts], index) => {
      inputs(['parallel'], index, 2);
      recording.within(['parallel', index, 2], reliability.parallel(new Array(parts).fill(part)), 1e-12);
    });
    rows('kofn').forEach(([needed, parts, part], index) => {
      inputs(['kofn'], index, 3);
      const given = { needed: needed as number, parts: parts as number, part: part as number };
      recording.within(['kofn', index, 3], reliability.kOfN(given), 1e-9);
    });
  });

  it('repair, common cause, crews, failovers', () => {
    rows('mtbf').forEach(([mtbf, mttr], index) => {
      inputs(['mtbf'], index, 2);
      recording.within(
        ['mtbf', index, 2],
        reliability.availabilityOf({ mtbf: mtbf as number, mttr: mttr as number }),
        1e-9,
      );
    });
    recording.note('commonCause', 'formula');
    rows('commonCause', 'rows').forEach(([part, beta], index) => {
      inputs(['commonCause', 'rows'], index, 2);
      const given = { part: part as number, beta: beta as number };
      recording.within(
        ['commonCause', 'rows', index, 2],
        reliability.commonCauseUnavailability(given),
        close,
      );
    });
    recording.note('repairCrew', 'note');
    rows('repairCrew', 'rows').forEach(([machines, failureRate, repairRate], index) => {
      inputs(['repairCrew', 'rows'], index, 3);
      const fleet = {
        machines: machines as number,
        failureRate: failureRate as number,
        repairRate: repairRate as number,
      };
      recording.within(['repairCrew', 'rows', index, 3], reliability.allDown({ ...fleet, crews: 1 }), close);
      recording.within(
        ['repairCrew', 'rows', index, 4],
        reliability.allDown({ ...fleet, crews: fleet.machines }),
        close,
      );
    });
    for (const note of ['formula', 'columns']) recording.note('failoverUnavailability', note);
    rows('failoverUnavailability', 'rows').forEach(([failures, outage], index) => {
      inputs(['failoverUnavailability', 'rows'], index, 2);
      const given = {
        failures: failures as number,
        outage: outage as number,
        window: sla.windows.yearJulian,
      };
      const year = reliability.failoverUnavailability({ ...given, window: sla.windows.year365 });
      recording.within(['failoverUnavailability', 'rows', index, 2], year, close);
      recording.within(['failoverUnavailability', 'rows', index, 3], 100 * (1 - year), 1e-8);
    });
  });

  it('the example of four layers, and nothing was skipped', () => {
    recording.note('components example', 'desc');
    const whole = reliability.series([
      reliability.parallel([0.9999, 0.9999]),
      reliability.kOfN({ needed: 2, parts: 4, part: 0.995 }),
      0.999,
      0.9995,
    ]);
    recording.within(['components example', 'value'], whole, 1e-9);
    recording.expectNothingSkipped();
  });
});

describe('theory.json: sla', () => {
  it('allowed downtime in every window, and which of its two months each cell of the article has', () => {
    const recording = openRecording('theory.json', 'sla');
    const columns = {
      year365_s: 'year365',
      year365_25_s: 'yearJulian',
      month30_s: 'month30',
      month365_12_s: 'month365',
      month365_25_12_s: 'monthJulian',
      week_s: 'week',
      day_s: 'day',
    } as const;
    recording.peek<readonly unknown[]>('computed').forEach((_, index) => {
      const target = recording.input<number>('computed', index, 'availability');
      for (const [column, window] of Object.entries(columns)) {
        recording.within(['computed', index, column], sla.allowedDowntime(target, window), close);
      }
    });
    const seconds = { 天: 86_400, 小时: 3600, 分钟: 60, 秒: 1 } as const;
    recording.peek<readonly (readonly string[])[]>('articleTable').forEach((row, index) => {
      const target = Number.parseFloat(recording.input<string>('articleTable', index, 0)) / 100;
      (['year365', 'month', 'week'] as const).forEach((window, column) => {
        const [figure = '', unit = ''] = (row[column + 1] as string).split(' ');
        const told = Number(figure) * seconds[unit as keyof typeof seconds];
        const digit = 10 ** -(figure.split('.')[1] ?? '').length * seconds[unit as keyof typeof seconds];
        const windows = window === 'month' ? (['month30', 'month365'] as const) : ([window] as const);
        const fits = windows.filter(
          (name) => Math.abs(sla.allowedDowntime(target, name) - told) <= 0.51 * digit,
        );
        recording.judged(
          ['articleTable', index, column + 1],
          fits.length === 1,
          `to its last digit on exactly one basis: ${fits}`,
        );
        if (window === 'month') expect(fits[0]).toBe(index === 0 || index === 3 ? 'month30' : 'month365');
      });
    });
    recording.note('audit');
    recording.expectNothingSkipped();
  });
});

describe('theory.json: scaling', () => {
  it("Amdahl's law and the universal scalability law", () => {
    const recording = openRecording('theory.json', 'scaling');
    recording.note('amdahl', 'formula');
    for (const note of ['formula', 'cite', 'columns']) recording.note('usl', note);
    recording.peek<readonly Row[]>('amdahl', 'rows').forEach(([serialShare, servers], index) => {
      recording.input('amdahl', 'rows', index, 0);
      recording.input('amdahl', 'rows', index, 1);
      const given = { serialShare: serialShare as number, servers: servers as number };
      recording.within(['amdahl', 'rows', index, 2], amdahl.speedup(given), close);
    });
    recording.peek<readonly Row[]>('usl', 'rows').forEach(([contention, coherency], index) => {
      recording.input('usl', 'rows', index, 0);
      recording.input('usl', 'rows', index, 1);
      const given = { contention: contention as number, coherency: coherency as number };
      recording.within(['usl', 'rows', index, 2], usl.peak(given), close);
      [1, 2, 4, 8, 16, 32, 64, 128].forEach((servers, column) => {
        recording.within(['usl', 'rows', index, column + 3], usl.capacity({ ...given, servers }), close);
      });
    });
    recording.expectNothingSkipped();
  });
});
