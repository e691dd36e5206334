import { describe, expect, it } from 'vitest';
import type { Command, StampedCommand } from '../engine/command.ts';
import { type CommandQueue, createCommandQueue } from './command-queue.ts';
import { createPending, NotDone } from './not-done.ts';

const set = (path: string, value: number): Command => ({ kind: 'set', path, value });
const crash = (component: string): Command => ({ kind: 'crash', component });
const next = (queue: CommandQueue) => queue.next()?.command;
const apart = (command: Command) => ({ command, stamp: createPending<StampedCommand>() });

describe('commands on their way', () => {
  it('leave in order; edits wait for a frame, and only the latest of a path goes', () => {
    const queue = createCommandQueue();
    queue.add(set('a', 1));
    queue.add(set('b', 1));
    queue.add(set('a', 2));
    expect([queue.length, next(queue)]).toEqual([2, undefined]);
    queue.releaseEdits();
    expect([next(queue), next(queue), next(queue)]).toEqual([set('a', 2), set('b', 1), undefined]);
    expect(queue.length).toBe(0);
    // Released once.
    queue.releaseEdits();
    expect(next(queue)).toBeUndefined();
  });

  it('let no edit overtake a fault', () => {
    const queue = createCommandQueue();
    queue.add(crash('x'));
    queue.add(set('a', 1));
    queue.releaseEdits();
    expect([queue.length, next(queue), next(queue)]).toEqual([2, crash('x'), undefined]);
    queue.releaseEdits();
    expect(next(queue)).toEqual(set('a', 1));
  });

  it('are put back in front, and forgotten', () => {
    const queue = createCommandQueue();
    queue.add(crash('x'));
    queue.add(crash('y'));
    queue.putBack(apart(crash('z')));
    expect(next(queue)).toEqual(crash('z'));
    queue.add(set('a', 1));
    queue.clear(new NotDone('superseded'));
    queue.releaseEdits();
    expect([queue.length, next(queue)]).toEqual([0, undefined]);
  });
});
