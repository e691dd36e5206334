/** What is typed: commands, command lines, addresses of the page. */
import { plainLines } from '../../src/base/plain-text.ts';
import { everyProblem } from '../../src/base/result.ts';
import { begin } from '../../src/cli/run.ts';
import { fakeEngine } from '../../src/cli/testing/fake-engine.ts';
import { formatCommand, parseCommandText } from '../../src/scenario/command-text.ts';
import { compile } from '../../src/scenario/compile.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { templateIds, templates } from '../../src/scenario/templates/index.ts';
import { readAddress, readFragment } from '../../src/ui/preferences/fragment.ts';
import type { Dice } from '../soak/dice.ts';
import { faultsOfProblem, faultsOfRoundTrip } from './check.ts';
import type { InputKind } from './kind.ts';
import { hostileTexts, spoilText } from './mutate.ts';

const compiled = compile(templates.reference as Scenario);
if (!compiled.ok) throw new Error('the reference template does not compile');
const target = compiled.value;

const ids = target.components.map(({ id }) => id);

function commandOf(dice: Dice): string {
  const [from, to] = [dice.pick(ids), dice.pick(ids)];
  const time = `${dice.pick([0, 1, 1.5, 20, 1e7])}${dice.pick(['us', 'ms', 's', 'm', 'h', 'd', ''])}`;
  const link = dice.pick(target.links);
  const { id, parameters } = dice.pick(target.components);
  const path = `${id}.${parameters.length === 0 ? 'x' : dice.pick(parameters).path}`;
  const lasting = dice.pick(['', ' for 2s', ' for 0s', ' for 500ms']);
  const words = dice.pick([
    `crash ${from}${lasting}`,
    `power-off ${from}${lasting}`,
    `restart ${from}`,
    `hang ${from}${lasting}`,
    `slow ${from} x${dice.pick(['1', '1.5', '1000', '1001', '0', '1e3', '-2'])}${lasting}`,
    `cut ${link.from}->${link.to}${dice.pick(['', ' both'])}${lasting}`,
    `heal ${from}->${to}`,
    `clear ${from}`,
    `set ${path}=${dice.pick(['0', '1', '0.5', '-0', '1e3', 'x', 'exponential', ...hostileTexts])}`,
  ]);
  return `${time} ${words}`;
}

const mangled = (dice: Dice, text: string): string =>
  dice.chance(0.5) ? text : spoilText(dice, text, '1s crash lb');

export const commandKind: InputKind<string> = {
  name: 'command',
  make: (dice) => mangled(dice, commandOf(dice)),
  faults(text) {
    return [target, undefined].flatMap((of) => {
      const options = of ? { target: of } : {};
      const parsed = parseCommandText(text, options);
      if (!parsed.ok) return faultsOfProblem(parsed.problem);
      const line = formatCommand(parsed.value, of);
      const again = parseCommandText(line, options);
      return faultsOfRoundTrip(`the command ${line}`, parsed.value, again.ok ? again.value : again.problem);
    });
  },
};

const options = ['seed', 'until', 'warmup', 'set', 'do', 'lang', 'speedup', 'gap-max', 'fault', 'seeds'];
const flags = [
  '--json',
  '--kill-each',
  '--list',
  '--help',
  '-h',
  '--',
  '-',
  '-x',
  '---',
  '--__proto__=1',
  '--jsno',
];

function wordsOf(dice: Dice): string[] {
  const value = (): string =>
    dice.pick([
      '1',
      '0',
      '7',
      '10s',
      '1h',
      'en',
      'zh',
      'crash',
      'users.arrivalRate=5',
      'sentinel.quorum=9',
      commandOf(dice),
      dice.pick(hostileTexts),
    ]);
  const option = (): string[] => {
    const name = `--${dice.pick(options)}`;
    return dice.chance(0.3) ? [`${name}=${value()}`] : [name, value()];
  };
  const count = dice.whole(0, 6);
  const words = Array.from({ length: count }, () =>
    dice.chance(0.6) ? option() : [dice.pick(flags)],
  ).flat();
  const scenario = dice.chance(0.85) ? [dice.pick(templateIds)] : [dice.pick(hostileTexts)];
  return [...scenario, ...words].map((word) => (dice.chance(0.93) ? word : spoilText(dice, word, 'mm1')));
}

/** A device or a pipe would be read for what it holds on this machine. */
const isElsewhere = (word: string): boolean => word.startsWith('/') || word.startsWith('.');

export const argumentsKind: InputKind<readonly string[]> = {
  name: 'arguments',
  make: (dice) => wordsOf(dice).map((word) => (isElsewhere(word) ? `x${word}` : word)),
  faults(argv) {
    const begun = begin(argv, fakeEngine({}));
    // Long work: it was accepted.
    if ('advance' in begun) return [];
    const { exitCode, out, error } = begun;
    const faults: string[] = [];
    if ((exitCode === 0) !== (error === ''))
      faults.push(`exit code ${exitCode} with ${JSON.stringify(error)}`);
    if (exitCode === 1) faults.push(`a fault of its own: ${error}`);
    if (exitCode === 2 && out !== '') faults.push('refused, and printed');
    if (error.split('\n').length > 23) faults.push('more lines of refusal than problems');
    if (/^\s+at /m.test(error)) faults.push('a stack trace');
    if (plainLines(out) !== out || plainLines(error) !== error)
      faults.push('what is printed is not printable');
    if (error.length > 40_000) faults.push(`${error.length} characters of refusal`);
    return faults;
  },
};

export const fragmentKind: InputKind<string> = {
  name: 'fragment',
  make(dice) {
    const entry = (): string => {
      const name = dice.pick(['scenario', 'seed', 'lang', 'theme', 'motion', dice.pick(hostileTexts)]);
      const value = dice.pick([...templateIds, '7', '4294967295', '4294967296', '-1', ...hostileTexts]);
      return `${name}=${dice.chance(0.5) ? value : encodeURIComponent(value.replace(/\p{Cs}/gu, ''))}`;
    };
    return mangled(dice, `#${Array.from({ length: dice.whole(0, 5) }, entry).join('&')}`);
  },
  faults(hash) {
    const before = Object.getOwnPropertyDescriptor(globalThis, 'window');
    Object.defineProperty(globalThis, 'window', { value: { location: { hash } }, configurable: true });
    try {
      const { seed, scenario, problem } = readAddress(readFragment(), templateIds);
      const entries = [...readFragment().keys()].length;
      const faults: string[] = [];
      if (!(Number.isInteger(seed) && seed >= 0 && seed <= 0xffffffff)) faults.push(`seed ${seed}`);
      if (scenario !== undefined && !Object.hasOwn(templates, scenario)) faults.push(`template ${scenario}`);
      for (const { value } of problem === undefined ? [] : everyProblem(problem))
        if (value.length > 50) faults.push(`${value.length} characters told`);
      if (entries > hash.length) faults.push(`${entries} entries`);
      return faults;
    } finally {
      if (before) Object.defineProperty(globalThis, 'window', before);
      else Reflect.deleteProperty(globalThis, 'window');
    }
  },
};
