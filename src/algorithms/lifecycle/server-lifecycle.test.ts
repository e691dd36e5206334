import { describe, expect, it } from 'vitest';
import * as lifecycle from './server-lifecycle.ts';

const options = { startupDelay: 500, grace: 3000, cleanupDelay: 100 };

describe('server lifecycle', () => {
  it('starts after its delay', () => {
    const s = lifecycle.create(options);
    lifecycle.start(s, 1000);
    expect([s.mode, lifecycle.nextDue(s), lifecycle.advance(s, 1499)]).toEqual(['starting', 1500, false]);
    expect([lifecycle.advance(s, 1500), s.mode, lifecycle.nextDue(s)]).toEqual([true, 'ready', undefined]);
  });

  it('drains, then cleans up, then stops', () => {
    const s = lifecycle.create({ ...options, initially: 'ready' });
    lifecycle.drain(s, 0);
    expect([s.mode, lifecycle.accepts(s), lifecycle.works(s)]).toEqual(['draining', false, true]);
    lifecycle.becomeIdle(s, 1000);
    expect([s.mode, lifecycle.nextDue(s)]).toEqual(['stopping', 1100]);
    lifecycle.advance(s, 5000);
    expect([s.mode, lifecycle.nextDue(s)]).toEqual(['stopped', undefined]);
  });

  it('is killed at the end of its grace if it never becomes idle', () => {
    const s = lifecycle.create({ ...options, initially: 'ready' });
    lifecycle.drain(s, 0);
    lifecycle.advance(s, 3000);
    expect(s.mode).toBe('crashed');
    lifecycle.start(s, 4000);
    expect(lifecycle.nextDue(s)).toBe(4500);
  });

  it('accepts while it hangs, and wakes up where it was', () => {
    const ready = lifecycle.create({ ...options, initially: 'ready' });
    lifecycle.hang(ready, 10);
    expect([ready.mode, lifecycle.accepts(ready), lifecycle.works(ready)]).toEqual(['hung', true, false]);
    lifecycle.wake(structuredClone(ready), 20);
    lifecycle.wake(ready, 20);
    expect(ready.mode).toBe('ready');
    const starting = lifecycle.create(options);
    lifecycle.start(starting, 0);
    lifecycle.hang(starting, 200);
    lifecycle.advance(starting, 900);
    expect(starting.mode).toBe('hung');
    lifecycle.wake(starting, 1000);
    expect(lifecycle.nextDue(starting)).toBe(1300);
  });

  it('is killed in its grace even while it hangs', () => {
    const s = lifecycle.create({ ...options, initially: 'ready' });
    lifecycle.drain(s, 0);
    lifecycle.hang(s, 100);
    lifecycle.advance(s, 3000);
    expect(s.mode).toBe('crashed');
  });

  it('refuses what makes no sense, and has no dead end', () => {
    const s = lifecycle.create(options);
    expect(() => lifecycle.drain(s, 0)).toThrow('no such transition');
    expect(() => lifecycle.wake(s, 0)).toThrow('only what hangs');
    for (const state of Object.values(lifecycle.serverLifecycleMachine.config.states ?? {})) {
      expect(state).not.toEqual({});
    }
  });
});
