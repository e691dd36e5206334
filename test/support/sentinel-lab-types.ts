// What the sentinel lab is made of, and what may be done to it.
import type * as sentinel from '../../src/algorithms/failover/sentinel.ts';

export interface LabNode {
  state: 'up' | 'hung' | 'down';
  role: sentinel.Role;
  follows: number | undefined;
  linkBrokenAt: number | undefined;
  offset: number;
  runId: number;
  priority: number;
  held: (() => void)[];
}

export interface Lab {
  readonly sentinels: sentinel.Sentinel[];
  readonly nodes: LabNode[];
  readonly deadSentinels: Set<number>;
  readonly facts: { at: number; sentinel: number; fact: sentinel.SentinelAction }[];
  /** Milliseconds from `faultAt`, as a listener connected to the sentinels would note them. */
  readonly events: (readonly [number, number, string, string])[];
  readonly promotedAt: number[];
  faultAt: number;
  now(): number;
  random(): number;
  runUntil(ms: number): void;
  kill(node: number): void;
  hang(node: number): void;
  resume(node: number): void;
  revive(node: number): void;
  killSentinel(index: number): void;
  reviveSentinel(index: number): void;
  /** Cuts whoever satisfies the predicate apart: parties are named 's0'…, 'n0'…. */
  cut(isCut: (from: string, to: string) => boolean): void;
  /** Breaks every sentinel's connection to a data node, which is up. */
  resetLinks(node: number): void;
}
