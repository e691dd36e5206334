// src/algorithms/availability/queueing.ts against the closed forms of theory.json, to 1e-6 (its tables have eight digits).
import { describe, expect, it } from 'vitest';
import { queueing } from '../../src/algorithms/index.ts';
import { openRecording, type Recording } from '../support/recording.ts';

const close = 1e-6;
type Row = readonly number[];

/** Opens a table whose rows are lists, books its captions, and hands each row's inputs to `compare`. */
function table(
  part: string,
  inputs: number,
  compare: (...given: number[]) => (number | 'skip')[],
  notes: readonly string[],
): void {
  const recording = openRecording('theory.json', part);
  for (const note of notes) recording.note(note);
  const rows = recording.peek<readonly Row[]>('rows');
  expect(rows.length).toBeGreaterThan(3);
  rows.forEach((row, index) => {
    for (let column = 0; column < inputs; column += 1) recording.input('rows', index, column);
    compare(...row.slice(0, inputs)).forEach((value, column) => {
      if (value !== 'skip') recording.within(['rows', index, inputs + column], value, close, 1e-12);
    });
  });
  recording.expectNothingSkipped();
}

/** The same for a table whose rows are objects with one input, ρ. */
function byUtilization(
  part: string,
  compare: (rho: number) => Readonly<Record<string, number>>,
  notes: readonly string[],
): void {
  const recording: Recording = openRecording('theory.json', part);
  for (const note of notes) recording.note(note);
  recording.peek<readonly { rho: number }[]>('rows').forEach((_, index) => {
    const rho = recording.input<number>('rows', index, 'rho');
    for (const [name, value] of Object.entries(compare(rho)))
      recording.within(['rows', index, name], value, close, 1e-12);
  });
  recording.expectNothingSkipped();
}

describe('theory.json', () => {
  it('M/M/1', () => {
    byUtilization(
      'mm1',
      (rho) => {
        const queue = queueing.mm1({ arrivalRate: rho, serviceRate: 1 });
        return {
          L: queue.meanInSystem,
          Lq: queue.meanQueueLength,
          T: queue.meanResponse,
          Wq: queue.meanWaiting,
          p50: queue.responseQuantile(0.5),
          p95: queue.responseQuantile(0.95),
          p99: queue.responseQuantile(0.99),
          P_N_ge_10: queue.inSystemAtLeast(10),
        };
      },
      ['formula', 'mu'],
    );
  });

  it('M/M/c', () => {
    table(
      'mmc',
      2,
      (servers, rho) => {
        const queue = queueing.mmc({
          arrivalRate: (rho as number) * (servers as number),
          serviceRate: 1,
          servers: servers as number,
        });
        return [
          queue.waitProbability,
          queue.meanQueueLength,
          queue.meanWaiting,
          queue.meanResponse,
          queue.waitingQuantile(0.99),
        ];
      },
      ['formula', 'mu', 'columns'],
    );
  });

  it('Erlang B', () => {
    table('erlangB', 2, (servers, load) => [queueing.erlangB(load as number, servers as number)], [
      'formula',
      'columns',
    ]);
  });

  it('M/D/1 and M/G/1', () => {
    byUtilization(
      'md1',
      (rho) => {
        const queue = queueing.md1({ arrivalRate: rho, serviceRate: 1 });
        return { Wq: queue.meanWaiting, T: queue.meanResponse };
      },
      ['formula', 'mu'],
    );
    table(
      'mg1',
      2,
      (variance, rho) => {
        const queue = queueing.mg1({
          arrivalRate: rho as number,
          serviceRate: 1,
          serviceCv: Math.sqrt(variance as number),
        });
        return [queue.meanWaiting, queue.meanResponse];
      },
      ['formula', 'mu', 'columns'],
    );
  });

  it('M/M/1/K and M/M/c/K', () => {
    table(
      'mm1k',
      2,
      (capacity, rho) => {
        const queue = queueing.mm1k({
          arrivalRate: rho as number,
          serviceRate: 1,
          capacity: capacity as number,
        });
        return [queue.lossProbability, queue.meanInSystem, queue.meanResponse, queue.throughput];
      },
      ['formula', 'mu', 'columns'],
    );
    table(
      'mmck',
      3,
      (servers, capacity, rho) => {
        const queue = queueing.mmck({
          arrivalRate: (rho as number) * (servers as number),
          serviceRate: 1,
          servers: servers as number,
          capacity: capacity as number,
        });
        return [queue.lossProbability, queue.meanInSystem, queue.meanResponse];
      },
      ['note', 'columns'],
    );
  });

  it('processor sharing', () => {
    byUtilization(
      'ps',
      (rho) => {
        const queue = queueing.processorSharing({ arrivalRate: rho, serviceRate: 1 });
        expect(queue.responseOf(3)).toBeCloseTo(3 * queue.slowdown, 12);
        return { T: queue.meanResponse, slowdown: queue.slowdown };
      },
      ['formula'],
    );
  });

  it('lines behind a balancer', () => {
    table(
      'lbPolicies',
      2,
      (servers, load) => {
        const split = { servers: servers as number, load: load as number };
        return [queueing.randomSplit(split), queueing.roundRobinSplit(split), queueing.centralQueue(split)];
      },
      ['note', 'columns'],
    );
  });

  it('the power of d choices', () => {
    const recording = openRecording('theory.json', 'powerOfD');
    for (const note of ['formula', 'cite', 'columns', 'maxLoadBallsBins']) recording.note(note);
    recording.peek<readonly Row[]>('rows').forEach((_, index) => {
      const load = recording.input<number>('rows', index, 0);
      [1, 2, 3, 5].forEach((choices, column) => {
        recording.within(['rows', index, column + 1], queueing.powerOfChoices({ load, choices }), close);
      });
      recording.notComparable(
        ['rows', index, 5],
        'the limit of joining the shortest of infinitely many lines is 1 by definition',
      );
    });
    const tails = Array.from({ length: 7 }, (_, i) => 0.9 ** (2 ** i - 1));
    recording.within(['s_i lam=0.9 d=2'], tails, close);
    recording.expectNothingSkipped();
  });

  it('square-root staffing', () => {
    table(
      'squareRootStaffing',
      1,
      (beta) => {
        // The recording rounds to the nearest whole server (102.5 to 102), where the function makes sure and rounds up.
        const exact = (load: number): number => {
          const enough = queueing.squareRootStaffing({ load, beta: beta as number });
          const nearest = Math.round(load + (beta as number) * Math.sqrt(load) - 1e-9);
          expect([nearest, nearest + 1]).toContain(enough);
          return queueing.erlangC(load, nearest);
        };
        return [queueing.halfinWhitt(beta as number), exact(10), exact(100), exact(1000)];
      },
      ['formula', 'columns'],
    );
  });

  it("Little's law", () => {
    expect(queueing.little({ arrivalRate: 100, time: 30 })).toBe(3000);
  });

  it('the checks of the recording itself', () => {
    const recording = openRecording('theory.json', 'checks');
    recording.within(
      ['sim rr N=10 rho=.9 vs E10/M/1', 1],
      queueing.roundRobinSplit({ servers: 10, load: 0.9 }),
      1e-4,
    );
    recording.notComparable(['sim rr N=10 rho=.9 vs E10/M/1', 0], 'simulation of the recording');
    for (const name of Object.keys(recording.peek<object>())) {
      if (!name.startsWith('sim rr'))
        recording.notComparable([name], 'how the tables were checked by those who made them');
    }
    recording.expectNothingSkipped();
  });
});
