/**
 * A server's side of active health checks. A probe is one more request: it waits its turn behind the others and is turned
 * away by a full queue. With `healthCheck` separate it has a port and a thread of its own, and only a process that hangs
 * or is dead leaves it unanswered.
 */
import type { Micros } from '../../base/units.ts';
import { Errands } from './errands.ts';
import { messageKind } from './message-kinds.ts';
import type { Fields } from './parameter-spec.ts';
import type { healthCheck } from './shared-specs.ts';
import type { Site } from './site.ts';
import type { Workers } from './workers.ts';

/** A health answer takes this long at a healthy server; a slow one takes its factor more. */
const probeAnswerMicros: Micros = 1_000;

interface Checked extends Fields {
  readonly healthCheck: ReturnType<typeof healthCheck>;
}

export class ProbeAnswers {
  private readonly site: Site;
  private readonly errands: Errands;

  constructor(site: Site) {
    this.site = site;
    this.errands = new Errands(site, 'message', (message) => this.answer(message));
  }

  /** Answers a probe, now or in its turn; returns false for any other message. */
  take(message: number, center: Workers): boolean {
    const { site } = this;
    if (site.messages.kind[message] !== messageKind.probe) return false;
    if (site.config<Checked>().healthCheck === 'separate') this.answer(message);
    else if (center.isFull) this.turnAway(message);
    else this.errands.admit(message, center);
    return true;
  }

  /** The turn of a probe that waited has come. */
  run(entry: number): void {
    this.errands.run(entry);
  }

  clear(): void {
    this.errands.clear();
  }

  save(): readonly number[] {
    return this.errands.save();
  }

  load(plain: readonly number[]): void {
    this.errands.load(plain);
  }

  private answer(message: number): void {
    const { site } = this;
    const { messages } = site;
    const busy = Math.round(probeAnswerMicros * site.slowFactor);
    const to = messages.from[message] as number;
    site.mail(messageKind.probeAnswer, to, [messages.p0[message] as number], busy);
  }

  private turnAway(message: number): void {
    const { site } = this;
    const { from, p0 } = site.messages;
    const numbers = [messageKind.probe, p0[message] as number];
    site.mail(messageKind.refused, from[message] as number, numbers);
  }
}
