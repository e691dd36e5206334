// Two exponential servers behind a balancer at 70 % load: the mean wait under each rule beside what theory says.
import { describe, expect, it } from 'vitest';
import { runLab, seconds, totalsOf } from '../support/engine-lab.ts';

const [arrivalRate, serviceRate] = [140, 100];
const link = (from: string, to: string) => ({ from, to, carries: 'request', oneWayDelayMillis: 0 });
const scenario = {
  format: 'nines-scenario',
  version: 1,
  name: 'two stations',
  components: [
    { id: 'users', kind: 'users', parameters: { arrivalRate, writeRatio: 0, clientTimeoutMillis: 60_000 } },
    { id: 'lb', kind: 'load-balancer' },
    ...[1, 2].map((n) => ({ id: `station-${n}`, kind: 'station', group: 'station' })),
  ],
  links: [link('users', 'lb'), link('lb', 'station')],
};

/** Millis. */
function meanWait(balance: string): number {
  const { engine } = runLab({
    scenario,
    seed: 11,
    until: seconds(250),
    sets: [`lb.balance=${balance}`],
    keepJourneys: false,
  });
  const waits = ['station-1', 'station-2'].map((id) => totalsOf(engine, id).waitingMillis.mean);
  return (waits[0]! + waits[1]!) / 2;
}

/** Mean wait of the shorter of two queues, by the stationary distribution of both lengths, found by iteration. */
function shortestQueueWait(): number {
  const most = 40;
  const total = arrivalRate + 2 * serviceRate;
  let now = new Float64Array(most * most);
  now[0] = 1;
  const at = (one: number, other: number): number => one * most + other;
  for (let step = 0; step < 4_000; step += 1) {
    const next = new Float64Array(most * most);
    for (let one = 0; one < most; one += 1)
      for (let other = 0; other < most; other += 1) {
        const share = now[at(one, other)]! / total;
        if (share < 1e-18) continue;
        const toOne = one < other ? 1 : one > other ? 0 : 0.5;
        next[at(Math.min(one + 1, most - 1), other)]! += share * arrivalRate * toOne;
        next[at(one, Math.min(other + 1, most - 1))]! += share * arrivalRate * (1 - toOne);
        next[at(Math.max(0, one - 1), other)]! += share * serviceRate;
        next[at(one, Math.max(0, other - 1))]! += share * serviceRate;
      }
    now = next;
  }
  const inSystem = now.reduce(
    (sum, share, place) => sum + share * (Math.floor(place / most) + (place % most)),
    0,
  );
  return 1_000 * (inSystem / arrivalRate - 1 / serviceRate);
}

describe('the mean wait', () => {
  it('of a random split is that of two M/M/1 queues', () => {
    const load = arrivalRate / 2 / serviceRate;
    const closedForm = (1_000 * load) / (serviceRate - arrivalRate / 2);
    expect(Math.abs(meanWait('random') / closedForm - 1)).toBeLessThan(0.12);
  });

  it('of least connections is that of joining the shorter of two queues', () => {
    expect(Math.abs(meanWait('leastConnections') / shortestQueueWait() - 1)).toBeLessThan(0.12);
  });
});
