/** What a pool of connections tells: that asks have waited in vain, and, once that is over for a second, that it is. */
import { type Micros, microsFromMillis, microsPerSecond } from '../../base/units.ts';
import type { PoolConfig } from './connection-pool.ts';
import type { Site } from './site.ts';

/** Asks that wait in vain again within this are the same exhaustion. */
const roomToLastMicros: Micros = microsPerSecond;

export class PoolStory {
  private readonly site: Site;
  private readonly dependency: string;
  /** Story id of `poolExhausted` while it lasts, 0 else; when it began; the last ask in vain, and their number. */
  private exhaustedBy = 0;
  private beganAt: Micros = 0;
  private lastAt: Micros = 0;
  private rejected = 0;

  constructor(site: Site, dependency: string) {
    this.site = site;
    this.dependency = dependency;
  }

  /** What is told while nothing else explains it. */
  get root(): number {
    return this.exhaustedBy;
  }

  /** An ask has waited in vain, because of `root`. */
  onGivenUp({ size, waitMillis }: PoolConfig, root: number): void {
    const { site, dependency } = this;
    if (this.exhaustedBy === 0) {
      this.beganAt = site.now;
      this.rejected = 0;
      const waitedMicros = microsFromMillis(waitMillis);
      this.exhaustedBy = site.tell('poolExhausted', site.now, root, { dependency, size, waitedMicros });
    }
    this.lastAt = site.now;
    this.rejected += 1;
  }

  /** Nobody waits; `isGone`: there is no pool any more. */
  onRoom(isGone: boolean): void {
    const { site, dependency, rejected } = this;
    if (this.exhaustedBy === 0 || (!isGone && site.now - this.lastAt < roomToLastMicros)) return;
    const lastedMicros = this.lastAt - this.beganAt;
    site.tell('poolRecovered', site.now, this.exhaustedBy, { dependency, rejected, lastedMicros });
    this.forget();
  }

  forget(): void {
    this.exhaustedBy = 0;
  }

  save() {
    const { exhaustedBy, beganAt, lastAt, rejected } = this;
    return { exhaustedBy, beganAt, lastAt, rejected };
  }

  load(plain: ReturnType<PoolStory['save']>): void {
    Object.assign(this, plain);
  }
}
