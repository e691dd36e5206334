import { describe, expect, it } from 'vitest';
import type { Command } from '../engine/command.ts';
import { createCommandQueue } from './command-queue.ts';

const set = (path: string, value: number): Command => ({ kind: 'set', path, value });
const crash = (component: string): Command => ({ kind: 'crash', component });

describe('commands on their way', () => {
  it('leave in order; edits wait for a frame, and only the latest of a path goes', () => {
    const queue = createCommandQueue();
    queue.add(set('a', 1));
    queue.add(set('b', 1));
    queue.add(set('a', 2));
    expect([queue.length, queue.next()]).toEqual([2, undefined]);
    queue.releaseEdits();
    expect([queue.next(), queue.next(), queue.next()]).toEqual([set('a', 2), set('b', 1), undefined]);
    expect(queue.length).toBe(0);
    // Released once.
    queue.releaseEdits();
    expect(queue.next()).toBeUndefined();
  });

  it('let no edit overtake a fault', () => {
    const queue = createCommandQueue();
    queue.add(crash('x'));
    queue.add(set('a', 1));
    queue.releaseEdits();
    expect([queue.length, queue.next(), queue.next()]).toEqual([2, crash('x'), undefined]);
    queue.releaseEdits();
    expect(queue.next()).toEqual(set('a', 1));
  });

  it('are put back in front, and forgotten', () => {
    const queue = createCommandQueue();
    queue.add(crash('x'));
    queue.add(crash('y'));
    queue.putBack(crash('z'));
    expect(queue.next()).toEqual(crash('z'));
    queue.add(set('a', 1));
    queue.clear();
    queue.releaseEdits();
    expect([queue.length, queue.next()]).toEqual([0, undefined]);
  });
});
