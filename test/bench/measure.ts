/**
 * Timing on a shared machine: contestants take turns within one run, processor time is counted where it can be, and the
 * median of many short turns is reported, so that ratios stay meaningful when nanoseconds do not.
 */
import type { TemplateId } from '../../src/scenario/templates/index.ts';
import type { PortableRun } from './portable-run.ts';

/** One line of the table. `better` says which way is good, for whoever compares two reports. */
export interface Row {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly better: 'lower' | 'higher';
  readonly note?: string;
}

/** Plays `seconds` of a template, start to end, and says how long that took. */
type Player = (template: TemplateId, seconds: number) => Promise<PortableRun>;

/** What a section may need that is no part of the bundle. */
export interface Tools {
  /** Undefined, after a line that says so, where there is no browser. */
  readonly openPlayers: () => Promise<
    { readonly node: Player; readonly chromium: Player; readonly close: () => Promise<void> } | undefined
  >;
}

/** A section's file exports it as `run` and is listed in `main.ts`. */
export type Section = (tools: Tools) => readonly Row[] | Promise<readonly Row[]>;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((x, y) => x - y);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}

/** Wall time of one call, in milliseconds. */
export function time(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** Milliseconds of processor that this process has had: what a neighbour takes is not in it. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

/**
 * Runs each contestant once per round, in turn, after `warmups` rounds that do not count: milliseconds of processor by
 * name.
 */
export function interleave<Name extends string>(
  contestants: Readonly<Record<Name, () => void>>,
  rounds = 9,
  warmups = 2,
): Record<Name, number[]> {
  const names = Object.keys(contestants) as Name[];
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let round = -warmups; round < rounds; round += 1) {
    for (const name of names) {
      const began = processorTime();
      contestants[name]();
      if (round >= 0) times[name].push(processorTime() - began);
    }
  }
  return times;
}

/** The median, over rounds, of how many times longer `slow` took than `fast` in the same round. */
export const medianRatio = (slow: readonly number[], fast: readonly number[]): number =>
  median(slow.map((took, round) => took / (fast[round] as number)));
