/**
 * What a caller knows of those who serve one of its dependencies: whom to ask next, and what the end of a call teaches it.
 * There is one for each protocol whose servers differ from one another; it decides nothing about timeouts or retries.
 */
export interface ProtocolClient {
  /** Who serves it, in the order of the scenario; empty where nobody does. */
  readonly servers: readonly number[];
  /** Whom to ask on behalf of `call`, −1 for nobody. `tried` have refused it already. */
  nodeFor(call: number, verb: number, tried: ReadonlySet<number> | undefined): number;
  /** May another be asked for what one has refused? */
  isSharedBy(verb: number): boolean;
  /** The call that `nodeFor` has named `node` for is not sent, now or after a wait for a connection. */
  onRejected(node: number, verb: number): void;
  /** `child` has just been sent on behalf of `call`: puts into it what it carries. */
  onSent(call: number, child: number, verb: number): void;
  /**
   * A call has ended, well or badly, that was made for `call`; −1 if that does not wait for it. `isPicked`: `nodeFor` had named
   * its callee, which otherwise was that of a connection held.
   */
  onEnded(child: number, verb: number, call: number, isPicked: boolean): void;
  /** It ended well: takes over what it brought, and says what that is in bits of `answerNotes`. */
  onAnswered(call: number, child: number, verb: number): number;
  onStart(): void;
  onMessage(message: number): void;
  save(): unknown;
  load(plain: never): void;
}
