/**
 * A new layer of the call policy is a file, its place in the order of the layers, a section of parameters, a cause, and words;
 * its instrument is mounted by the kinds that call. Done on a copy of `src`, with a limit on calls per second.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copySources, type SourceCopy } from './support/source-copy.ts';

const layer = 'src/engine/model/pace.ts';
const order = 'src/engine/model/call-policy.ts';
const specs = 'src/engine/model/policy-specs.ts';
const causes = 'src/engine/telemetry/causes.ts';
const kind = 'src/kinds/app-server/model.ts';
const inBoth = (path: string) => ['en', 'zh'].map((language) => path.replace('*', language));
const causeWords = inBoth('src/i18n/*/causes.ts');
const parameterWords = inBoth('src/kinds/shared-words.*.ts');
const instrumentWords = inBoth('src/kinds/app-server/words.*.ts');

interface Built {
  printed(argv: readonly string[]): string;
  run(): {
    readonly isRepeatable: boolean;
    readonly paced: readonly number[];
    readonly failed: readonly Readonly<Record<string, number>>[];
    readonly ok: number;
    readonly rows: readonly (readonly unknown[])[];
    readonly parameters: readonly unknown[];
  };
}

let copy: SourceCopy;
let built: Built;

beforeAll(() => {
  copy = copySources('dummy-layer');
});

afterAll(() => copy.remove());

/** The layer, its section, its cause and its instrument. */
function declare(): void {
  copy.add('dummy-layer/pace.txt', layer);
  copy.edit(specs, /^export const callPolicyFields = \{$/m, [
    '$&',
    '  pace: {',
    "    type: 'section', optional: true,",
    "    moves: { figure: 'failures', goes: 'up', from: 'off', to: 'on' },",
    '    fields: {',
    "      perSecond: { type: 'quantity', unit: 'count', min: 1, max: 100_000, default: 100, integer: true },",
    '    },',
    '  },',
  ]);
  copy.edit(causes, /^ {2}none: .*$/m, ['$&', '  rejectedByPace: { isRejection: true },']);
  copy.edit(kind, /^import .* from '\.\.\/\.\.\/engine\/model\/route-runner\.ts';$/m, [
    "import { paceInstruments } from '../../engine/model/pace.ts';",
    '$&',
  ]);
  copy.edit(kind, /^ {2}instruments: \{/m, ['$& ...paceInstruments,']);
  copy.edit(kind, /^ {4}this\.configure\(site\.config\(\)\);$/m, [
    '    site.meter.mount(paceInstruments.paced, { now: () => this.database.policy.pace.paced });',
    '$&',
  ]);
}

/** Where it stands among the layers: before the breaker, so that what it turns away is nothing to the breaker. */
function place(): void {
  copy.edit(order, /^import \{ Retry \}/m, ["import { Pace } from './pace.ts';", '$&']);
  copy.edit(order, /^ {2}private readonly retry: Retry;$/m, ['$&', '  readonly pace: Pace;']);
  copy.edit(order, /^ {4}this\.retry = new Retry\(site\);$/m, ['$&', '    this.pace = new Pace(site);']);
  copy.edit(order, /^ {2}admit\(\): number \{$/m, [
    '$&',
    '    if (!this.pace.mayPass()) return cause.rejectedByPace;',
  ]);
  copy.edit(order, /^ {2}configure\(\{ retry,/m, ['  configure({ pace, retry,']);
  copy.edit(order, /^ {4}this\.retry\.configure\(retry\);$/m, ['$&', '    this.pace.configure(pace);']);
  copy.edit(order, /retry: this\.retry\.save\(\)/, ['retry: this.retry.save(), pace: this.pace.save()']);
  copy.edit(order, /^ {4}this\.retry\.load\(plain\.retry\);$/m, ['$&', '    this.pace.load(plain.pace);']);
}

function word(language: 0 | 1, cause: string, section: string, limit: string, instrument: string): void {
  copy.edit(causeWords[language]!, /(= \{)$/gm, ['$1', `  rejectedByPace: '${cause}',`]);
  copy.edit(parameterWords[language]!, /^ {2}const texts: .* = \{$/m, [
    '$&',
    `    pace: ['${section}', ''],`,
    `    'pace.perSecond': ['${limit}', ''],`,
  ]);
  copy.edit(instrumentWords[language]!, /^ {2}typeof appServerParameters,$/m, ['$&', "  'paced' |"]);
  copy.edit(instrumentWords[language]!, /^ {2}instruments: \{/m, [`$& paced: '${instrument}',`]);
}

describe('a new layer of the call policy', () => {
  it('is asked words for its cause, its parameters and its instrument by the compiler', () => {
    declare();
    place();
    const { files, output } = copy.filesWithErrors();
    expect(files, output).toEqual(
      [...causeWords, ...parameterWords, ...inBoth('src/kinds/words.*.ts')].sort(),
    );
  });

  it('takes a file of its own, four others, and words', async () => {
    word(0, 'too fast', 'pace', 'calls a second', 'Paced');
    word(1, '太快', '步速', '每秒调用', '限速');
    copy.add('dummy-layer/run.txt', 'src/run-dummy.ts');
    const { files, output } = copy.filesWithErrors();
    expect(files, output).toEqual([]);
    const words = [...causeWords, ...parameterWords, ...instrumentWords];
    expect(copy.changedFiles()).toEqual(
      [layer, order, specs, causes, kind, ...words, 'src/run-dummy.ts'].sort(),
    );
    built = (await copy.load('src/run-dummy.ts')) as Built;
  });

  it('lets pass what it says, while it is there, and counts the rest', () => {
    const { isRepeatable, paced, failed, ok, rows, parameters } = built.run();
    expect(isRepeatable).toBe(true);
    // About 500 a second reach each server, of which 100 pass during three seconds.
    for (const count of paced) expect(Math.abs(count - 1_200)).toBeLessThan(4 * Math.sqrt(1_500));
    const causesSeen = new Set(failed.flatMap((each) => Object.keys(each)));
    expect(causesSeen).toEqual(new Set(['rejectedByPace']));
    const turnedAway = failed.reduce((sum, each) => sum + (each.rejectedByPace ?? 0), 0);
    expect(turnedAway).toBe(paced.reduce((sum, count) => sum + count, 0));
    // Five seconds at 2,000/s, and three at 4 × 100/s.
    expect(Math.abs(ok - 11_200)).toBeLessThan(5 * Math.sqrt(10_000));
    expect(rows).toEqual([['Paced'], ['限速']]);
    expect(parameters).toEqual([
      ['database: calls a second', ''],
      [expect.stringContaining('每秒调用'), ''],
    ]);
  });

  it('is a parameter and a cause of the headless runner', () => {
    const argv = ['three-tier', '--until', '3s', '--set', 'api.database.pace.perSecond=100'];
    const report = JSON.parse(built.printed([...argv, '--json'])) as {
      readonly failuresByCause: Readonly<Record<string, number>>;
      readonly story: readonly { readonly kind: string; readonly text: string }[];
    };
    expect(report.failuresByCause.rejectedByPace).toBeGreaterThan(1_000);
    expect(report.story.find(({ kind: told }) => told === 'requestsFailing')?.text).toContain('too fast');
    expect(built.printed([...argv, '--lang', 'zh'])).toContain('太快');
  });
});
