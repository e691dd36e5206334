// Mean response times of balanced queues, against another simulation's: the balancers deal, test/support/queue-lab.ts queues.
import { describe, expect, it } from 'vitest';
import { leastConnections, randomTwoChoices, roundRobin } from '../../src/algorithms/index.ts';
import { type Dealer, meanResponse } from '../support/queue-lab.ts';
import { openRecording } from '../support/recording.ts';

const now = 0;
const recording = openRecording('theory.json', 'lbSim');
recording.note('note');
const columns = recording.input<string[]>('columns');

type Row = [servers: number, load: number, ...[mean: number, standardError: number][]];

const policies: Record<string, (servers: number) => Dealer> = {
  random: (count) => random(count, 1),
  'round robin': (count) => {
    const s = roundRobin.create({ servers: alike(count) });
    return {
      pick: () => roundRobin.pick(s, { now }) as number,
      release: (id) => roundRobin.release(s, id, { now, outcome: 'ok' }),
    };
  },
  'power of two (distinct)': (count) => random(count, 2),
  // Ties are broken otherwise; with servers alike, the sorted queue lengths follow the same law.
  'JSQ (random ties)': (count) => {
    const s = leastConnections.create({ servers: alike(count) });
    return {
      pick: () => leastConnections.pick(s, { now }) as number,
      release: (id) => leastConnections.release(s, id, { now, outcome: 'ok' }),
    };
  },
};

describe('mean response time by policy', () => {
  recording.peek<Row[]>('rows').forEach(([servers, load, ...told], row) => {
    recording.input('rows', row, 0);
    recording.input('rows', row, 1);

    it.each(told.map((figures, index) => [columns[index + 2] as string, figures, index + 2] as const))(
      `${servers} servers at ${load}: %s`,
      (name, [mean, standardError], column) => {
        const begin = policies[name];
        if (begin === undefined) {
          expect(name).toBe('join idle queue');
          recording.notComparable(['rows', row, column], 'join idle queue is no balancer of the textbook');
          return;
        }
        const steps = load < 0.9 ? 400_000 : 800_000;
        const ours = meanResponse(begin(servers), { servers, load, steps, seed: 100 * row + column });
        const gap = Math.abs(ours.mean - mean) / Math.hypot(ours.standardError, standardError);
        recording.judged(
          ['rows', row, column],
          gap < 3.5,
          `${ours.mean.toFixed(3)} ± ${ours.standardError.toFixed(3)} against ${mean} ± ${standardError}: ${gap.toFixed(1)} standard errors apart, below 3.5`,
        );
      },
    );
  });

  it('skips nothing', () => recording.expectNothingSkipped());
});

const alike = (count: number): { id: number }[] => Array.from({ length: count }, (_, id) => ({ id }));

function random(count: number, choices: number): Dealer {
  const s = randomTwoChoices.create({ servers: alike(count), choices });
  return {
    pick: (draw) => randomTwoChoices.pick(s, { now, random: draw }) as number,
    release: (id) => randomTwoChoices.release(s, id, { now, outcome: 'ok' }),
  };
}
