/** The command line as data. Everything is read before anything runs, so that a refusal leaves nothing half done. */
import { parseArgs } from 'node:util';
import { type InputProblem, type Result, refuse, succeed } from '../base/result.ts';
import type { Micros } from '../base/units.ts';
import { type Language, languages } from '../i18n/language.ts';
import { durationAllowed, parseDuration } from '../scenario/duration-text.ts';
import { limits } from '../scenario/limits.ts';
import { nearestOf, shownValue } from '../scenario/problem-text.ts';
import { type KillEach, killEachOf } from './kill-arguments.ts';
import { type Replay, replayOf } from './replay-arguments.ts';

export interface CliOptions {
  readonly action: 'run' | 'list' | 'print' | 'help';
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

const known = {
  seed: { type: 'string' },
  until: { type: 'string' },
  warmup: { type: 'string' },
  set: { type: 'string' },
  do: { type: 'string' },
  lang: { type: 'string' },
  replay: { type: 'string' },
  speedup: { type: 'string' },
  'gap-max': { type: 'string' },
  fault: { type: 'string' },
  seeds: { type: 'string' },
  json: { type: 'boolean' },
  'kill-each': { type: 'boolean' },
  list: { type: 'boolean' },
  print: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;
type Name = keyof typeof known;
type Option = `--${Name}`;
const options = Object.keys(known).map((name) => `--${name}` as Option);

/** The language is needed to word a refusal, so it is found first and on its own. */
export function languageOf(argv: readonly string[]): Language {
  const after = argv.lastIndexOf('--lang') + 1;
  const joined = argv.findLast((word) => word.startsWith('--lang='))?.slice('--lang='.length);
  const given = joined ?? (after > 0 ? argv[after] : undefined);
  return languages.find((language) => language === given) ?? 'en';
}

interface Words {
  /** In the order in which they were given; of a flag an empty text. */
  readonly values: ReadonlyMap<Option, readonly string[]>;
  readonly operands: readonly string[];
}

export function parseArguments(argv: readonly string[]): Result<CliOptions, InputProblem> {
  const words = sortWords(argv);
  if (!words.ok) return words;
  const { values, operands } = words.value;
  const last = (name: Option): string | undefined => values.get(name)?.at(-1);
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
  const killEach = killEachOf(values.has('--kill-each'), last('--fault'), last('--seeds'));
  if (!killEach.ok) return killEach;
  const replay = replayOf(last('--replay'), last('--speedup'), last('--gap-max'));
  if (!replay.ok) return replay;
  return succeed({
    action: (['help', 'list', 'print'] as const).find((name) => values.has(`--${name}`)) ?? 'run',
    scenario: operands[0],
    seed: seed.value,
    until: until.value,
    warmup: warmup.value,
    sets: values.get('--set') ?? [],
    dos: values.get('--do') ?? [],
    json: values.has('--json'),
    killEach: killEach.value,
    replay: replay.value,
  });
}

/** Node reads the words; what it makes of them is judged here, because a refusal names the word and what is allowed. */
function sortWords(argv: readonly string[]): Result<Words, InputProblem> {
  const values = new Map<Option, string[]>();
  const operands: string[] = [];
  // Node takes time that grows with the square of a word's length.
  const long = argv.find((word) => word.length > limits.wordLength);
  if (long !== undefined) {
    const allowed = `at most ${limits.wordLength} characters`;
    return refuse({ path: 'argument', value: shownValue(long), allowed });
  }
  const { tokens } = parseArgs({ args: [...argv], options: known, strict: false, tokens: true });
  for (const token of tokens) {
    if (token.kind === 'positional') operands.push(token.value);
    if (token.kind !== 'option') continue;
    const option = options.find((one) => one === `--${token.name}`);
    if (option === undefined) return refuse(unknownOption(argv[token.index] ?? token.rawName));
    const takesValue = known[option.slice(2) as Name].type === 'string';
    const { value } = token;
    if (takesValue && value === undefined)
      return refuse({ path: option, value: '(missing)', allowed: 'a value' });
    if (!takesValue && value !== undefined)
      return refuse({ path: option, value: shownValue(value), allowed: 'no value' });
    const before = values.get(option);
    if (before === undefined) values.set(option, [value ?? '']);
    else before.push(value ?? '');
  }
  return succeed({ values, operands });
}

function unknownOption(word: string): InputProblem {
  const [name = ''] = word.split('=', 1);
  return { path: 'option', value: shownValue(word), allowed: nearestOf(name, options) };
}

function seedOf(text: string | undefined): Result<number | undefined, InputProblem> {
  if (text === undefined) return succeed(undefined);
  const seed = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (seed <= limits.seed) return succeed(seed);
  return refuse({ path: '--seed', value: shownValue(text), allowed: `0 … ${limits.seed}, a whole number` });
}

function timeOf(
  name: Option,
  text: string | undefined,
  least: Micros,
): Result<Micros | undefined, InputProblem> {
  if (text === undefined) return succeed(undefined);
  const micros = parseDuration(text);
  if (micros !== undefined && micros >= least) return succeed(micros);
  return refuse({ path: name, value: shownValue(text), allowed: durationAllowed });
}
