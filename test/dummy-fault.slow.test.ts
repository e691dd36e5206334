/**
 * A new fault of a component is its line among the commands, what it does, its facts, its place in the palette and its words:
 * the compiler names what is missing. Command line, checks, kinds, key and kill table follow from the line. Done on a copy
 * of `src`, with one that makes all work endless.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copySources, type SourceCopy } from './support/source-copy.ts';

const command = 'src/engine/command.ts';
const mechanism = 'src/engine/fault/faults.ts';
const facts = 'src/engine/fault/facts.ts';
const dispatch = 'src/engine/fault/apply-command.ts';
const palette = 'src/ui/faults/fault-command.ts';
const killText = 'src/i18n/kill-text.ts';
const verbs = ['src/i18n/en/faults.ts', 'src/i18n/zh/faults.ts'];
const story = ['src/i18n/story/en/faults.ts', 'src/i18n/story/zh/faults.ts'];

interface Built {
  printed(argv: readonly string[]): string;
  palette(): {
    readonly verbs: readonly string[];
    readonly lasts: boolean;
    readonly keys: readonly string[];
    readonly words: readonly (readonly string[])[];
    readonly commands: readonly unknown[];
    readonly offered: readonly (readonly string[])[];
    readonly isJammed: boolean;
    readonly bands: readonly unknown[];
    readonly isRepeatable: boolean;
  };
}

let copy: SourceCopy;
let built: Built;

beforeAll(() => {
  copy = copySources('dummy-fault');
});

afterAll(() => copy.remove());

/** The line of the command and the facts that it makes. */
function declare(): void {
  copy.edit(command, /^ {2}hang: \{.*\},$/m, ['$&', '  jam: { lasts: true, stops: true },']);
  copy.edit(facts, /^export const faultIntervals = \{$/m, [
    '$&',
    "  jam: { condition: 'jammed', isDown: true, isFault: true, excludes: ['jam', 'slow'] },",
  ]);
  copy.edit(facts, /^export const faultFacts = \{$/m, [
    '$&',
    '  jammed: {',
    "    subject: 'component', tone: 'down', decidedBy: 'person', obeys: 'jam', begins: 'jam',",
    "    values: told<{ 'forMicros?': 'micros' }>(),",
    '  },',
    '  unjammed: {',
    "    subject: 'component', tone: 'healthy', decidedBy: 'person', obeys: 'clear', ends: ['jam'],",
    '    values: told<{}>(),',
    '  },',
  ]);
}

/** Slowness beyond all measure, told as something else. */
function act(): void {
  copy.edit(mechanism, /^\/\*\* Ends hanging and slowness/m, [
    'export function jam(world: World, component: number, forMicros: Micros | undefined): void {',
    '  const { processes, now } = world;',
    '  if (!processes.isReady(component) || processes.slowBy[component] !== 0) return;',
    "  const storyId = world.story.tell('jammed', component, now, 0, lasting(forMicros));",
    '  processes.slowFactor[component] = 10_000;',
    '  processes.slowBy[component] = storyId;',
    '  processes.unwellBy[component] = storyId;',
    '  processes.slowGeneration[component] = (processes.slowGeneration[component] as number) + 1;',
    '  if (forMicros !== undefined) endLater(world, component, ending.slowness, forMicros);',
    '}',
    '',
    '$&',
  ]);
  copy.edit(mechanism, /^ {2}world\.story\.tell\('slownessEnded'/m, [
    "  if (factor === 10_000) world.story.tell('unjammed', component, world.now, slowBy, {});",
    '  else $&',
  ]);
  copy.edit(dispatch, /^ {2}restart,$/m, [
    '$&',
    '  jam: (world, component, { forMicros }) => jam(world, component, forMicros),',
  ]);
  copy.edit(dispatch, /import \{ (.*) \} from '\.\/faults\.ts';/, ["import { jam, $1 } from './faults.ts';"]);
}

/** Its place and key in the palette, and all its words. */
function show(): void {
  copy.edit(palette, /^ {2}hang: 'h',$/m, ['$&', "  jam: 'j',"]);
  copy.edit(killText, /faults: \{ crash: 'crash'/, ["faults: { jam: 'jam', crash: 'crash'"]);
  copy.edit(killText, /faults: \{ crash: '宕机'/, ["faults: { jam: '堵死', crash: '宕机'"]);
  for (const [file, verb, help, jammed, unjammed] of [
    [0, 'Jam', 'Nothing that it begins ends.', 'is jammed', 'flows again'],
    [1, '堵死', '新开始的工作都完不成。', '堵死', '恢复畅通'],
  ] as const) {
    copy.edit(verbs[file]!, /^.*verbs: .*\{$/m, ['$&', `    jam: '${verb}',`]);
    copy.edit(verbs[file]!, /^.*help: .*\{$/m, ['$&', `    jam: '${help}',`]);
    copy.edit(story[file]!, /^ {2}what: \{$/m, [
      '$&',
      `    jammed: (_, component) => \`\${component} ${jammed}\`,`,
      `    unjammed: (_, component) => \`\${component} ${unjammed}\`,`,
    ]);
  }
}

describe('a new fault', () => {
  it('is asked for by the compiler where it acts, where it is offered, and in words', () => {
    declare();
    const { files, output } = copy.filesWithErrors();
    expect(files, output).toEqual([dispatch, killText, palette, ...verbs, ...story].sort());
  });

  it('takes ten files, of which five are words', async () => {
    act();
    show();
    copy.add('dummy-fault/run.txt', 'src/run-dummy.ts');
    const { files, output } = copy.filesWithErrors();
    expect(files, output).toEqual([]);
    const made = [command, mechanism, facts, dispatch, palette, killText, ...verbs, ...story];
    expect(copy.changedFiles()).toEqual([...made, 'src/run-dummy.ts'].sort());
    built = (await copy.load('src/run-dummy.ts')) as Built;
  });

  it('is a command of the headless runner, told, and the root of what fails', () => {
    const jam = ['three-tier', '--until', '8s', '--do', '2s jam database for 2s'];
    const report = JSON.parse(built.printed([...jam, '--json'])) as {
      readonly failuresByCause: Readonly<Record<string, number>>;
      readonly failuresByRoot: Readonly<Record<string, number>>;
      readonly story: readonly { readonly id: number; readonly kind: string; readonly text: string }[];
    };
    const texts = report.story.map(({ text }) => text);
    expect(texts).toContain('database is jammed');
    expect(texts.some((text) => text.startsWith('database flows again'))).toBe(true);
    expect(Object.values(report.failuresByCause).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(
      1_000,
    );
    const root = report.story.find(({ kind }) => kind === 'jammed')?.id;
    expect(Object.keys(report.failuresByRoot)).toContain(String(root));
    expect(built.printed([...jam, '--lang', 'zh'])).toContain('database 堵死');
  });

  it('is refused where it makes no sense, with the forms that do', () => {
    const refused = (text: string) => built.printed(['three-tier', '--until', '1s', '--do', text]);
    expect(refused('2s jam users')).toContain('users can suffer');
    expect(refused('2s jam database x4')).toContain('<time> jam <id> [for <duration>]');
    expect(refused('2s jam nobody')).toContain('one of users');
    expect(refused('2s jar database')).toContain('jam');
  });

  it('is a column of kills', () => {
    const kills = ['mm1', '--kill-each', '--fault', 'jam', '--seeds', '1', '--until', '40s'];
    expect(built.printed(kills)).toContain('what each jam costs');
    expect(built.printed([...kills, '--lang', 'zh'])).toContain('每次堵死的代价');
  });

  it('stands in the palette with its key, where it would change something', () => {
    const { offered, verbs: all, keys, ...rest } = built.palette();
    expect(all).toEqual(['crash', 'power-off', 'slow', 'hang', 'jam', 'restart', 'clear']);
    expect(keys).toContain('j');
    expect(offered.map((some) => [some.includes('jam'), some.includes('clear')])).toEqual([
      [true, false],
      [false, true],
      [true, false],
    ]);
    expect(rest).toEqual({
      lasts: true,
      words: [
        ['Jam', 'Nothing that it begins ends.'],
        ['堵死', '新开始的工作都完不成。'],
      ],
      commands: [
        { kind: 'jam', component: 'database' },
        { kind: 'clear', component: 'database' },
      ],
      isJammed: true,
      bands: [{ from: 1_000_000, to: 3_000_000 }],
      isRepeatable: true,
    });
  });
});
