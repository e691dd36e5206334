// The walls between rooms: a forbidden import fails here, with the place and what would be allowed.
import { describe, expect, it } from 'vitest';
import { findImports } from './support/find-imports.ts';
import { findTopLevelAwait } from './support/find-top-level-await.ts';
import { findUnusedRules } from './support/find-unused-rules.ts';
import { findViolations } from './support/find-violations.ts';
import { importTable, testPackages } from './support/import-table.ts';
import { sourceFiles } from './support/repository.ts';

function check(path: string, text: string): string[] {
  return findViolations([{ path, text }]);
}

describe('the import table', () => {
  it('holds for every file of src', () => {
    expect(findViolations(sourceFiles())).toEqual([]);
  });

  it('allows no package that nobody imports, and names no room that does not exist', () => {
    expect(findUnusedRules(importTable, testPackages, sourceFiles())).toEqual([]);
  });

  it('would be caught doing so', () => {
    const table = {
      a: { rooms: ['b', 'gone'], packages: ['zod', 'zod/mini', 'd3-*', 'xstate'] },
      b: { rooms: [], typesOf: ['a/x.ts', 'lost/y.ts'], packages: ['*'] },
      empty: { rooms: [], packages: [] },
    };
    const files = [
      { path: 'src/a/x.ts', text: "import 'zod';\nimport type { A } from 'd3-array';" },
      { path: 'src/a/x.test.ts', text: "import { it } from 'vitest';\nimport 'xstate';" },
      { path: 'src/b/y.ts', text: '' },
    ];
    expect(findUnusedRules(table, ['vitest', 'fast-check'], files)).toEqual([
      "a may import package 'zod/mini', and does not",
      "a may import package 'xstate', and does not",
      "a names 'gone', which is no room",
      "b names 'lost/y.ts', which is no room",
      "'empty' is a room without files",
      "tests may import package 'fast-check', and do not",
    ]);
  });
});

// A part loaded later may import the chunk of the first view; a module in there that awaits such a part while it is
// being evaluated waits for itself, without an error and with an empty page.
describe('waiting at the top of a module', () => {
  it('happens nowhere in src', () => {
    const found = sourceFiles().flatMap(({ path, text }) =>
      findTopLevelAwait(path, text).map((line) => `${path}:${line}`),
    );
    expect(found).toEqual([]);
  });

  it('is seen in every form, and not where a function waits', () => {
    const text = [
      "const a = await import('./a.ts');",
      "const b = async (): Promise<void> => void (await import('./b.ts'));",
      'async function c(): Promise<void> {',
      '  for await (const d of e) await d;',
      '}',
      "if (f) ({ g: [await import('./g.ts')] });",
      'for await (const h of i) h();',
      'class J {',
      '  async k(): Promise<void> {',
      '    await c();',
      '  }',
      '}',
      '// await c();',
    ].join('\n');
    expect(findTopLevelAwait('src/app/a.ts', text)).toEqual([1, 6, 7]);
  });
});

describe('the finder of imports', () => {
  it('sees every form, with its line', () => {
    const text = [
      "import a from 'a';",
      "import type { B } from 'b';",
      "import c, { type D } from 'c';",
      'import {',
      '  e,',
      "} from 'e';",
      "import * as f from 'f';",
      "import 'g';",
      "export * from 'h';",
      "export type { I } from 'i';",
      "const j = await import('j');",
      'const k = await import(name);',
      "new Worker(new URL('../worker/entry.ts', import.meta.url), { type: 'module' });",
      'export class L {}',
      "import type M from 'm';",
    ].join('\n');
    const seen = findImports(text).map(({ specifier, line, form }) => `${line} ${form} ${specifier}`);
    expect(seen).toEqual([
      '1 value a',
      '2 type b',
      '3 value c',
      '4 value e',
      '7 value f',
      '8 value g',
      '9 value h',
      '10 type i',
      '11 value j',
      '12 computed ',
      '13 url ../worker/entry.ts',
      '15 type m',
    ]);
  });

  it('is not misled by comments, templates and quotes', () => {
    const text = [
      "// import a from 'a';",
      "/* import b from 'b';",
      "   export * from 'c'; */",
      "const d = `import e from 'e'`;",
      "const f = /['\"]/; // it's",
      "import g from 'g'; // import h from 'h'",
    ].join('\n');
    expect(findImports(text).map((found) => found.specifier)).toEqual(['g']);
  });
});

