import { describe, expect, it } from 'vitest';
import { Messages } from './messages.ts';

const numbersOf = (messages: Messages, message: number) =>
  [messages.p0, messages.p1, messages.p2, messages.p3, messages.p4, messages.p5].map(
    (column) => column[message],
  );

describe('a message', () => {
  it('carries its numbers, and 0 for those not given, whoever had its row before', () => {
    const messages = new Messages();
    const first = messages.open(3, 7, 9, [11, 12, 13, 14, 15, 16]);
    expect([messages.kind[first], messages.from[first], messages.to[first]]).toEqual([3, 7, 9]);
    expect(numbersOf(messages, first)).toEqual([11, 12, 13, 14, 15, 16]);
    messages.close(first);
    const second = messages.open(4, 1, 2, [-1]);
    expect(second).toBe(first);
    expect(numbersOf(messages, second)).toEqual([-1, 0, 0, 0, 0, 0]);
  });

  it('is told from the next one in its row by its generation', () => {
    const messages = new Messages();
    const message = messages.open(1, 0, 1, []);
    const generation = messages.slots.generations[message]!;
    expect(messages.isLive(message, generation)).toBe(true);
    messages.close(message);
    expect(messages.isLive(message, generation)).toBe(false);
  });

  it('survives growth, saving and loading', () => {
    const messages = new Messages();
    for (let n = 0; n < 300; n += 1) messages.open(n % 20, n, n + 1, [n, n + 1, n + 2, n + 3, n + 4, n + 5]);
    messages.close(100);
    const loaded = new Messages();
    loaded.load(messages.save());
    for (let n = 0; n < 300; n += 1) {
      if (n === 100) continue;
      expect([loaded.kind[n], loaded.from[n], loaded.to[n]]).toEqual([n % 20, n, n + 1]);
      expect(numbersOf(loaded, n)).toEqual([n, n + 1, n + 2, n + 3, n + 4, n + 5]);
    }
    expect(loaded.open(1, 2, 3, [])).toBe(100);
  });
});
