/** Kinds of calendar events. `target` is a component; `a` and `b` are what the comment says. Part of the trace hash. */
export const eventKind = {
  /** The next request of a source. */
  arrival: 1,
  /** A call reaches its callee. a = call, b = generation. */
  callDelivered: 2,
  /** An answer reaches the caller. a = call, b = generation. */
  replyDelivered: 3,
  /** The caller's patience ends. a = call, b = generation. */
  callTimedOut: 4,
  /** The callee's present work on a call ends. a = call, b = generation. */
  workEnded: 5,
  /** A control message arrives. a = message, b = generation. */
  messageDelivered: 6,
  /** A timer of a component's own. a = timer + 256 × incarnation, b = its payload. */
  timer: 7,
  /** A fault with a duration ends, or a starting process becomes ready. a = which, b = generation of the fault. */
  faultDue: 8,
  /** A busy process is free again and something waits for it. */
  processFree: 9,
} as const;
