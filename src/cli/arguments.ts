/** The command line as data. Everything is read before anything runs, so that a refusal leaves nothing half done. */
import { type InputProblem, type Result, refuse, succeed } from '../base/result.ts';
import type { Micros } from '../base/units.ts';
import { type Language, languages } from '../i18n/language.ts';
import { durationAllowed, parseDuration } from '../scenario/duration-text.ts';
import { limits } from '../scenario/limits.ts';
import { shownValue } from '../scenario/problem-text.ts';
import { type KillEach, killEachOf } from './kill-arguments.ts';
import { type Replay, replayOf } from './replay-arguments.ts';

export interface CliOptions {
  readonly action: 'run' | 'list' | 'help';
  readonly scenario: string | undefined;
  readonly seed: number | undefined;
  readonly until: Micros | undefined;
  readonly warmup: Micros | undefined;
  readonly sets: readonly string[];
  readonly dos: readonly string[];
  readonly json: boolean;
  /** Every component is killed in turn, instead of one run. */
  readonly killEach: KillEach | undefined;
  /** Recorded traffic instead of drawn. */
  readonly replay: Replay | undefined;
}

const withValue = [
  '--seed',
  '--until',
  '--warmup',
  '--set',
  '--do',
  '--lang',
  '--replay',
  '--speedup',
  '--gap-max',
  '--fault',
  '--seeds',
] as const;
const alone = ['--json', '--kill-each', '--list', '--help'] as const;
type Valued = (typeof withValue)[number];
type Alone = (typeof alone)[number];

/** The language is needed to word a refusal, so it is found first and on its own. */
export function languageOf(argv: readonly string[]): Language {
  const after = argv.lastIndexOf('--lang') + 1;
  const joined = argv.findLast((word) => word.startsWith('--lang='))?.slice('--lang='.length);
  const given = joined ?? (after > 0 ? argv[after] : undefined);
  return languages.find((language) => language === given) ?? 'en';
}

interface Words {
  readonly values: ReadonlyMap<Valued, readonly string[]>;
  readonly flags: ReadonlySet<Alone>;
  readonly operands: readonly string[];
}

export function parseArguments(argv: readonly string[]): Result<CliOptions, InputProblem> {
  const words = sortWords(argv);
  if (!words.ok) return words;
  const { values, flags, operands } = words.value;
  const last = (name: Valued): string | undefined => values.get(name)?.at(-1);
  const extra = operands[1];
  if (extra !== undefined)
    return refuse({ path: 'scenario', value: shownValue(extra), allowed: 'one scenario' });
  const language = last('--lang');
  if (language !== undefined && !languages.some((one) => one === language)) {
    return refuse({ path: '--lang', value: shownValue(language), allowed: languages.join(', ') });
  }
  const seed = seedOf(last('--seed'));
  if (!seed.ok) return seed;
  const until = timeOf('--until', last('--until'), 1);
  if (!until.ok) return until;
  const warmup = timeOf('--warmup', last('--warmup'), 0);
  if (!warmup.ok) return warmup;
  const killEach = killEachOf(flags.has('--kill-each'), last('--fault'), last('--seeds'));
  if (!killEach.ok) return killEach;
  const replay = replayOf(last('--replay'), last('--speedup'), last('--gap-max'));
  if (!replay.ok) return replay;
  return succeed({
    action: flags.has('--help') ? 'help' : flags.has('--list') ? 'list' : 'run',
    scenario: operands[0],
    seed: seed.value,
    until: until.value,
    warmup: warmup.value,
    sets: values.get('--set') ?? [],
    dos: values.get('--do') ?? [],
    json: flags.has('--json'),
    killEach: killEach.value,
    replay: replay.value,
  });
}

function sortWords(argv: readonly string[]): Result<Words, InputProblem> {
  const values = new Map<Valued, string[]>();
  const flags = new Set<Alone>();
  const operands: string[] = [];
  for (let index = 0; index < argv.length; index += 1) {
    const word = argv[index] ?? '';
    const equals = word.startsWith('--') ? word.indexOf('=') : -1;
    const name = equals < 0 ? word : word.slice(0, equals);
    const valued = withValue.find((one) => one === name);
    const flag = alone.find((one) => one === word) ?? (word === '-h' ? '--help' : undefined);
    if (valued) {
      if (equals < 0) index += 1;
      const value = equals < 0 ? argv[index] : word.slice(equals + 1);
      if (value === undefined) return refuse({ path: valued, value: '(missing)', allowed: 'a value' });
      values.set(valued, [...(values.get(valued) ?? []), value]);
    } else if (flag) {
      flags.add(flag);
    } else if (word.startsWith('-') && word !== '-') {
      return refuse({
        path: 'option',
        value: shownValue(word),
        allowed: [...withValue, ...alone].join(', '),
      });
    } else {
      operands.push(word);
    }
  }
  return succeed({ values, flags, operands });
}

function seedOf(text: string | undefined): Result<number | undefined, InputProblem> {
  if (text === undefined) return succeed(undefined);
  const seed = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (seed <= limits.seed) return succeed(seed);
  return refuse({ path: '--seed', value: shownValue(text), allowed: `0 … ${limits.seed}, a whole number` });
}

function timeOf(
  name: Valued,
  text: string | undefined,
  least: Micros,
): Result<Micros | undefined, InputProblem> {
  if (text === undefined) return succeed(undefined);
  const micros = parseDuration(text);
  if (micros !== undefined && micros >= least) return succeed(micros);
  return refuse({ path: name, value: shownValue(text), allowed: durationAllowed });
}