describe('planted violations', () => {
  const refused: readonly (readonly [path: string, text: string, says: string])[] = [
    ['src/base/a.ts', "import { x } from '../engine/x.ts';", "src/base/a.ts:1 imports 'engine/x.ts'"],
    ['src/base/a.ts', "\nimport { x } from 'xstate';", "src/base/a.ts:2 imports package 'xstate'"],
    ['src/algorithms/a.ts', "export * from '../engine/x.ts';", "imports 'engine/x.ts'"],
    ['src/engine/a.ts', "import type { X } from '../kinds/models.ts';", "imports 'kinds/models.ts'"],
    ['src/kinds/cdn/model.ts', "import { x } from './words.en.ts';", "imports 'kinds/cdn/words.en.ts'"],
    ['src/kinds/cdn/model.ts', "import { x } from './face.ts';", "imports 'kinds/cdn/face.ts'"],
    ['src/kinds/cdn/words.en.ts', "import { x } from './spec.ts';", 'of which only types are allowed'],
    ['src/kinds/cdn/words.en.ts', "import { x } from './face.ts';", "imports 'kinds/cdn/face.ts'"],
    ['src/kinds/cdn/face.ts', "import { x } from './model.ts';", 'of which only types are allowed'],
    ['src/kinds/cdn/face.ts', "import { x } from '../../views/x.ts';", 'of which only types are allowed'],
    ['src/scenario/a.ts', "import { x } from '../kinds/words.en.ts';", "imports 'kinds/words.en.ts'"],
    ['src/views/a.ts', "import { x } from '../kinds/models.ts';", 'of which only types are allowed'],
    ['src/kinds/cdn/model.ts', "import { x } from '../../scenario/x.ts';", "imports 'scenario/x.ts'"],
    ['src/engine/a.ts', "import { z } from 'zod';", "package 'zod'; engine may import nothing"],
    ['src/engine/a.ts', "import { readFileSync } from 'node:fs';", "package 'node:fs'"],
    ['src/engine/kernel/a.ts', "const m = await import('../../worker/host.ts');", "'worker/host.ts'"],
    ['src/i18n/a.ts', "import { x } from '../engine/x.ts';", 'of which only types are allowed'],
    ['src/i18n/a.ts', "import { type X } from '../engine/x.ts';", 'of which only types are allowed'],
    ['src/session/a.ts', "import { x } from '../worker/host.ts';", "imports 'worker/host.ts'"],
    ['src/session/a.ts', "import { create } from 'zustand';", "package 'zustand'"],
    ['src/views/a.ts', "import React from 'react';", "package 'react'"],
    ['src/views/a.ts', "import type { X } from '../engine/kernel/x.ts';", "'engine/kernel/x.ts'"],
    ['src/ui/a.tsx', "import { scaleLinear } from 'd3';", "package 'd3'"],
    ['src/ui/a.tsx', "import { x } from '../engine/x.ts';", 'of which only types are allowed'],
    ['src/ui/a.tsx', "new Worker(new URL('../worker/entry.ts', import.meta.url));", 'only session, app may'],
    [
      'src/session/a.ts',
      "new Worker(new URL('../worker/host.ts', import.meta.url));",
      "imports 'worker/host.ts'",
    ],
    ['src/app/a.ts', "import { x } from '../engine/x';", 'without its extension'],
    ['src/app/a.ts', "import { x } from '../../scripts/x.mjs';", 'outside src'],
    ['src/engine/a.test.ts', "import { x } from '../ui/x.ts';", "imports 'ui/x.ts'"],
    ['src/engine/a.ts', "import { it } from 'vitest';", "package 'vitest'"],
    ['src/helpers/a.ts', '', 'not a room'],
    ['src/a.ts', '', 'is in no room'],
  ];
  it.each(refused)('%s refuses %s', (path, text, says) => {
    const violations = check(path, text);
    expect(violations).toHaveLength(1);
    expect(violations[0]).toContain(says);
  });

  const accepted: readonly (readonly [path: string, text: string])[] = [
    ['src/engine/kernel/a.ts', "import { x } from '../../base/x.ts';\nimport { y } from './y.ts';"],
    ['src/i18n/a.ts', "import type { X } from '../engine/x.ts';"],
    ['src/i18n/a.ts', "import { x } from '../kinds/words.en.ts';"],
    ['src/views/a.ts', "import { x } from '../kinds/faces.ts';"],
    [
      'src/kinds/words.en.ts',
      "import { x } from './cdn/words.en.ts';\nimport type { X } from './models.ts';",
    ],
    ['src/kinds/cdn/words.en.ts', "import { x } from '../shared-words.en.ts';"],
    ['src/kinds/cdn/face.ts', "import type { X } from '../../views/x.ts';"],
    ['src/session/a.ts', "import { x } from '../worker/protocol.ts';"],
    ['src/session/a.ts', "import { createStore } from 'zustand/vanilla';"],
    ['src/session/a.ts', "new Worker(new URL('../worker/entry.ts', import.meta.url), { type: 'module' });"],
    [
      'src/session/a.ts',
      "new Worker(new URL('../worker/tape-entry.ts', import.meta.url), { type: 'module' });",
    ],
    ['src/views/a.ts', "import { line } from 'd3';\nimport type { X } from '../engine/telemetry/x.ts';"],
    ['src/ui/a.tsx', "import styles from './a.module.css';\nimport type { X } from '../engine/x.ts';"],
    ['src/cli/main.ts', "import { readFileSync } from 'node:fs';"],
    ['src/app/a.tsx', "import { createRoot } from 'react-dom/client';\nimport { x } from '../engine/x.ts';"],
    ['src/engine/a.test.ts', "import fc from 'fast-check';\nimport { readFileSync } from 'node:fs';"],
    ['src/engine/a.test.ts', "import { x } from '../../test/support/x.ts';"],
    ['src/session/a.test.ts', "import { x } from '../engine/x.ts';\nimport { y } from '../worker/host.ts';"],
  ];
  it.each(accepted)('%s accepts %s', (path, text) => {
    expect(check(path, text)).toEqual([]);
  });
});
