/**
 * The log of a branch: commands sorted by time, those of one instant in the order in which they were given. A command
 * given in the past keeps what came after it, except a later edit of the same parameter, which would undo it.
 */
import type { Command, StampedCommand } from '../engine/command.ts';

/** A command in the log of a branch. */
export interface LogEntry extends StampedCommand {
  /** `own`: given on this branch; `kept`: it came along from the branch that this one left. */
  readonly by: 'own' | 'kept';
  /** Acts on a branch are numbered as they are given, from 1. */
  readonly order: number;
}

/** An entry that an act took out of the log; undoing that act puts it back. */
export interface WithdrawnEntry extends LogEntry {
  /** The `order` of the act: a later edit of the same parameter, or a removal by hand. */
  readonly withdrawnBy: number;
}

export interface CommandLog {
  readonly log: readonly LogEntry[];
  readonly withdrawn: readonly WithdrawnEntry[];
}

function isSetOf(command: Command, path: string): boolean {
  return command.kind === 'set' && command.path === path;
}

/** `entry` behind everything up to its instant; later edits of the same parameter are displaced. */
export function insertCommand<Entry extends StampedCommand>(
  log: readonly Entry[],
  entry: Entry,
): { readonly log: readonly Entry[]; readonly displaced: readonly Entry[] } {
  const { at, command } = entry;
  const later = log.filter((other) => other.at > at);
  const isDisplaced = (other: Entry): boolean =>
    command.kind === 'set' && isSetOf(other.command, command.path);
  return {
    log: [...log.filter((other) => other.at <= at), entry, ...later.filter((other) => !isDisplaced(other))],
    displaced: later.filter(isDisplaced),
  };
}

export function nextOrder({ log, withdrawn }: CommandLog): number {
  const orders = [...log.map(({ order }) => order), ...withdrawn.map(({ withdrawnBy }) => withdrawnBy)];
  return orders.reduce((most, order) => Math.max(most, order), 0) + 1;
}

/** As an own command, given last. */
export function giveCommand(from: CommandLog, stamped: StampedCommand): CommandLog {
  const order = nextOrder(from);
  const { at, command } = stamped;
  const { log, displaced } = insertCommand<LogEntry>(from.log, { at, command, by: 'own', order });
  return {
    log,
    withdrawn: [...from.withdrawn, ...displaced.map((entry) => ({ ...entry, withdrawnBy: order }))],
  };
}

/** Takes one entry out by hand, as an act of its own. */
export function withdrawCommand(from: CommandLog, order: number): CommandLog {
  const entry = from.log.find((one) => one.order === order);
  if (entry === undefined) return from;
  const withdrawnBy = nextOrder(from);
  return {
    log: from.log.filter((one) => one !== entry),
    withdrawn: [...from.withdrawn, { ...entry, withdrawnBy }],
  };
}

/** What was given or taken out on this branch last; undefined if it only has what it came with. */
export function lastAct({ log, withdrawn }: CommandLog): number | undefined {
  const own = log.filter(({ by }) => by === 'own').map(({ order }) => order);
  const acts = [...own, ...withdrawn.map(({ withdrawnBy }) => withdrawnBy)];
  return acts.length === 0 ? undefined : acts.reduce((most, order) => Math.max(most, order));
}

/** Takes back the act given last: its command goes, what it displaced or took out is there again. */
export function undoLastAct(from: CommandLog): CommandLog {
  const act = lastAct(from);
  if (act === undefined) return from;
  const back = from.withdrawn.filter(({ withdrawnBy }) => withdrawnBy === act);
  const entries = back.map(({ withdrawnBy: _, ...entry }): LogEntry => entry);
  const rest = from.log.filter(({ by, order }) => by !== 'own' || order !== act);
  return {
    log: [...rest, ...entries].sort((one, other) => one.at - other.at || one.order - other.order),
    withdrawn: from.withdrawn.filter(({ withdrawnBy }) => withdrawnBy !== act),
  };
}

/** The log of a branch that leaves this one: all of it, and nothing of it its own. */
export const keptLog = (log: readonly LogEntry[]): readonly LogEntry[] =>
  log.map((entry) => ({ ...entry, by: 'kept' }));
