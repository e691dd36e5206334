// docs/MODEL.md tells every parameter with its unit, default and range, and the constants: the code has the last word.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listParameters, type ParameterSpec } from '../src/engine/model/parameter-list.ts';
import type { ParameterUnit } from '../src/engine/model/parameter-spec.ts';
import { failureCauses } from '../src/engine/telemetry/causes.ts';
import { healthStates } from '../src/engine/telemetry/records.ts';
import { type KindName, models } from '../src/kinds/models.ts';
import { modelTables, type Row } from './support/model-tables.ts';
import { root, sourceFiles } from './support/repository.ts';

const markdown = readFileSync(join(root, 'docs/MODEL.md'), 'utf8');
const tables = modelTables(markdown);

const unitWords: Record<ParameterUnit, string> = {
  perSecond: 'per second',
  millis: 'ms',
  count: 'count',
  ratio: 'share',
  factor: 'factor',
};

/** A parameter's row but for its source. */
function rowOf(spec: ParameterSpec): Row {
  const fixed = spec.live === 'no' ? ', fixed' : '';
  if (spec.choices === undefined) {
    const unit = `${unitWords[spec.unit]}${fixed}`;
    return [spec.path, unit, String(spec.default), `${spec.min} … ${spec.max}`];
  }
  return [spec.path, `${spec.type}${fixed}`, spec.choices[spec.default] ?? '', spec.choices.join(', ')];
}

const sources = sourceFiles().filter(({ path }) =>
  /^src\/(engine|kinds|algorithms)\/.*(?<!\.test)\.ts$/.test(path),
);

/** The values that `name` is declared with: a number, or a number of seconds. */
function valuesOf(name: string): string[] {
  const declaration = new RegExp(
    `\\b${name}(?:: Micros)? ?[=:] (?:([\\d_]+)|(?:(\\d+) \\* )?microsPerSecond)[;,]`,
    'g',
  );
  const found = sources.flatMap(({ text }) => [...text.matchAll(declaration)]);
  return found.map(([, plain, seconds = '1']) =>
    plain === undefined ? `${seconds}000000` : plain.replaceAll('_', ''),
  );
}

describe('docs/MODEL.md', () => {
  it.each(Object.keys(models) as KindName[])('has every parameter of %s as the code has it', (kind) => {
    const rows = tables.rowsUnder(kind, 'parameter');
    expect(rows.map((row) => row.slice(0, 4))).toEqual(listParameters(models[kind].parameters).map(rowOf));
    expect(
      rows.filter((row) => (row[4] ?? '') === ''),
      'rows without a source',
    ).toEqual([]);
  });

  it('has the constants as the code has them', () => {
    const rows = tables.rowsUnder('Constants', 'constant');
    expect(rows.length).toBeGreaterThan(10);
    for (const [name = '', value] of rows) expect(valuesOf(name), name).toContain(value);
  });

  it('tells every cause of failure and every state of health', () => {
    const causes = tables.rowsUnder('Calls, links, control messages', 'cause').map((row) => row[0]);
    expect([...causes].sort()).toEqual(failureCauses.slice(1).sort());
    const states = tables.rowsUnder('Telemetry', 'state').map((row) => row[0]);
    expect([...states].sort()).toEqual([...healthStates].sort());
  });
});

describe('the reader of its tables', () => {
  it('sees a wrong default, a missing row and an unknown one', () => {
    const text =
      '### a\n\n| parameter | unit |\n|---|---|\n| `x` | ms |\n| `y` | s |\n\n### b\n\n| other |\n|---|\n| z |\n';
    expect(modelTables(text).rowsUnder('a', 'parameter')).toEqual([
      ['x', 'ms'],
      ['y', 's'],
    ]);
    expect(modelTables(text).rowsUnder('b', 'parameter')).toEqual([]);
  });
});
