/**
 * Control messages that wait their turn behind a component's work, as a probe or a PING does at a process that serves
 * everything with the same thread or pool. A message takes no slot and no time of its own. `connection` is one queue
 * entry for all that a sender has sent until its turn: an event loop reads everything that is in the socket at once.
 */
import type { Site } from './site.ts';
import type { Workers } from './workers.ts';

export class Errands {
  private readonly site: Site;
  private readonly entryFor: 'message' | 'connection';
  private readonly handle: (message: number) => void;
  /** Copies of the messages that wait, by arrival: the delivered ones are closed. */
  private waiting: number[] = [];

  constructor(site: Site, entryFor: 'message' | 'connection', handle: (message: number) => void) {
    this.site = site;
    this.entryFor = entryFor;
    this.handle = handle;
  }

  admit(message: number, center: Workers): void {
    if (center.isFree) this.handle(message);
    else this.keep(message, center);
  }

  /** The turn of an entry of the queue has come. */
  run(entry: number): void {
    const { messages } = this.site;
    const isDue = (message: number): boolean =>
      this.entryFor === 'connection' ? messages.from[message] === entry : message === entry;
    const due = this.waiting.filter(isDue);
    this.waiting = this.waiting.filter((message) => !isDue(message));
    for (const message of due) {
      this.handle(message);
      messages.close(message);
    }
  }

  /** The process died: its connections with all that was in them are gone. */
  clear(): void {
    for (const message of this.waiting) this.site.messages.close(message);
    this.waiting = [];
  }

  save(): readonly number[] {
    return this.waiting.slice();
  }

  load(plain: readonly number[]): void {
    this.waiting = plain.slice();
  }

  private keep(message: number, center: Workers): void {
    const { messages } = this.site;
    const { p0, p1, p2, p3, p4, p5 } = messages;
    const numbers = [p0, p1, p2, p3, p4, p5].map((column) => column[message] as number);
    const from = messages.from[message] as number;
    const copy = messages.open(
      messages.kind[message] as number,
      from,
      messages.to[message] as number,
      numbers,
    );
    const isKnown = this.entryFor === 'connection' && this.waiting.some((one) => messages.from[one] === from);
    this.waiting.push(copy);
    if (!isKnown) center.queueErrand(this.entryFor === 'connection' ? from : copy);
  }
}
