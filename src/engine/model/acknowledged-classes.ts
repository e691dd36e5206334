/**
 * Of which class each acknowledged write is that may still be lost: a ring by offset, as long as the history that some
 * node has not got.
 */
import { head, type ReplicationLog } from '../../algorithms/replication/replication-log.ts';

export class AcknowledgedClasses {
  private ring = new Uint8Array(256);

  /** The write at `offset` of the log's present history was acknowledged to a request of this class. */
  put(log: ReplicationLog, offset: number, classIndex: number): void {
    if (offset <= log.prunedTo) return;
    const last = head(log);
    while (last - log.prunedTo > this.ring.length) this.grow(log.prunedTo + 1);
    this.ring[offset % this.ring.length] = classIndex;
  }

  at(offset: number): number {
    return this.ring[offset % this.ring.length] as number;
  }

  save(): Uint8Array {
    return this.ring.slice();
  }

  load(plain: Uint8Array): void {
    this.ring = plain.slice();
  }

  /** `first` is the oldest that may still be lost: all that were put lie within a ring's length from it. */
  private grow(first: number): void {
    const larger = new Uint8Array(this.ring.length * 2);
    for (let offset = first; offset < first + this.ring.length; offset += 1)
      larger[offset % larger.length] = this.at(offset);
    this.ring = larger;
  }
}
