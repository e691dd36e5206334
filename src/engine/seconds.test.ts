import { describe, expect, it } from 'vitest';
import {
  emptyHistory,
  figureInRow,
  type RowFigure,
  seconds,
  sinkInto,
} from '../../test/support/engine-lab.ts';
import { timedStation } from '../../test/support/timed-arrivals.ts';
import { createEngine } from './engine.ts';

const station = { index: 1, id: 'station' };

/** Four calls in the first half second, each served for 3 s: one at work, the others wait. */
function rowsOf(name: RowFigure): readonly number[] {
  const history = emptyHistory();
  const arrivals = [0, 250_000, 500_000, 500_000];
  const engine = createEngine(timedStation({ arrivals, serviceMillis: 3_000 }), 1, sinkInto(history));
  engine.runUntil(seconds(13));
  return history.rows.map((row) => figureInRow(row, station, name));
}

describe('the rows of a second', () => {
  it('begin with the queue as it is: the longest is the length at the start when it only shrinks', () => {
    expect(rowsOf('queueLengthMax')).toEqual([3, 3, 3, 3, 2, 2, 2, 1, 1, 1, 0, 0, 0]);
  });

  it('average over the second, and never more than the longest', () => {
    // 3/4 of a second with one waiting, of which half a second with two more.
    expect(rowsOf('queueLength')).toEqual([1.75, 3, 3, 2, 2, 2, 1, 1, 1, 0, 0, 0, 0]);
    expect(rowsOf('busy')).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0]);
    expect(rowsOf('inSystem')).toEqual([2.75, 4, 4, 3, 3, 3, 2, 2, 2, 1, 1, 1, 0]);
  });

  it('count a call in the second in which it came, got its slot and ended', () => {
    expect(rowsOf('arrived')).toEqual([4, ...new Array<number>(12).fill(0)]);
    expect(rowsOf('started')).toEqual([1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 0]);
    expect(rowsOf('answered')).toEqual([0, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1]);
    expect(rowsOf('waitingSum').filter((sum) => sum > 0)).toEqual([2_750_000, 5_500_000, 8_500_000]);
    expect(rowsOf('responseSum').filter((sum) => sum > 0)).toEqual([
      3_000_000, 5_750_000, 8_500_000, 11_500_000,
    ]);
  });
});
