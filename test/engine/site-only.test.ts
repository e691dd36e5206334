// A kind's model sees the run through its `Site`: what reaches the tables, processes and links of others is not imported.
import { describe, expect, it } from 'vitest';
import { findImports } from '../support/find-imports.ts';
import { sourceFiles } from '../support/repository.ts';

/** Engine files that take a world, so that whoever imports one could name another component's row. */
const takesWorld = sourceFiles(/(?<!\.test)\.ts$/).filter(
  ({ path, text }) => path.startsWith('src/engine/') && /\bWorld\b/.test(text),
);
/** Their types, and what of them is bound to one component, may be used. */
const allowed = ['site.ts', 'work.ts'];

const models = sourceFiles(/(?<!\.test)\.ts$/).filter(({ path }) => path.startsWith('src/kinds/'));

describe('the models of kinds', () => {
  it('import nothing that takes a world', () => {
    const forbidden = takesWorld
      .map(({ path }) => path.slice(path.lastIndexOf('/') + 1))
      .filter((name) => !allowed.includes(name));
    expect(forbidden).toContain('world.ts');
    expect(forbidden).toContain('transport.ts');
    const found = models.flatMap(({ path, text }) =>
      findImports(text)
        .filter(({ specifier, form }) => form !== 'type' && specifier.includes('/engine/'))
        .filter(({ specifier }) => forbidden.includes(specifier.slice(specifier.lastIndexOf('/') + 1)))
        .map(({ specifier }) => `${path} imports ${specifier}`),
    );
    expect(found).toEqual([]);
  });

  it('do not name the world, not even as a type', () => {
    const found = models.filter(({ text }) => /\bWorld\b|\/world\.ts'/.test(text));
    expect(found.map(({ path }) => path)).toEqual([]);
  });
});
