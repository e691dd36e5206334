/**
 * Commands as one line of text, for `--do`, schedules and reproduction files: `30s crash db-primary for 10s`,
 * `1m slow db-primary x4`, `5s cut lb->api-1 both`, `10s set users.arrivalRate=500`. Printing and parsing are inverse.
 */
import type { InputProblem, Result } from '../base/result.ts';
import { refuse, succeed } from '../base/result.ts';
import {
  type Command,
  type ComponentCommandKind,
  componentCommands,
  formOf,
  isOnComponent,
  type StampedCommand,
} from '../engine/command.ts';
import { placeNamed } from '../engine/places.ts';
import { type CommandTarget, checkCommand } from './check-command.ts';
import { durationAllowed, formatDuration, parseDuration } from './duration-text.ts';
import { idPattern } from './limits.ts';
import { checkValue, resolvePath, valueText } from './paths.ts';
import { shownValue } from './problem-text.ts';
import { resultOf, type ValueProblem } from './problems.ts';

export interface CommandTextOptions {
  /** What is being acted on: with it names are checked, ranges hold, and choices may be given by name. */
  readonly target?: CommandTarget;
  /** How problems name the text: `--do`, `schedule.3`. */
  readonly where?: string;
}

const componentKinds = Object.keys(componentCommands) as readonly ComponentCommandKind[];

/** Forms of the commands on one component. */
function usageOf(kinds: readonly ComponentCommandKind[]): Readonly<Record<ComponentCommandKind, string>> {
  const lines = kinds.map((kind) => {
    const { takesPlaces, hasFactor, lasts } = formOf(kind);
    const object = `<id${takesPlaces ? ' or place' : ''}>${hasFactor ? ' x<factor>' : ''}`;
    return [kind, `<time> ${kind} ${object}${lasts ? ' [for <duration>]' : ''}`] as const;
  });
  return Object.fromEntries(lines) as Readonly<Record<ComponentCommandKind, string>>;
}

/** The forms of the commands. */
export const commandUsage: Readonly<Record<Command['kind'], string>> = {
  ...usageOf(componentKinds.filter((kind) => !formOf(kind).isHelp)),
  cut: '<time> cut <from>-><to> [both] [for <duration>]',
  heal: '<time> heal <from>-><to>',
  ...usageOf(componentKinds.filter((kind) => formOf(kind).isHelp)),
  set: '<time> set <path>=<value>',
};

const verbs = Object.keys(commandUsage) as readonly Command['kind'][];

export function parseCommandText(
  text: string,
  options: CommandTextOptions = {},
): Result<StampedCommand, InputProblem> {
  const where = options.where ?? 'command';
  const [time = '', verb = '', ...rest] = text.trim().split(/\s+/);
  const at = parseDuration(time);
  if (at === undefined)
    return refuse({ path: where, value: shownValue(time), allowed: `a time: ${durationAllowed}` });
  const kind = verbs.find((one) => one === verb);
  if (!kind) return refuse({ path: where, value: shownValue(verb), allowed: `one of ${verbs.join(', ')}` });
  const command = kind === 'set' ? parseSet(rest.join(' '), options) : parseFault(kind, rest);
  if (command === undefined)
    return refuse({ path: where, value: shownValue(text.trim()), allowed: commandUsage[kind] });
  if ('ok' in command) return command;
  if (options.target) {
    const checked = checkCommand(options.target, command, where);
    if (!checked.ok) return checked;
  }
  return succeed({ at, command });
}

