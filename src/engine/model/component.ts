/**
 * What every component is to the run loop. A component never calls another: it sends calls and messages through the
 * transport and is told what reached it. It is only told while its process runs; a hung process is told later.
 */
import type { HealthState } from '../telemetry/records.ts';

export interface Component {
  readonly index: number;
  /** A call arrived. The component must end it some day with `finishCall`. */
  onCall(call: number): void;
  /** A call that this component made has ended: see its cause. */
  onReply(call: number): void;
  /** Work begun with a `ServiceTime` has ended. */
  onWorkEnded(call: number): void;
  onMessage(message: number): void;
  onTimer(timer: number, payload: number): void;
  /** The process begins (also at time 0). */
  onStart(): void;
  /** The process died: everything in memory is gone. Its calls are ended by the transport. */
  onCrash(): void;
  /**
   * Takes the parameters of its kind as they are from now on. Its constructor calls this, and so do an edit and `load`. A
   * process that hangs begins nothing because of it.
   */
  configure(next: never): void;
  /** The process hung and goes on: what an edit made possible meanwhile may begin. */
  onResume?(): void;
  /** Story id of what keeps it from confirming work that is done, or, if given, `call` from being worked on; 0 = nothing. */
  rootOfWait?(call?: number): number;
  /** How many replicas can confirm a write, while writes wait for more than that. */
  canConfirm?(): number | undefined;
  /** Name of the parameter by which one of its own calls times out, where not all do by the only such; undefined: none. */
  timeoutOf?(call: number): string | undefined;
  /** Has it taken a server out of its rotation? Undefined when it does not list the server. */
  hasRemoved?(server: number): boolean | undefined;
  /** How the component is while its process runs; undefined = nothing of its own to say. */
  condition?(): HealthState | undefined;
  /** How many calls may wait there, undefined without a bound; absent when calls do not wait there. */
  readonly center?: { readonly queueCapacity: number | undefined };
  save(): unknown;
  load(plain: never): void;
}
