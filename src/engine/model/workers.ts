/**
 * What does a server's work: threads (`service-center.ts`) or an event loop (`event-loop.ts`). The two differ in what a call
 * has while it waits for others: its thread, or nothing.
 */
export interface Workers {
  /** Calls that wait to be begun. */
  readonly queueLength: number;
  /** Undefined without a bound. */
  readonly queueCapacity: number | undefined;
  readonly keepsSlotWhileWaiting: boolean;
  /** Nothing has to wait. */
  readonly isFree: boolean;
  /** The next call would be turned away. */
  readonly isFull: boolean;
  /** A call has come. */
  admit(call: number): void;
  /** Runs an errand once all that came before it has had its turn. */
  queueErrand(errand: number): void;
  /** A call that is being worked on waits for others from now on. */
  pause(call: number): void;
  /** What a call has waited for has ended. May it go on now? If not, it will be told to, with the cause and the root. */
  takeTurn(call: number, causeCode: number, rootId: number): boolean;
  /** A call that is being worked on is done. */
  finish(call: number, causeCode: number, rootId: number): void;
}
