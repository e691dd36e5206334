/**
 * Seconds of one class that cannot be judged yet, because requests that arrived in them are still in flight. Once a
 * second's requests have all ended it is handed, in order, to the downtime rule of `algorithms/availability`. Every
 * request ends by its client's deadline, so a second waits no longer than that.
 */

import * as downtime from '../../algorithms/availability/downtime.ts';
import { assert } from '../../base/assert.ts';
import { copyPlain } from '../../base/plain.ts';
import { type Micros, microsPerSecond } from '../../base/units.ts';
import type { HistorySink } from './records.ts';

interface PendingSecond {
  arrived: number;
  ended: number;
  good: number;
}

export class PendingSeconds {
  private readonly index: number;
  private readonly sink: HistorySink;
  /** Consecutive seconds from `judgedUntilSecond` on. */
  private pending: PendingSecond[] = [];
  judgedUntilSecond = 0;
  private ledger = downtime.create();

  constructor(index: number, sink: HistorySink) {
    this.index = index;
    this.sink = sink;
  }

  get downtimeSeconds(): number {
    return downtime.downtimeSeconds(this.ledger);
  }

  onArrival(now: Micros): void {
    this.at(now).arrived += 1;
  }

  onEnd(arrivedAt: Micros, isGood: boolean): void {
    const second = this.at(arrivedAt);
    second.ended += 1;
    if (isGood) second.good += 1;
  }

  /** Judges the oldest seconds that are over and whose requests have all ended. */
  judge(now: Micros): void {
    while ((this.judgedUntilSecond + 1) * microsPerSecond <= now) {
      const oldest = this.pending[0] ?? { arrived: 0, ended: 0, good: 0 };
      if (oldest.ended < oldest.arrived) return;
      this.pending.shift();
      for (const span of downtime.closeSecond(
        this.ledger,
        this.judgedUntilSecond,
        oldest.arrived,
        oldest.good,
      )) {
        this.sink.ledger({ class: this.index, ...span });
      }
      this.judgedUntilSecond += 1;
    }
  }

  save() {
    return {
      pending: this.pending.flatMap(({ arrived, ended, good }) => [arrived, ended, good]),
      judgedUntilSecond: this.judgedUntilSecond,
      ledger: copyPlain(this.ledger),
    };
  }

  load(plain: ReturnType<PendingSeconds['save']>): void {
    this.pending = [];
    for (let at = 0; at < plain.pending.length; at += 3) {
      const [arrived = 0, ended = 0, good = 0] = plain.pending.slice(at, at + 3);
      this.pending.push({ arrived, ended, good });
    }
    this.judgedUntilSecond = plain.judgedUntilSecond;
    this.ledger = copyPlain(plain.ledger);
  }

  private at(time: Micros): PendingSecond {
    const place = Math.floor(time / microsPerSecond) - this.judgedUntilSecond;
    assert(place >= 0, 'a judged second does not change');
    while (this.pending.length <= place) this.pending.push({ arrived: 0, ended: 0, good: 0 });
    return this.pending[place] as PendingSecond;
  }
}
