/**
 * Nanoseconds per call of every mechanism of src/algorithms, at 3, 30 and 300 servers, and of the packages a user would
 * take instead, as a multiple of ours in the same run.
 */

import { median, type Row } from '../measure.ts';
import { mechanisms } from '../mechanisms/index.ts';
import type { Loop, Mechanism } from '../mechanisms/mechanism.ts';

const usualSizes = [3, 30, 300];
/** Processor milliseconds that one turn should take: long against the clock's step, short against a neighbour's. */
const turn = 15;
const rounds = 7;
/** Results go here, so that no loop is dead code. */
export const sink = { value: 0 };

export async function run(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const mechanism of mechanisms) {
    for (const size of mechanism.sizes ?? usualSizes) rows.push(...(await timeAt(mechanism, size)));
  }
  return rows;
}

async function timeAt(mechanism: Mechanism, size: number): Promise<Row[]> {
  const rivals = mechanism.rivals ?? [];
  const loops = [mechanism, ...rivals].map(({ prepare }) => prepare(size));
  const times = await Promise.all(loops.map(calibrate));
  const turns: number[][] = loops.map(() => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [place, loop] of loops.entries()) {
      turns[place]?.push(await perCall(loop, times[place] as number));
    }
  }
  const [ours = [], ...theirs] = turns;
  const name = `${mechanism.namespace} ${mechanism.call}${mechanism.sizes?.length === 1 ? '' : ` · ${size}`}`;
  return [
    { name, value: median(ours), unit: 'ns', better: 'lower' },
    ...theirs.map((turnsOf, place) => ({
      name: `  ${rivals[place]?.package} · ${size}`,
      value: median(turnsOf.map((took, round) => took / (ours[round] as number))),
      unit: '× ours',
      better: 'higher' as const,
      note: `${median(turnsOf).toPrecision(3)} ns`,
    })),
  ];
}

/** How many calls fill a turn, after warming up. */
async function calibrate(loop: Loop): Promise<number> {
  let times = 64;
  for (;;) {
    const took = (times * (await perCall(loop, times))) / 1e6;
    if (took >= turn) return times;
    times = Math.ceil(times * Math.min(8, Math.max(1.5, (1.2 * turn) / Math.max(took, 0.01))));
  }
}

/** Nanoseconds of processor per call. */
async function perCall(loop: Loop, times: number): Promise<number> {
  const began = process.cpuUsage();
  const result = loop(times);
  sink.value += typeof result === 'number' ? result : await result;
  const { user, system } = process.cpuUsage(began);
  return ((user + system) * 1000) / times;
}
