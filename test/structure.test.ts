// How files and folders hang together: no circles of value imports, no function that nobody can read in one go.
import { describe, expect, it } from 'vitest';
import { circles, folderImports, valueImports } from './support/find-circles.ts';
import { longFunctions } from './support/find-long-functions.ts';
import { sourceFiles } from './support/repository.ts';

/**
 * Functions that may be longer than this, each with a reason. One table read from top to bottom is easier than the
 * same cut into pieces.
 */
const linesAtMost = 70;
const longForAReason: Readonly<Record<string, string>> = {
  'src/kinds/sentinel/story.ts: tell': 'one case for each thing that the state machine says',
};

/**
 * Where every file that does something has a test of its own beside it: a failing test then names the file that is wrong.
 * Declarations are data for others to fold over, also where they compute a value.
 */
const testedRooms = /^src\/(engine\/(model|fault|kernel|telemetry)|kinds\/[^/]+)\/[^/]+\.ts$/;
const declarations = /\b(facts|spec|specs|face|words\.(en|zh))\.ts$/;
const untestedForAReason: Readonly<Record<string, string>> = {
  'src/engine/telemetry/fact.ts': 'types, and one value that only carries a type',
};

describe('value imports', () => {
  const files = valueImports(sourceFiles());

  it('form no circle between files', () => {
    expect(circles(files)).toEqual([]);
  });

  it('form no circle between the folders of a room', () => {
    expect(circles(folderImports(files))).toEqual([]);
  });
});

describe('the finder of circles', () => {
  const file = (path: string, text: string) => ({ path, text });

  it('sees a circle of three, and none where a type closes it', () => {
    const three = [
      file('src/a/x.ts', "import { y } from './y.ts';"),
      file('src/a/y.ts', "export * from './z.ts';"),
      file('src/a/z.ts', "import { x } from './x.ts';"),
    ];
    expect(circles(valueImports(three))).toEqual([['src/a/x.ts', 'src/a/y.ts', 'src/a/z.ts']]);
    const open = [...three.slice(0, 2), file('src/a/z.ts', "import type { X } from './x.ts';")];
    expect(circles(valueImports(open))).toEqual([]);
  });

  it('sees a circle of folders where no file is in one, and leaves the files at the top of a room out', () => {
    const files = [
      file('src/a/b/one.ts', "import { two } from '../c/two.ts';"),
      file('src/a/b/four.ts', ''),
      file('src/a/c/two.ts', ''),
      file('src/a/c/three.ts', "import { four } from '../b/four.ts';"),
      file('src/a/index.ts', "import { one } from './b/one.ts';"),
      file('src/a/b/five.ts', "import { index } from '../index.ts';"),
    ];
    expect(circles(valueImports(files))).toEqual([]);
    expect(circles(folderImports(valueImports(files)))).toEqual([['src/a/b', 'src/a/c']]);
  });
});

describe('files that do something', () => {
  const files = sourceFiles();
  const paths = new Set(files.map(({ path }) => path));
  const hasTest = (path: string): boolean => paths.has(path.replace(/\.ts$/, '.test.ts'));
  const doing = files
    .filter(({ path }) => testedRooms.test(path) && !path.endsWith('.test.ts') && !declarations.test(path))
    .filter(({ path, text }) => longFunctions(path, text, 0).length > 0)
    .map(({ path }) => path);

  it('of the engine and the kinds have a test beside them, or are on a list with a reason', () => {
    expect(doing.length).toBeGreaterThan(50);
    expect(doing.filter((path) => !hasTest(path) && !(path in untestedForAReason))).toEqual([]);
  });

  it('of that list are still there, and still have none', () => {
    expect(Object.keys(untestedForAReason).filter((path) => !doing.includes(path) || hasTest(path))).toEqual(
      [],
    );
  });
});

describe('functions', () => {
  const found = sourceFiles()
    .filter(({ path }) => !/\.test\.tsx?$|\/testing\//.test(path))
    .flatMap(({ path, text }) =>
      longFunctions(path, text, linesAtMost).map(({ name, lines }) => ({ place: `${path}: ${name}`, lines })),
    );

  it(`are at most ${linesAtMost} lines long, or on a list with a reason`, () => {
    expect(found.filter(({ place }) => !(place in longForAReason))).toEqual([]);
  });

  it('of that list still are as long', () => {
    const places = found.map(({ place }) => place);
    expect(Object.keys(longForAReason).filter((place) => !places.includes(place))).toEqual([]);
  });

  it('are measured by the lines that belong to no named function inside', () => {
    const text = ['function a() {', '  return 1;', '}', 'const b = () => {', '  1;', '  2;', '};'].join('\n');
    expect(longFunctions('x.ts', text, 2)).toEqual([
      { name: 'a', lines: 3 },
      { name: 'b', lines: 4 },
    ]);
    const factory = [
      'function f() {',
      '  let g = 1;',
      '  return {',
      '    h: () => {',
      '      g += 1;',
      '    },',
      '  };',
      '}',
    ];
    expect(longFunctions('x.ts', factory.join('\n'), 3)).toEqual([{ name: 'f', lines: 5 }]);
    const method = [
      'class C {',
      '  d() {',
      '    1;',
      '    2;',
      '  }',
      '  get e() {',
      '    return 1;',
      '  }',
      '}',
    ];
    expect(longFunctions('x.ts', method.join('\n'), 3)).toEqual([{ name: 'd', lines: 4 }]);
  });
});
