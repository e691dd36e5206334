/**
 * Commands: the only way to act on a run from outside. A run = scenario + seed + command log. A command stamped t
 * applies after every event due at or before t; commands are not calendar events.
 */
import type { Micros } from '../base/units.ts';

export type Command =
  | { readonly kind: 'crash'; readonly component: string; readonly forMicros?: Micros }
  /**
   * Its machine loses power: it dies, and nothing answers for it. With `forMicros` power comes back and it starts.
   * `component` may be a place (`places.ts`): everything there.
   */
  | { readonly kind: 'power-off'; readonly component: string; readonly forMicros?: Micros }
  /** `component` may be a place. */
  | { readonly kind: 'restart'; readonly component: string }
  | { readonly kind: 'hang'; readonly component: string; readonly forMicros?: Micros }
  | {
      readonly kind: 'slow';
      readonly component: string;
      readonly factor: number;
      readonly forMicros?: Micros;
    }
  /** Messages from `from` to `to` vanish; with `both`, the other way too. */
  | {
      readonly kind: 'cut';
      readonly from: string;
      readonly to: string;
      readonly both: boolean;
      readonly forMicros?: Micros;
    }
  /** Ends every hang, slowness or cut of a component or a link. */
  | { readonly kind: 'clear'; readonly component: string }
  | { readonly kind: 'heal'; readonly from: string; readonly to: string }
  | { readonly kind: 'set'; readonly path: string; readonly value: number };

export interface StampedCommand {
  readonly at: Micros;
  readonly command: Command;
}

/** Faults after which a component serves nothing: the kill table tries each of them. */
export const stoppingFaults = ['crash', 'power-off', 'hang'] as const;
export type StoppingFault = (typeof stoppingFaults)[number];

/** Which faults a kind of component can suffer; users and links differ from processes. */
export type FaultKind = StoppingFault | 'restart' | 'slow';