function parseFault(kind: Exclude<Command['kind'], 'set'>, words: readonly string[]): Command | undefined {
  const [object = '', ...rest] = words;
  if (kind === 'cut' || kind === 'heal') return parseLinkFault(kind, object, rest);
  const { takesPlaces, hasFactor, lasts } = formOf(kind);
  const place = takesPlaces ? placeNamed(object) : undefined;
  if (!idPattern.test(place?.name ?? object)) return undefined;
  const command = { kind, component: object } as Command;
  if (!hasFactor) return lasts || rest.length === 0 ? withDuration(command, rest) : undefined;
  const [factorWord = '', ...tail] = rest;
  if (!/^x\d{1,9}(\.\d{1,9})?$/.test(factorWord)) return undefined;
  return withDuration({ ...command, factor: Number(factorWord.slice(1)) } as Command, tail);
}

function parseLinkFault(kind: 'cut' | 'heal', object: string, words: readonly string[]): Command | undefined {
  const [from = '', to = '', ...more] = object.split('->');
  if (!idPattern.test(from) || !idPattern.test(to) || more.length > 0) return undefined;
  if (kind === 'heal') return words.length === 0 ? { kind, from, to } : undefined;
  const both = words[0] === 'both';
  return withDuration({ kind, from, to, both }, both ? words.slice(1) : words);
}

function withDuration(command: Command, words: readonly string[]): Command | undefined {
  if (words.length === 0) return command;
  if (words.length !== 2 || words[0] !== 'for') return undefined;
  const forMicros = parseDuration(words[1] ?? '');
  if (forMicros === undefined || forMicros === 0) return undefined;
  return { ...command, forMicros } as Command;
}

function parseSet(
  text: string,
  { target }: CommandTextOptions,
): Command | Result<never, InputProblem> | undefined {
  const equals = text.indexOf('=');
  const path = text.slice(0, equals).trim();
  const word = text.slice(equals + 1).trim();
  if (equals < 1 || path === '' || word === '') return undefined;
  if (!target) {
    // −0 is 0, and is written so.
    const value = Number(word) + 0;
    return Number.isFinite(value) ? { kind: 'set', path, value } : undefined;
  }
  const resolved = resolvePath(target, path);
  if (!resolved.ok) return resolved;
  const value = checkValue(resolved.value.spec, word, path);
  return value.ok ? { kind: 'set', path, value: value.value } : value;
}

/** A list of commands in order of time, those of one time as they were written; `at` is where the list stands. */
export function parseCommands(
  lines: readonly string[],
  target: CommandTarget,
  at: readonly PropertyKey[],
): Result<readonly StampedCommand[], InputProblem> {
  const log: StampedCommand[] = [];
  const problems: ValueProblem[] = [];
  for (const [index, line] of lines.entries()) {
    const whole = [...at, index];
    const command = parseCommandText(line, { target, where: whole.join('.') });
    if (command.ok) log.push(command.value);
    else problems.push({ ...command.problem, at: whole });
  }
  return resultOf(
    log.sort((a, b) => a.at - b.at),
    problems,
  );
}

/** The line that parses back to the same command. With a target, a choice is printed by its name. */
export function formatCommand({ at, command }: StampedCommand, target?: CommandTarget): string {
  return `${formatDuration(at)} ${commandWords(command, target)}`;
}

function commandWords(command: Command, target: CommandTarget | undefined): string {
  if (isOnComponent(command)) {
    const factor = 'factor' in command ? ` x${command.factor}` : '';
    const lasting = 'forMicros' in command ? forWords(command.forMicros) : '';
    return `${command.kind} ${command.component}${factor}${lasting}`;
  }
  switch (command.kind) {
    case 'cut':
      return `cut ${command.from}->${command.to}${command.both ? ' both' : ''}${forWords(command.forMicros)}`;
    case 'heal':
      return `heal ${command.from}->${command.to}`;
    case 'set': {
      const resolved = target ? resolvePath(target, command.path) : undefined;
      const word = resolved?.ok ? valueText(resolved.value.spec, command.value) : String(command.value);
      return `set ${command.path}=${word}`;
    }
  }
}

function forWords(forMicros: number | undefined): string {
  return forMicros === undefined ? '' : ` for ${formatDuration(forMicros)}`;
}
