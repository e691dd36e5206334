// The observer counts for itself: of telemetry it may know the layout of the records and the names of the causes, of the
// engine the tap's facts, what a scenario compiles to and the codes of events. Else an error could be on both sides.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findImports } from '../support/find-imports.ts';

const folder = 'test/observer';
/** Values; types may come from wherever the data is described. */
const allowedValues = [
  'src/engine/telemetry/records.ts',
  'src/engine/telemetry/causes.ts',
  'src/engine/telemetry/layout.ts',
  'src/engine/kernel/event-kinds.ts',
  'src/engine/description.ts',
  'src/base/hash.ts',
];
const allowedTypes = [
  'src/engine/tap.ts',
  'src/engine/blueprint.ts',
  'src/engine/command.ts',
  'src/engine/engine-contract.ts',
];
/** These drive the engine; they count nothing. */
const drivers = ['observed-run.ts'];

function forbidden(file: string, text: string): readonly string[] {
  return findImports(text)
    .filter(({ specifier }) => specifier.includes('src/'))
    .filter(({ specifier, form }) => {
      const path = specifier.replace(/^(\.\.\/)+/, '');
      if (allowedValues.includes(path)) return false;
      if (form === 'type' && allowedTypes.includes(path)) return false;
      return !(drivers.includes(file) && path === 'src/engine/engine.ts');
    })
    .map(({ specifier, line }) => `${file}:${line} imports ${specifier}`);
}

describe('the observer', () => {
  it('imports nothing that counts', () => {
    const files = readdirSync(folder).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
    expect(files.length).toBeGreaterThan(10);
    expect(files.flatMap((file) => forbidden(file, readFileSync(`${folder}/${file}`, 'utf8')))).toEqual([]);
  });

  it.each([
    "import { Meters } from '../../src/engine/telemetry/meters.ts';",
    "import { noteEnd } from '../../src/engine/telemetry/outage-tracker.ts';",
    "import type { World } from '../../src/engine/model/world.ts';",
    "import { LogHistogram } from '../../src/engine/kernel/log-histogram.ts';",
    "import { Tap } from '../../src/engine/tap.ts';",
    "import * as downtime from '../../src/algorithms/availability/downtime.ts';",
  ])('may not say %s', (line) => {
    expect(forbidden('lives.ts', line)).toHaveLength(1);
  });
});
