/**
 * Commands: the only way to act on a run from outside. A run = scenario + seed + command log. A command stamped t
 * applies after every event due at or before t; commands are not calendar events.
 */
import type { Micros } from '../base/units.ts';

/** How a command on one component is written. */
export interface CommandForm {
  /** It may say for how long; then it ends by itself. */
  readonly lasts?: true;
  /** It may name a place (`places.ts`): everything there. */
  readonly takesPlaces?: true;
  /** It says a factor. */
  readonly hasFactor?: true;
  /** Behind it a component serves nothing: the kill table tries it. */
  readonly stops?: true;
  /** It does nothing to a process that serves nothing itself. */
  readonly needsWork?: true;
  /** It ends faults and is none. */
  readonly isHelp?: true;
}

/** Commands on one component: whoever reads, checks, prints, offers or tries commands folds over these lines. */
export const componentCommands = {
  crash: { lasts: true, stops: true },
  /** Its machine loses power: it dies, and nothing answers for it. When the time is over, power comes back and it starts. */
  'power-off': { lasts: true, stops: true, takesPlaces: true },
  restart: { takesPlaces: true },
  hang: { lasts: true, stops: true },
  slow: { lasts: true, hasFactor: true, needsWork: true },
  /** Ends every hang and slowness. */
  clear: { isHelp: true },
} as const satisfies Readonly<Record<string, CommandForm>>;

type Forms = typeof componentCommands;
export type ComponentCommandKind = keyof Forms;
/** Names of the commands of a form. */
type Having<Form> = {
  [Kind in ComponentCommandKind]: Forms[Kind] extends Form ? Kind : never;
}[ComponentCommandKind];

export type ComponentCommand = {
  [Kind in ComponentCommandKind]: { readonly kind: Kind; readonly component: string } & (Kind extends Having<{
    lasts: true;
  }>
    ? { readonly forMicros?: Micros }
    : unknown) &
    (Kind extends Having<{ hasFactor: true }> ? { readonly factor: number } : unknown);
}[ComponentCommandKind];

export type Command =
  | ComponentCommand
  /** Messages from `from` to `to` vanish; with `both`, the other way too. */
  | {
      readonly kind: 'cut';
      readonly from: string;
      readonly to: string;
      readonly both: boolean;
      readonly forMicros?: Micros;
    }
  | { readonly kind: 'heal'; readonly from: string; readonly to: string }
  | { readonly kind: 'set'; readonly path: string; readonly value: number };

export interface StampedCommand {
  readonly at: Micros;
  readonly command: Command;
}

export const formOf = (kind: ComponentCommandKind): CommandForm => componentCommands[kind];

const kindsThat = <Kind extends ComponentCommandKind>(is: (form: CommandForm) => unknown): readonly Kind[] =>
  (Object.keys(componentCommands) as Kind[]).filter((kind) => is(formOf(kind)));

export const isOnComponent = (command: Command): command is ComponentCommand =>
  command.kind in componentCommands;

/** Faults after which a component serves nothing: the kill table tries each of them. */
export type StoppingFault = Having<{ stops: true }>;
export const stoppingFaults = kindsThat<StoppingFault>(({ stops }) => stops);

/** Which faults a kind of component can suffer; users and links differ from processes. */
export type FaultKind = Exclude<ComponentCommandKind, Having<{ isHelp: true }>>;
export const faultKinds = kindsThat<FaultKind>(({ isHelp }) => !isHelp);
