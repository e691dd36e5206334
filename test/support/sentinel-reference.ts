// Phase durations of the recorded Redis Sentinel failovers, per cell (down-after × fault), in milliseconds, and the same
// measurements taken from anything else that yields events of the same form.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './repository.ts';

/** Milliseconds from the fault, sentinel 1…3, Redis event name, detail. */
export type SentinelEvent = readonly [ms: number, sentinel: number, event: string, detail: string];

export interface SentinelRun {
  readonly fault: 'STOP' | 'KILL';
  readonly downAfter: number;
  readonly run: number;
  readonly firstWriteAcceptedByNewPrimaryMs: number;
  readonly events: readonly SentinelEvent[];
  readonly rejoinDetail?: {
    readonly backAtMs: number;
    readonly firstReadOnlyAfterBackMs: number;
    readonly convertEvents: readonly (readonly [number, number, string])[];
  };
}

export interface SentinelCell {
  readonly fault: 'STOP' | 'KILL';
  readonly downAfter: number;
}

export const sentinelCells: readonly SentinelCell[] = [
  { fault: 'STOP', downAfter: 1000 },
  { fault: 'KILL', downAfter: 1000 },
  { fault: 'STOP', downAfter: 2000 },
  { fault: 'KILL', downAfter: 2000 },
];

export const sentinelPhases = [
  'first suspected − down-after',
  'every suspected − down-after',
  'agreed − first suspected',
  'elected − agreed',
  'chosen − elected',
  'writable − elected',
  'promotion seen − elected',
  'first switch − elected',
  'leader switch − follower switch',
] as const;

export type SentinelPhase = (typeof sentinelPhases)[number];
export type PhaseSamples = Record<SentinelPhase, number[]>;

export function sentinelRecording(): { runs: readonly SentinelRun[]; extras: Record<string, unknown> } {
  return JSON.parse(readFileSync(join(root, 'test/reference/sentinel.json'), 'utf8'));
}

export function isIn(cell: SentinelCell, run: SentinelRun): boolean {
  return run.fault === cell.fault && run.downAfter === cell.downAfter;
}

/** The part of a run that the phases are measured from. */
export function samplePhases(runs: readonly SentinelRun[]): PhaseSamples {
  const samples = Object.fromEntries(sentinelPhases.map((phase) => [phase, []])) as unknown as PhaseSamples;
  for (const run of runs) sampleRun(run, samples);
  return samples;
}

function sampleRun(run: SentinelRun, samples: PhaseSamples): void {
  const elected = run.events.find((event) => event[2] === '+elected-leader');
  if (elected === undefined) throw new Error('a run without a leader has no phases');
  const leader = elected[1];
  const first = (name: string, by?: (sentinel: number) => boolean): number => {
    const found = run.events.find(
      (event) => event[2] === name && event[3].startsWith(prefixOf(name)) && (by?.(event[1]) ?? true),
    );
    if (found === undefined) throw new Error(`a run without ${name}`);
    return found[0];
  };
  const suspected = run.events.filter((event) => event[2] === '+sdown' && event[3].startsWith('master'));
  const firstOf = new Map(suspected.toReversed().map((event) => [event[1], event[0]]));
  const isLeader = (sentinel: number): boolean => sentinel === leader;
  const followerSwitch = first('+switch-master', (sentinel) => sentinel !== leader);
  samples['first suspected − down-after'].push(first('+sdown') - run.downAfter);
  samples['every suspected − down-after'].push(...[...firstOf.values()].map((ms) => ms - run.downAfter));
  samples['agreed − first suspected'].push(first('+odown') - first('+sdown'));
  samples['elected − agreed'].push(elected[0] - first('+try-failover', isLeader));
  samples['chosen − elected'].push(first('+selected-slave') - elected[0]);
  samples['writable − elected'].push(run.firstWriteAcceptedByNewPrimaryMs - elected[0]);
  samples['promotion seen − elected'].push(first('+promoted-slave') - elected[0]);
  samples['first switch − elected'].push(followerSwitch - elected[0]);
  samples['leader switch − follower switch'].push(first('+switch-master', isLeader) - followerSwitch);
}

function prefixOf(name: string): string {
  return name === '+sdown' || name === '+odown' ? 'master' : '';
}
