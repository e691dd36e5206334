import { describe, expect, it } from 'vitest';
import { emptyHistory, sinkInto } from '../../../test/support/engine-lab.ts';
import { AssertionError } from '../../base/assert.ts';
import { PendingSeconds } from './pending-seconds.ts';

const classIndex = 1;
const second = 1_000_000;

function lab() {
  const history = emptyHistory();
  const sink = sinkInto(history);
  const seconds = new PendingSeconds(classIndex, sink);
  return {
    seconds,
    sink,
    /** Requests that arrive at an instant and end later, so many of them well. */
    arrive(at: number, count: number): void {
      for (let n = 0; n < count; n += 1) seconds.onArrival(at);
    },
    end(arrivedAt: number, good: number, bad: number, of = seconds): void {
      for (let n = 0; n < good + bad; n += 1) of.onEnd(arrivedAt, n < good);
    },
    spans: () =>
      history.spans.map(({ fromSecond, toSecond, arrived, good, down }) => [
        fromSecond,
        toSecond,
        arrived,
        good,
        down,
      ]),
    history,
  };
}

describe('a second', () => {
  it('is judged once it is over and all that arrived in it has ended', () => {
    const { seconds, arrive, end, spans, history } = lab();
    arrive(0, 6);
    arrive(999_999, 4);
    end(0, 6, 0);
    seconds.judge(5 * second);
    expect([spans(), seconds.judgedUntilSecond]).toEqual([[], 0]);
    end(999_999, 4, 0);
    seconds.judge(second - 1);
    expect([spans(), seconds.judgedUntilSecond]).toEqual([[], 0]);
    seconds.judge(second);
    expect([spans(), seconds.judgedUntilSecond]).toEqual([[[0, 1, 10, 10, false]], 1]);
    expect(history.spans[0]!.class).toBe(classIndex);
  });

  it.each([
    [9, 1, false],
    [8, 2, true],
    [0, 10, true],
  ])('with %i good and %i bad of its ten is down: %s', (good, bad, isDown) => {
    const { seconds, arrive, end, spans } = lab();
    arrive(500_000, 10);
    end(500_000, good, bad);
    seconds.judge(second);
    expect(spans()).toEqual([[0, 1, 10, good, isDown]]);
    expect(seconds.downtimeSeconds).toBe(isDown ? 1 : 0);
  });

  it('of too few requests is judged with those after it, with every second that lies between', () => {
    const { seconds, arrive, end, spans } = lab();
    arrive(0, 4);
    end(0, 0, 4);
    arrive(2 * second, 6);
    end(2 * second, 6, 0);
    seconds.judge(2 * second);
    expect([spans(), seconds.judgedUntilSecond]).toEqual([[], 2]);
    seconds.judge(3 * second);
    expect(spans()).toEqual([[0, 3, 10, 6, true]]);
    expect(seconds.downtimeSeconds).toBe(3);
  });

  it('in which nobody came is over without a verdict', () => {
    const { seconds, arrive, end, spans } = lab();
    seconds.judge(4 * second);
    expect([spans(), seconds.judgedUntilSecond, seconds.downtimeSeconds]).toEqual([[], 4, 0]);
    arrive(4 * second, 10);
    end(4 * second, 10, 0);
    seconds.judge(5 * second);
    expect(spans()).toEqual([[4, 5, 10, 10, false]]);
  });

  it('waits for the one before it, and both then are judged in order', () => {
    const { seconds, arrive, end, spans } = lab();
    arrive(0, 10);
    arrive(second, 10);
    end(second, 0, 10);
    end(0, 9, 0);
    seconds.judge(9 * second);
    expect([spans(), seconds.judgedUntilSecond]).toEqual([[], 0]);
    end(0, 1, 0);
    seconds.judge(2 * second);
    expect(spans()).toEqual([
      [0, 1, 10, 10, false],
      [1, 2, 10, 0, true],
    ]);
    expect(seconds.judgedUntilSecond).toBe(2);
  });

  it('that was judged does not change', () => {
    const { seconds, arrive } = lab();
    seconds.judge(2 * second);
    expect(() => arrive(2 * second - 1, 1)).toThrow(AssertionError);
    expect(() => seconds.onEnd(0, true)).toThrow(AssertionError);
    arrive(2 * second, 1);
    expect(seconds.judgedUntilSecond).toBe(2);
  });
});

describe('a checkpoint', () => {
  it('holds what is pending, the span that is open and the downtime so far', () => {
    const { seconds, sink, arrive, end, spans } = lab();
    arrive(0, 10);
    end(0, 0, 10);
    arrive(second, 3);
    end(second, 3, 0);
    seconds.judge(2 * second);
    arrive(2 * second, 7);
    arrive(3 * second, 10);
    end(2 * second, 3, 1);
    const saved = seconds.save();
    const asSaved = JSON.stringify(saved);
    const finish = (of: PendingSeconds): void => {
      end(2 * second, 1, 2, of);
      end(3 * second, 10, 0, of);
      of.judge(4 * second);
    };
    finish(seconds);
    const expected = [
      [1, 3, 10, 7, true],
      [3, 4, 10, 10, false],
    ];
    expect(spans()).toEqual([[0, 1, 10, 0, true], ...expected]);

    const loaded = new PendingSeconds(classIndex, sink);
    for (let n = 0; n < 5; n += 1) loaded.onArrival(5 * second);
    loaded.load(saved);
    expect([loaded.judgedUntilSecond, loaded.downtimeSeconds]).toEqual([2, 1]);
    finish(loaded);
    expect(spans().slice(3)).toEqual(expected);
    expect([loaded.downtimeSeconds, loaded.judgedUntilSecond]).toEqual([3, 4]);
    expect(JSON.stringify(saved)).toBe(asSaved);
  });
});
