/**
 * Collects what one run of a sentinel's timer, or one message, brings about: the actions, and how long the process is busy
 * with it. They leave when the work is done, and saving to disk is the only work that takes noticeable time. Source: Redis Sentinel 7.0, one thread,
 * `sentinelFlushConfig`. O(1). Known failure: a slow disk makes a sentinel deaf while it saves.
 */
import type { Micros } from '../../base/units.ts';
import type { Sentinel, SentinelAction } from './sentinel-types.ts';

export interface Turn {
  readonly now: Micros;
  /** Uniform in [0, 1): desynchronizes rival attempts at the same failover. */
  readonly desync: number;
  readonly actions: SentinelAction[];
  busy: Micros;
}

export function beginTurn(now: Micros, actions: SentinelAction[], desync = 0): Turn {
  return { now, desync, actions, busy: 0 };
}

/** Epoch, vote and configuration must survive a restart, so they reach the disk before anyone hears of them. */
export function save(s: Sentinel, turn: Turn): void {
  turn.busy += s.options.saveTime;
}

export function desyncDelay(s: Sentinel, turn: Turn): Micros {
  return Math.floor(turn.desync * s.options.maxDesync);
}
